// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/step_time/service_time.hpp"
#include "models/step_time/token_step_time.hpp"
#include "pricing/offer/extra.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/scenario.hpp"
#include "sim/plan/assumed_value.hpp"
#include "sim/plan/catalog_used.hpp"
#include "sim/plan/discipline.hpp"
#include "sim/plan/price_used.hpp"
#include "sim/plan/request_limit.hpp"
#include "sim/plan/served_model.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace plimsoll::sim {

class RequestSource;

/// A cold start with every phase known. Flows share the registry's and the store's link with the deployment's other
/// instances; each also passes the instance's own network card.
struct StartPhases {
    Duration provision{};
    Duration boot{};
    double image_bytes = 0;
    double weights_bytes = 0;
    Duration warm_up{};
    double instance_bandwidth_bytes_per_s = 1.25e9;
    double registry_bandwidth_bytes_per_s = 1.25e9;
    double store_bandwidth_bytes_per_s = 1.25e9;
};

/// Step times that follow from datasheets are good to this factor, either way (docs/decisions/0008).
inline constexpr double kDatasheetFactor = 2;

/// Who brings up what serves.
enum class Provisioning : std::uint8_t {
    replicas,    ///< the fleet keeps a number of replicas, fixed or as an autoscaler or a batch window asks
    on_request,  ///< requests launch instances, keep-alive ends them
    none         ///< the provider's machines are not ours to start
};

/// What a replica needs to answer token by token.
struct TokenServing {
    models::TokenStepTime step_time;
    std::uint64_t kv_blocks = 0;    ///< of the KV cache, the null block included
    double kv_bytes_per_token = 0;  ///< of a sequence, on all its devices
};

/// A pool with every name resolved.
struct PoolPlan {
    pricing::UsageRules usage;  ///< what the prices' meters need to be told of
    Provisioning provisioning = Provisioning::replicas;
    scenarios::PoolRole role = scenarios::PoolRole::all;
    scenarios::Purchase purchase = scenarios::Purchase::on_demand;
    scenarios::ReplicasSpec replicas;
    std::optional<scenarios::AutoscalerSpec> autoscaler;
    std::optional<scenarios::InterruptionsSpec> interruptions;
    bool fallback_on_demand = false;
    StartPhases start;
    models::ServiceTime service = models::ServiceTime::constant(Duration(1));
    std::optional<TokenServing> tokens;  ///< with continuous batching, instead of `service`
    bool datasheet_times = false;        ///< `service` is a law on datasheet figures, good to kDatasheetFactor
    Duration keep_alive{};               ///< on request
    std::uint32_t max_instances = 1;     ///< on request
    std::uint32_t provisioned = 0;       ///< on request: held ready whatever comes, and used before all others
    double power_watts = 0;              ///< of one instance at full load; 0: unknown
};

/// The index of the pool that a discipline of one pool has.
inline constexpr std::size_t kOnlyPool = 0;

/// A deployment with every name resolved: all that a simulation of it needs besides traffic and seed.
struct DeploymentPlan {
    std::string name;
    scenarios::Serving serving = scenarios::Serving::real_time;  ///< what the scenario calls it: told, never asked
    Discipline discipline;
    std::vector<PoolPlan> pools;
    Duration network{};
    std::optional<Duration> window_every;  ///< requests wait for a batch window
    std::optional<Duration> deadline;
    /// What each request must keep at once, where objectives look at it in several ways; else empty, since one
    /// distribution tells then.
    std::vector<RequestLimit> limits;
    std::optional<results::ServedModelFacts> model;  ///< absent where service times were given
    /// The pool of a discipline that has only one. \throws std::logic_error where there are more
    [[nodiscard]] const PoolPlan& only_pool() const {
        if (pools.size() != 1)
            throw std::logic_error("a discipline of one pool was given " + std::to_string(pools.size()));
        return pools.front();
    }
    [[nodiscard]] bool rests_on_datasheets() const {
        return std::any_of(pools.begin(), pools.end(), [](const PoolPlan& pool) { return pool.datasheet_times; });
    }
    /// Whether the error of the step times is known, so that what it does to the results can be told.
    [[nodiscard]] bool has_doubts() const {
        return rests_on_datasheets() || std::any_of(pools.begin(), pools.end(), [](const PoolPlan& pool) {
                   return pool.tokens ? pool.tokens->step_time.has_doubts() : pool.service.has_doubts();
               });
    }
    /// Whether the fleet keeps replicas, and no request starts an instance.
    [[nodiscard]] bool keeps_replicas() const {
        return std::all_of(pools.begin(), pools.end(),
                           [](const PoolPlan& pool) { return pool.provisioning == Provisioning::replicas; });
    }
    /// By how many requests at a time a replica is fully used: by its places where each request has its own pace, by
    /// one where whatever is there shares it. Instances that requests ask for are in use or not.
    [[nodiscard]] std::uint32_t requests_of_full_use() const {
        const auto* slots = std::get_if<RequestSlots>(&discipline);
        return slots != nullptr && !slots->processor_sharing && keeps_replicas() ? slots->concurrency : 1;
    }
    /// Whether an instance of it may start while images or weights reach it: those that are up from the beginning, and
    /// stay, need none.
    [[nodiscard]] bool may_transfer() const {
        return std::any_of(pools.begin(), pools.end(), [this](const PoolPlan& pool) {
            const bool starts = pool.provisioning == Provisioning::on_request ||
                                (pool.provisioning == Provisioning::replicas &&
                                 (pool.autoscaler || pool.interruptions || window_every));
            return starts && (pool.start.image_bytes > 0 || pool.start.weights_bytes > 0);
        });
    }
    /// Whether the provider may take machines of it back.
    [[nodiscard]] bool is_interruptible() const {
        return std::any_of(pools.begin(), pools.end(),
                           [](const PoolPlan& pool) { return pool.interruptions.has_value(); });
    }
};

/// Makes a fresh stream of the workload's requests: same seed and load, same requests.
using TrafficFactory = std::function<std::unique_ptr<RequestSource>(std::uint64_t seed, double load)>;

/// One resolved value and where it came from, for `explain` and the GUI's assumptions.
struct Assumption {
    enum class Origin { file, fallback, catalog, profile, datasheet, override_ };
    std::string pointer;  ///< "/deployments/0/pools/0/start/boot"
    AssumedValue value;
    Origin origin = Origin::fallback;  ///< `fallback`: Plimsoll's default
    std::string source;                ///< file and line, catalog source, datasheet
    std::string date;                  ///< of that source; may be empty
};

inline constexpr scenarios::EnumName<Assumption::Origin> kOriginNames[] = {
    {"file", Assumption::Origin::file},           {"default", Assumption::Origin::fallback},
    {"catalog", Assumption::Origin::catalog},     {"profile", Assumption::Origin::profile},
    {"datasheet", Assumption::Origin::datasheet}, {"override", Assumption::Origin::override_}};

/// Something about the traffic that may be a mistake, with what would mend it.
struct TrafficNote {
    std::string code;
    std::string text;
};

/// A scenario whose names are all resolved.
struct Experiment {
    scenarios::Scenario scenario;
    std::vector<DeploymentPlan> deployments;
    std::vector<pricing::DeploymentOffers> offers;  ///< by deployment: what the usage costs
    TrafficFactory traffic;
    std::vector<Assumption> assumptions;
    std::vector<std::string> notes;  ///< "step times of g4dn.xlarge are datasheet figures", "oldest price: 2026-07-20"
    std::vector<results::PriceUsed> prices;
    std::string oldest_price_date;               ///< ISO 8601, of the prices whose age is known; empty: of none
    std::vector<results::CatalogUsed> catalogs;  ///< those of one's own
    std::vector<TrafficNote> traffic_notes;
    double expected_requests = 0;      ///< of one simulation at a load of 1
    std::vector<std::string> tenants;  ///< who sends requests, where the traffic tells
    /// Whether somebody will look at the first replication of each deployment in time: the lives of its instances and
    /// the percentiles of each bucket of its series are told then.
    bool in_detail = true;
};

}  // namespace plimsoll::sim

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<sim::Assumption::Origin>> names_of() {
    return sim::kOriginNames;
}

}  // namespace plimsoll::scenarios
