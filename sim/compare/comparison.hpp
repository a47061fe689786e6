// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "scenarios/duration.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/scenario.hpp"
#include "sim/compare/bill.hpp"
#include "sim/compare/cost_summary.hpp"
#include "sim/compare/statistics.hpp"
#include "sim/measured/instance_life.hpp"
#include "sim/measured/run_result.hpp"
#include "sim/plan/catalog_used.hpp"
#include "sim/plan/price_used.hpp"
#include "sim/plan/served_model.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// What a comparison of deployments found: values, set once. The table, the JSON, the CSV files and the window all show
/// these and compute nothing of their own.
///
/// Counts and amounts are means over replications, each of one horizon; percentiles are those of the pooled
/// measurements of all replications. Times are in seconds, money in USD.
namespace plimsoll::results {

/// A percentile or mean and its interval: chance over replications, and what step times may be off by.
struct Estimate {
    double value = 0;
    std::optional<Interval> ci;
    double step_time_margin = 0;    ///< the larger side of what the error of step times makes of it; 0: none known
    bool below_resolution = false;  ///< replications differ by less than a histogram tells: the interval is its bucket
};

struct LatencySummary {
    Estimate mean, p50, p90, p95, p99;
    double max = 0;
};

/// A point of a distribution of latencies: this share of the requests took at most so long.
struct DistributionPoint {
    double share = 0;
    double at_most_s = 0;
};

/// Mean seconds in each part over the requests around a percentile of the latency: those of its band
/// (latency_bands.hpp) in all replications. They add up to the mean latency of just these requests.
struct PartsAtPercentile {
    double percentile = 0;
    std::uint64_t requests = 0;  ///< how many they are
    PartsSummary parts;
};

/// A latency objective and how it went. Requests without an answer (rejected, failed) count as infinitely slow.
struct SloOutcome {
    scenarios::SloSpec slo;
    std::optional<double> value_s;  ///< the percentile; empty: beyond every answered request
    std::optional<Interval> ci;
    bool met = false;             ///< value <= at_most
    std::optional<bool> clear;    ///< the whole interval is on one side of the limit; empty without an interval
    double attainment = 0;        ///< share of the requests answered within the limit
    double step_time_margin = 0;  ///< as in Estimate
};

/// Requests that keep the limits of all objectives at once.
struct Goodput {
    double share = 0;           ///< of all requests
    double requests_per_s = 0;  ///< of the same
};

/// Mean seconds that add up to the mean time to the first token.
struct FirstTokenParts {
    double network = 0;
    double queue = 0;
    double cold_start = 0;
    double prompt = 0;  ///< from the first step that works on it: its computation, and what is computed beside it
};

/// Of answered requests, over the horizon.
struct TokenRates {
    double input_per_s = 0;
    double output_per_s = 0;
};

/// A batch deadline: met when every measured request finished within it and none went without an answer.
struct DeadlineOutcome {
    Duration at_most{};
    std::optional<double> slowest_s;  ///< empty: some request never finished
    bool met = false;
    double attainment = 0;  ///< share of the requests finished within it
};

/// A check of the audit over all runs of a deployment, the load curve included.
struct AuditSummary {
    std::string name;
    std::size_t runs = 0;
    bool passed = true;
    std::string detail;  ///< of the first run that failed, else of the first run
};

struct LoadPoint {
    double load = 0;
    double requests_per_s = 0;  ///< mean rate over the horizon
    LatencySummary latency;
    pricing::Money per_month;
    std::optional<pricing::Money> per_1k_requests;
    std::optional<Interval> per_month_ci;
    bool slo_met = false;  ///< every latency objective, or the deadline of a batch
    double utilization = 0;
    bool unstable = false;
};

/// A simulation of the first replication with shorter, or longer, steps.
struct OtherSteps {
    double factor = 1;       ///< of the times
    double cost_change = 0;  ///< per month
    bool feasible = false;   ///< meets every objective, or the deadline of a batch
    double worst_ratio = 0;  ///< of a value to its limit; see contest.hpp
};

/// What a deployment comes to with one assumption at an end of its range.
struct SensitivityOutcome {
    pricing::Money per_month;
    std::optional<double> p99_s;  ///< empty where nothing was measured
};

/// One assumption of a deployment, varied to both ends of what it may be while all others stay.
struct Sensitivity {
    enum class Kind { load, step_times, price, interruptions, cold_start };
    Kind kind = Kind::load;
    std::string what;     ///< "load", "step times from the datasheet of NVIDIA T4", "price of spot g4dn.xlarge"
    std::string pointer;  ///< JSON pointer of the assumption
    double base = 1;      ///< in `unit`
    double low = 1;
    double high = 1;
    std::string unit;   ///< "s", "USD/hour"; empty: a factor
    std::string range;  ///< what the range rests on
    SensitivityOutcome at_low, at_high;
};

/// A simulation starts empty, and it shows in the latencies.
struct WarmUpFinding {
    double bias = 0;                  ///< of the mean latency, as a fraction of its true value; too low: below 0
    Duration warm_up{};               ///< that would do
    std::optional<Duration> horizon;  ///< longer than now, where that warm-up leaves too little of it
};

/// Costs at a load where two deployments may cost the same.
struct NearCrossing {
    double load = 0;
    std::vector<double> cost_per_month;  ///< by replication
};

/// One figure per replication, in order; deployments share their random numbers replication by replication.
struct ReplicationFigures {
    std::vector<double> cost_per_month;
    std::vector<double> latency_mean_s;
    std::vector<double> latency_p99_s;
};

struct Warning {
    std::string code;
    std::string text;  ///< what is the matter and what to do about it
};

/// Beside what it adds, the means over replications of what one run measures.
struct DeploymentResult : RunFigures<double> {
    std::string name;
    scenarios::Serving serving = scenarios::Serving::real_time;
    std::string device_note;
    bool example = false;  ///< a price is an invented example of its kind
    bool eligible = true;  ///< false: an example, which no verdict may rest on; only a scenario can allow it to
    std::optional<ServedModelFacts> model;           ///< absent where service times were given
    std::optional<double> extrapolated_steps_share;  ///< of the batches; absent without a profile
    std::size_t replications = 0;                    ///< that gave a result
    std::size_t replications_lost = 0;  ///< asked for, without a result here or in a deployment compared with
    double requests_per_s = 0;
    LatencySummary latency;
    std::vector<DistributionPoint> latency_distribution;  ///< ascending, from the fastest request to the slowest
    LatencySummary wait;
    std::optional<TokenRates> tokens_per_s;     ///< empty: the traffic has none
    std::optional<LatencySummary> first_token;  ///< where answers come token by token
    std::optional<LatencySummary> per_token;    ///< mean time between the tokens of an answer, over answers of several
    std::optional<LatencySummary> token_gaps;   ///< between two tokens of an answer, over all tokens
    std::vector<DistributionPoint> first_token_distribution, per_token_distribution, token_gaps_distribution;
    std::optional<FirstTokenParts> first_token_parts;
    PartsSummary parts;
    std::vector<PartsAtPercentile> parts_at_percentile;  ///< 50, 95, 99; empty where nothing was measured
    CostSummary cost;
    std::vector<PoolFigures<double>> pools;  ///< means of each
    std::vector<InstanceLife> lives;  ///< of the first replication: its first instances, in the order of launches
    std::uint64_t lives_omitted = 0;  ///< instances of that replication that `lives` leaves out
    double cold_start_share = 0;      ///< of the measured requests
    bool backlog_grows = false;       ///< see stability.hpp
    bool fixed_size = false;          ///< no pool ever has another number of instances than at the start
    std::vector<SloOutcome> slo;      ///< empty for batch: judged by its deadline
    std::optional<Goodput> goodput;   ///< empty without objectives
    std::optional<DeadlineOutcome> deadline;
    std::vector<AuditSummary> audit;
    std::uint64_t fingerprint = 0;
    std::vector<LoadPoint> load_curve;
    std::vector<NearCrossing> near_crossings;
    std::optional<Interval> interruptions_ci;  ///< of instances.interrupted, where few were seen (rare_events.hpp)
    bool interruptible = false;                ///< the provider takes machines of it back, now and then
    double central_worst_ratio = 0;            ///< of the first replication, for `faster` and `slower`
    std::optional<OtherSteps> faster, slower;
    std::optional<WarmUpFinding> warm_up;
    std::vector<Sensitivity> sensitivities;  ///< where they were asked for; see sensitivities.hpp
    Duration bucket{};
    std::vector<SeriesBucket> series;       ///< of the first replication: a mean would smear bursts and interruptions
    std::vector<TokenBucket> token_series;  ///< likewise, where answers come token by token
    ReplicationFigures by_replication;
    std::vector<Warning> warnings;

    /// Every objective and the deadline are met; false when no replication gave a result.
    [[nodiscard]] bool feasible() const noexcept;
    [[nodiscard]] bool audit_passed() const noexcept;
};

/// The cheapest feasible deployment changes between two neighbouring points of the load curve.
struct LoadChange {
    enum class Kind { cost, feasibility };
    Kind kind = Kind::cost;
    std::string from;                       ///< empty: none is feasible
    std::string to;                         ///< empty: none is feasible
    double load_below = 0, load_above = 0;  ///< the two points
    double rate_below = 0, rate_above = 0;  ///< their requests/s
    double load = 0;                        ///< `cost` only: where the costs cross
    double rate = 0;                        ///< `cost` only: requests/s there
    std::optional<Interval> load_ci;        ///< `cost` only: by chance; see crossing.hpp
    std::string text;
};

inline constexpr scenarios::EnumName<LoadChange::Kind> kLoadChangeNames[] = {
    {"cost", LoadChange::Kind::cost}, {"feasibility", LoadChange::Kind::feasibility}};

/// A change that gives the comparison another winner.
struct Flip {
    enum class Kind { step_times, price, load };
    Kind kind = Kind::load;
    std::string what;   ///< "the datasheet of NVIDIA T4", "spot g4dn.xlarge"; empty for the load
    double factor = 1;  ///< by which the times, the price or the load change
    std::string to;     ///< who wins then; empty: nobody meets the objectives
    std::string text;
    std::optional<double> now{};  ///< of a price: what it is, in `unit`
    std::optional<double> at{};   ///< and what it would be
    std::string unit{};           ///< "USD/hour"
};

/// What makes an interval as wide as it is.
enum class Doubt { chance, step_times, prices };
inline constexpr scenarios::EnumName<Flip::Kind> kFlipNames[] = {
    {"step-times", Flip::Kind::step_times}, {"price", Flip::Kind::price}, {"load", Flip::Kind::load}};
inline constexpr scenarios::EnumName<Sensitivity::Kind> kSensitivityNames[] = {
    {"load", Sensitivity::Kind::load},
    {"step-times", Sensitivity::Kind::step_times},
    {"price", Sensitivity::Kind::price},
    {"interruptions", Sensitivity::Kind::interruptions},
    {"cold-start", Sensitivity::Kind::cold_start}};
inline constexpr scenarios::EnumName<Doubt> kDoubtNames[] = {
    {"chance", Doubt::chance}, {"step-times", Doubt::step_times}, {"prices", Doubt::prices}};

/// By how much a deployment costs more a month than the cheapest, and how sure that is.
struct CostDifference {
    std::optional<double> difference_per_month;
    std::optional<Interval> difference_ci;  ///< of all that follow together
    std::optional<Interval> chance_ci;      ///< of the difference: paired by replication
    std::optional<Interval> step_times_ci;  ///< of the difference, by the error of step times alone
    std::optional<Interval> prices_ci;      ///< of the difference, by that of unverified prices alone
    std::optional<Doubt> largest_doubt;     ///< which of them decides how near to 0 the interval comes
    std::optional<bool> clear;              ///< the interval excludes 0; empty without an interval
};

/// Another deployment that meets its objectives, against the cheapest.
struct Rival : CostDifference {
    std::string name;
};

/// The difference is that of the runner-up.
struct Verdict : CostDifference {
    std::optional<std::size_t> cheapest;   ///< index of the cheapest deployment among the feasible ones
    std::optional<std::size_t> runner_up;  ///< the next one
    std::optional<std::size_t> nearest;    ///< where none is feasible: the one that misses by least
    std::vector<Rival> rivals;             ///< all others that are feasible, the cheapest first
    std::vector<LoadChange> changes;
    std::vector<Flip> flips;
    std::vector<std::string> sentences;
};

/// What the scenario says, as far as results repeat it.
struct ScenarioFacts {
    std::string name;
    std::string path;
    std::vector<scenarios::SloSpec> slos;
    std::uint64_t seed = 1;
    std::uint32_t replications = 1;
    Duration horizon{};
    Duration warm_up{};
    double load = 1;
    bool examples_compete = false;
    std::string text;                     ///< the whole file as it was read
    std::vector<std::string> overrides;   ///< "/pointer=VALUE", in their order
    bool steady_traffic = false;          ///< the same mean rate from the first moment to the last
    std::vector<CatalogUsed> catalogs{};  ///< those of one's own, in their order
    std::vector<std::string> tenants{};   ///< who sends requests, where the traffic tells
};

/// One resolved value of the scenario and where it came from.
struct AssumptionNote {
    std::string pointer;
    std::string value;  ///< as people read it, with its unit
    std::string origin, source, date;
    std::optional<double> number{};  ///< what `value` says, in `unit`
    std::string unit{};              ///< "s", "B", "1/s", "USD/h", "requests"; empty for plain numbers
    std::optional<bool> flag{};      ///< neither number nor flag: `value` is a text
};

/// A simulation that was asked for and of which nothing came.
struct LostSimulation {
    std::string simulation;  ///< "spot, replication 2 of 5"
    std::string reason;
};

/// Everything else that the caller knows. Wall time does not enter a result unless the caller passes a date.
struct ComparisonNotes {
    std::string plimsoll_version;
    std::vector<AssumptionNote> assumptions;
    std::vector<PriceUsed> prices;
    std::string oldest_price_date;  ///< ISO 8601, of the prices whose age is known; empty: of none
    std::vector<std::string> notes;
    std::optional<std::string> today;  ///< ISO 8601, to warn of stale prices
    std::vector<Warning> traffic;      ///< what looks like a mistake in the traffic
    std::vector<LostSimulation> lost;
};

struct Comparison {
    ScenarioFacts scenario;
    ComparisonNotes notes;
    std::vector<DeploymentResult> deployments;
    Verdict verdict;
    std::vector<Warning> warnings;  ///< of the whole comparison
    std::uint64_t fingerprint = 0;  ///< of all deployments, whatever their order
};

/// The simulations of every replication with one assumption at either end of its range.
struct VariedRuns {
    Sensitivity assumption;  ///< without outcomes
    std::vector<RunResult> low, high;
};

/// The simulations of one deployment.
struct DeploymentRuns {
    std::string name;
    std::string pointer{};  ///< "/deployments/2": its place in the scenario
    scenarios::Serving serving = scenarios::Serving::real_time;
    std::vector<RunResult> runs;                                        ///< replication i at index i
    std::vector<std::pair<double, std::vector<RunResult>>> load_curve;  ///< by load
    std::optional<Duration> deadline;
    Prices prices;            ///< of what the runs use
    std::string device_note;  ///< "step times are datasheet figures"; may be empty
    bool example = false;     ///< as in DeploymentResult
    bool fixed_size = false;  ///< as in DeploymentResult
    std::optional<ServedModelFacts> model;
    double step_factor = 0;           ///< by which step times may be off either way; 0: by their standard deviation
    std::optional<RunResult> faster;  ///< replication 0 with every step shorter by that
    std::optional<RunResult> slower;  ///< and longer; see step_time_doubt.hpp
    std::vector<std::pair<double, std::vector<RunResult>>> near_crossings;  ///< by load, like the load curve
    bool interruptible = false;
    /// Replications, by their place in `runs`, with interruptions so often that some are sure to be seen.
    std::vector<std::pair<std::size_t, RunResult>> interrupted_more;
    std::optional<std::vector<VariedRuns>> varied;  ///< absent: sensitivities were not asked for
};

/// Pools the replications, prices, judges and compares.
[[nodiscard]] Comparison compare(ScenarioFacts scenario, const std::vector<DeploymentRuns>& deployments,
                                 ComparisonNotes notes);

}  // namespace plimsoll::results

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<results::LoadChange::Kind>> names_of() {
    return results::kLoadChangeNames;
}
template <>
constexpr std::span<const EnumName<results::Flip::Kind>> names_of() {
    return results::kFlipNames;
}
template <>
constexpr std::span<const EnumName<results::Sensitivity::Kind>> names_of() {
    return results::kSensitivityNames;
}
template <>
constexpr std::span<const EnumName<results::Doubt>> names_of() {
    return results::kDoubtNames;
}

}  // namespace plimsoll::scenarios
