// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/autoscaler.hpp"
#include "scenarios/continuous_batching.hpp"
#include "scenarios/duration.hpp"
#include "scenarios/extra_spec.hpp"
#include "scenarios/interruptions.hpp"
#include "scenarios/json_lines.hpp"
#include "scenarios/spot_prices_spec.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// A checked scenario: a plain description, with the units already parsed. Names in it (models, offers) are not
/// resolved here; `sim/resolve` does that with the catalogs. A field that the file leaves out and whose default
/// depends on a catalog is an empty optional; every other default is written in this file, or in that
/// of its autoscaler, and nowhere else.
namespace plimsoll::scenarios {

// ---- how long one unit of work takes, where the user measured it -------------------------------------------------

struct ConstantTime {
    Duration value{};
    bool operator==(const ConstantTime&) const = default;
};
struct ExponentialTime {
    Duration mean{};
    bool operator==(const ExponentialTime&) const = default;
};
struct LognormalTime {
    Duration mean{};
    double cv = 1;  ///< coefficient of variation: standard deviation / mean
    bool operator==(const LognormalTime&) const = default;
};
/// Two exponential phases with balanced means; cv > 1.
struct HyperexponentialTime {
    Duration mean{};
    double cv = 2;
    bool operator==(const HyperexponentialTime&) const = default;
};
/// A CSV file with one measured duration per row, in seconds, in the named column; drawn with replacement.
struct EmpiricalTime {
    std::string path;  ///< resolved against the scenario's folder
    std::string column = "seconds";
    bool operator==(const EmpiricalTime&) const = default;
};
/// Batch size -> time of the whole batch; linear between the given sizes, and along the last segment beyond them.
struct TableTime {
    std::map<std::uint32_t, Duration> by_batch;
    bool operator==(const TableTime&) const = default;
};
using ServiceTimeSpec =
    std::variant<ConstantTime, ExponentialTime, LognormalTime, HyperexponentialTime, EmpiricalTime, TableTime>;

struct ServiceSpec {
    ServiceTimeSpec time;
    /// Serverless only: service time of a request that started its instance, where measured apart.
    std::optional<ServiceTimeSpec> cold_time;
    bool operator==(const ServiceSpec&) const = default;
};

/// What is taken away from a model.
struct PruneSpec {
    std::uint32_t layers = 0;
    double heads = 0;  ///< fraction of the heads of each layer
    double ffn = 0;    ///< fraction of the feed-forward features of each layer
    bool operator==(const PruneSpec&) const = default;
};

/// Dimensions of a student that was distilled from the model, and takes its place.
struct StudentSpec {
    std::uint32_t layers = 1;
    std::uint32_t hidden = 1;
    std::uint32_t heads = 1;
    std::uint32_t intermediate = 1;
    bool operator==(const StudentSpec&) const = default;
};

struct ModelSpec {
    std::string name;                     ///< a name of models/zoo, or a file, resolved against the scenario's folder
    std::string precision = "fp16";       ///< number format of the products
    std::uint32_t pad_to_tokens = 64;     ///< sequences are padded to a multiple of this many tokens
    std::vector<std::string> profiles{};  ///< names of models/profiles or files; empty: one of the device, if there is
    std::string engine{};                 ///< a name of models/engines; empty: the usual one
    PruneSpec prune{};
    std::optional<StudentSpec> student{};
    bool operator==(const ModelSpec&) const = default;
};

// ---- traffic ----------------------------------------------------------------------------------------------------

/// Number of tokens of a request.
struct ConstantTokens {
    std::uint32_t value = 1;
    bool operator==(const ConstantTokens&) const = default;
};
struct LognormalTokens {
    double mean = 1;
    double cv = 1;
    std::uint32_t at_least = 1;
    std::uint32_t at_most = 1'000'000;
    bool operator==(const LognormalTokens&) const = default;
};
using TokensSpec = std::variant<ConstantTokens, LognormalTokens>;

/// `trace`: requests read from a file.
struct TraceTraffic {
    std::string path;     ///< resolved against the scenario's folder; .gz and .zst are decompressed while reading
    std::string format;   ///< one of trace_formats(), see traffic_reader.hpp
    bool repeat = false;  ///< tile the trace up to the horizon
    /// `csv` only: role -> column name; roles are "time" (required), "input_tokens", "output_tokens", "tenant".
    std::map<std::string, std::string> columns;
    /// `csv` only: what the time column holds: "s", "ms", "us", "ns" or "iso8601".
    std::string time_unit = "s";
    bool operator==(const TraceTraffic&) const = default;
};

/// A window in which the rate is multiplied; it returns every day.
struct Burst {
    Duration at{};
    Duration lasts{};
    double times = 1;
    bool operator==(const Burst&) const = default;
};

/// Multipliers on the mean rate, applied together. An empty list means 1.
struct RateProfile {
    std::vector<double> daily;   ///< steps of equal length over a day, e.g. 24 values
    std::vector<double> weekly;  ///< 7 values, day 0 is the first day of the horizon
    std::vector<Burst> bursts;
    bool operator==(const RateProfile&) const = default;
};

struct MmppState {
    double rate_per_s = 0;
    Duration mean_stay{};
    bool operator==(const MmppState&) const = default;
};

/// What prompts begin with that others begin with, too: first the instructions that an application gives the model,
/// then a document. What a request brings of its own comes behind them, on top.
struct PrefixSpec {
    struct SystemPrompt {
        std::uint32_t tokens = 0;
        double share = 1;          ///< of the requests have it
        bool each_tenant = false;  ///< each has one of its own
        bool operator==(const SystemPrompt&) const = default;
    };
    /// Most documents that are drawn from.
    static constexpr std::uint32_t kMostDocuments = 1'000'000;
    struct Documents {
        std::uint32_t number = 1;
        TokensSpec tokens = ConstantTokens{1};  ///< of each, the same for all who ask about it
        double zipf = 1;                        ///< the k-th is asked about k^-zipf times as often as the first
        double share = 1;                       ///< of the requests have one
        bool operator==(const Documents&) const = default;
    };
    std::optional<SystemPrompt> system_prompt{};
    std::optional<Documents> documents{};
    bool operator==(const PrefixSpec&) const = default;
};

/// Who has an answer may ask on, with all that was said before in the prompt.
struct ConversationSpec {
    static constexpr double kMostTurns = 100;
    double turns = 1;       ///< mean number of requests of a conversation, geometric
    Duration think_time{};  ///< mean, from an answer to the next request
    double think_cv = 1;    ///< lognormal; 0: always the same
    bool operator==(const ConversationSpec&) const = default;
};

/// `generate`: requests drawn from an arrival process.
struct GeneratedTraffic {
    enum class Process { poisson, gamma, mmpp, constant };
    Process process = Process::poisson;
    double rate_per_s = 0;          ///< mean rate before the profile; unused by mmpp
    double cv = 1;                  ///< gamma only: coefficient of variation of the gaps
    std::vector<MmppState> states;  ///< mmpp only
    RateProfile profile;
    TokensSpec input_tokens = ConstantTokens{1};
    TokensSpec output_tokens = ConstantTokens{0};
    std::optional<PrefixSpec> prefix{};
    std::optional<ConversationSpec> conversations{};  ///< the requests begin such
    bool operator==(const GeneratedTraffic&) const = default;
};

/// `series`: one value per interval from a CSV or the answer to a Prometheus range query; arrivals are spread inside an
/// interval as a Poisson process given its count.
struct SeriesTraffic {
    enum class Values {
        counts,  ///< requests of the interval
        rates,   ///< requests per second, on average over the interval
        counter  ///< requests so far; each row but the first closes an interval
    };
    std::string path;
    std::string column = "count";
    Duration interval = std::chrono::minutes(1);
    bool repeat = false;
    TokensSpec input_tokens = ConstantTokens{1};
    TokensSpec output_tokens = ConstantTokens{0};
    std::optional<PrefixSpec> prefix{};
    Values values = Values::counts;
    bool operator==(const SeriesTraffic&) const = default;
};

/// Beyond these, costs of single tenants are too small to tell anything.
inline constexpr std::size_t kMostTenants = 10'000;

/// Who sends a part of generated requests, and of those of a series.
struct TenantShare {
    std::string name;
    double share = 1;                                           ///< beside those of the others
    std::optional<TokensSpec> input_tokens{}, output_tokens{};  ///< of its requests; empty: as of all
    /// Multiplies the share over a day, in steps of equal length from midnight; empty: the same all day. Of one length
    /// for all tenants that have some.
    std::vector<double> daily{};
    bool operator==(const TenantShare&) const = default;
};

struct WorkloadSpec {
    std::variant<TraceTraffic, GeneratedTraffic, SeriesTraffic> traffic;
    double load = 1.0;                 ///< multiplies the number of requests
    std::vector<TenantShare> tenants;  ///< empty: nobody asks, or a trace says so itself
    bool operator==(const WorkloadSpec&) const = default;
};

// ---- deployments ------------------------------------------------------------------------------------------------

enum class Serving { real_time, serverless, batch, api };
enum class Purchase { on_demand, spot, reserved };
enum class QueueKind { central, per_replica };
enum class RouterKind { round_robin, least_outstanding, two_choices, prefix_aware };
enum class OnLoss { retry, fail };
/// What replicas that answer token by token do of a request.
enum class PoolRole {
    all,
    prefill,  ///< its prompt, for servers that answer
    decode    ///< its answer, with what others have computed of the prompt
};
enum class Sharing { none, processor };  ///< how requests on one instance share it

/// A machine that is bought. Amounts are of one, plain decimals in USD.
struct OwnedSpec {
    std::string capex;
    std::string residual = "0";           ///< what it is worth at the end
    double years = 1;                     ///< until then, in equal parts
    double power_kw = 0;                  ///< while it works
    std::optional<double> idle_power_kw;  ///< while it is on and does not; empty: the same
    double pue = 1;                       ///< of the building: energy of all for that of the machines
    std::optional<std::string> price_per_kwh;
    double maintenance = 0;  ///< share of the capex, each year
    std::optional<std::string> space_per_month, staff_per_month;
    bool operator==(const OwnedSpec&) const = default;
};

/// An offer written in place: enough to price anything without a catalog. Prices are decimal strings in USD.
struct InlineOffer {
    std::optional<std::string> price_per_hour;
    std::optional<std::string> spot_price_per_hour;
    std::optional<std::string> price_per_gb_second;
    std::optional<std::string> price_per_million_requests;
    std::optional<std::string> price_per_million_input_tokens;
    std::optional<std::string> price_per_million_output_tokens;
    std::optional<std::string> price_per_million_cached_input_tokens;
    std::optional<OwnedSpec> owned;            ///< bought, not rented
    std::uint32_t devices = 1;                 ///< how many of the device a machine has
    std::optional<std::string> fee_per_month;  ///< of the pool, used or not
    std::optional<double> memory_gb;           ///< with price_per_gb_second; GB of 2^30 bytes
    std::optional<std::string> device;         ///< a name of models/devices, needed where a model is timed
    std::optional<Duration> minimum;           ///< billed at least
    std::optional<Duration> granularity;       ///< billed rounded up to a multiple of
    bool operator==(const InlineOffer&) const = default;
};
using OfferSpec = std::variant<std::string, InlineOffer>;

/// Where the file gives only `min`, `max` is the larger of `min` and 1. In batch serving `min` is 0 unless given.
struct ReplicasSpec {
    std::uint32_t min = 1;
    std::uint32_t max = 1;
    bool operator==(const ReplicasSpec&) const = default;
};

/// Cold start, phase by phase. Empty fields take the catalog's or Plimsoll's default, which `explain` shows.
struct StartSpec {
    std::optional<Duration> provision;
    std::optional<Duration> boot;
    std::optional<double> image_bytes;    ///< pulled through the shared registry link
    std::optional<double> weights_bytes;  ///< loaded through the shared store link
    std::optional<Duration> warm_up;
    std::optional<double> instance_bandwidth_bytes_per_s;
    std::optional<double> registry_bandwidth_bytes_per_s;  ///< shared by all instances of the deployment
    std::optional<double> store_bandwidth_bytes_per_s;     ///< shared by all instances of the deployment
    bool operator==(const StartSpec&) const = default;
};

struct BatchingSpec {
    std::uint32_t max_batch = 1;
    Duration max_wait{};
    bool operator==(const BatchingSpec&) const = default;
};

struct RateLimitSpec {
    std::optional<double> requests_per_minute;
    std::optional<double> tokens_per_minute;
    Duration max_wait = std::chrono::seconds(60);  ///< a client that would wait longer gives up (rejected)
    bool operator==(const RateLimitSpec&) const = default;
};

/// Between servers that compute prompts and those that answer.
struct KvTransferSpec {
    double bandwidth_bytes_per_s = 0;  ///< of each server's link
    Duration latency{};
    bool operator==(const KvTransferSpec&) const = default;
};

struct PoolSpec {
    OfferSpec offer;
    PoolRole role = PoolRole::all;  ///< token by token, real-time only
    Purchase purchase = Purchase::on_demand;
    ReplicasSpec replicas;
    std::optional<AutoscalerSpec> autoscaler;
    std::optional<InterruptionsSpec> interruptions;  ///< spot only
    bool fallback_on_demand = false;                 ///< spot only
    std::optional<SpotPricesSpec> spot_prices;       ///< spot only; empty: the offer's usual one at all times
    StartSpec start;
    // serverless only
    Duration keep_alive = std::chrono::minutes(10);
    std::uint32_t max_instances = 1000;
    std::uint32_t provisioned = 0;    ///< instances that are held ready at a price of their own
    std::optional<double> memory_gb;  ///< of an instance; GB of 2^30 bytes; empty: the offer's
    std::optional<double> vcpus;      ///< of an instance; empty: the offer's
    // api only
    std::optional<RateLimitSpec> rate_limit;
    double cached_input = 0;    ///< share of the input tokens that the provider finds in its cache
    bool batch_prices = false;  ///< requests may wait for a day, and cost less
    bool operator==(const PoolSpec&) const = default;
};

/// These stand in a pool in the file and hold for the whole deployment (all pools of one must agree).
struct QueueSpec {
    QueueKind kind = QueueKind::central;
    RouterKind router = RouterKind::round_robin;    ///< per-replica queues only
    std::optional<std::uint32_t> router_imbalance;  ///< prefix-aware: requests beyond the fewest; empty: 32
    Duration router_refresh{};                      ///< token by token: between two looks at replicas
    std::optional<std::uint32_t> max_queue;         ///< requests that may wait; empty: unbounded (serverless: 0)
    std::optional<BatchingSpec> batching;  ///< empty: one at a time (batch serving: the model's largest useful batch)
    /// Requests that an instance serves at once, each on its own; real-time: instead of batching. Empty: one at a time.
    std::optional<std::uint32_t> concurrency;
    std::optional<Sharing> sharing;                    ///< default: processor when concurrency > 1, else none
    std::optional<ContinuousBatchingSpec> continuous;  ///< of a model that answers token by token
    bool operator==(const QueueSpec&) const = default;
};

struct DeploymentSpec {
    std::string name;
    std::string description;  ///< for the reader; no effect on the simulation
    Serving serving = Serving::real_time;
    std::vector<PoolSpec> pools;
    QueueSpec queue;
    std::optional<ModelSpec> model;      ///< instead of the scenario's
    std::optional<ServiceSpec> service;  ///< instead of the scenario's
    Duration network{};                  ///< added to every request's latency
    OnLoss on_loss = OnLoss::retry;
    std::optional<KvTransferSpec> kv_transfer;  ///< where pools have roles
    std::vector<ExtraSpec> extras;              ///< billed beside the pools
    // batch only
    std::optional<Duration> window_every;
    std::optional<Duration> deadline;
    std::string pointer;        ///< JSON pointer of the deployment in the file, for messages
    std::string model_pointer;  ///< of its model, where that is one of the variants
    bool operator==(const DeploymentSpec&) const = default;
};

/// Another model that serves the same: every deployment that serves the scenario's model is compared with it as well.
struct VariantSpec {
    std::string name;
    ModelSpec model;
    bool operator==(const VariantSpec&) const = default;
};

// ---- what is asked ----------------------------------------------------------------------------------------------

struct SloSpec {
    enum class Metric { latency, wait, ttft, tpot, itl };
    Metric metric = Metric::latency;
    double percentile = 99;
    Duration at_most{};
    bool operator==(const SloSpec&) const = default;
};

/// Multiply the prices of every offer, by how it is bought.
struct PriceFactorsSpec {
    double on_demand = 1;
    double reserved = 1;
    double spot = 1;
    double usage = 1;        ///< requests, seconds of work, tokens
    double free_grants = 1;  ///< on what is free of them each month: below 1 where others use part of it up
    bool operator==(const PriceFactorsSpec&) const = default;
};

struct ExperimentSpec {
    Duration horizon = std::chrono::hours(24);
    Duration warm_up{};
    std::uint64_t seed = 1;
    std::uint32_t replications = 5;
    std::vector<double> load_curve;             ///< multiples of the workload's load
    std::uint32_t load_curve_replications = 5;  ///< per point of the load curve; by default as many as `replications`
    std::optional<Duration> bucket;             ///< of the time series; default horizon / 288
    bool examples_compete = false;              ///< offers with invented prices may win, too
    bool operator==(const ExperimentSpec&) const = default;
};

struct Scenario {
    std::string name;                    ///< default: the file's name without its ending
    std::string description;             ///< for the reader; no effect on the simulation
    std::string path;                    ///< where it was read from, as given
    std::string text;                    ///< of the file, as it was read
    std::vector<std::string> overrides;  ///< "/pointer=VALUE", applied in their order
    WorkloadSpec workload;
    std::optional<ModelSpec> model;
    std::optional<ServiceSpec> service;
    std::vector<VariantSpec> variants;
    std::vector<SloSpec> slo;
    std::vector<std::string> catalogs;  ///< of one's own, files or folders, resolved against the scenario's folder
    PriceFactorsSpec price_factors;
    std::vector<DeploymentSpec> deployments;  ///< behind each, the same with every variant
    ExperimentSpec experiment;
    /// What the file itself and the overrides set, with the line; what is not here is a default (for `explain`).
    JsonLines set_in_file;
    bool operator==(const Scenario&) const = default;
};

}  // namespace plimsoll::scenarios
