// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "pricing/usage.hpp"
#include "scenarios/scenario.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace plimsoll::pricing {

/// Where a figure comes from and when it was read.
struct Provenance {
    std::string source;    ///< who says so: a page, a price list, "scenario" for in-line prices
    std::string date;      ///< ISO 8601 date of that reading; empty for in-line prices
    bool verified = true;  ///< false: no primary source confirmed it
    bool example = false;  ///< an invented figure that stands for a kind of offer
};

/// A price up to a monthly quantity; the last tier has no end.
struct Tier {
    std::optional<Quantity> up_to;  ///< cumulative units per month
    Money price;                    ///< per unit
};

/// Machines rented by time (EC2, GCE, Azure VM, SageMaker instances, instance-billed containers).
struct InstanceMeter {
    std::optional<Money> on_demand_per_hour;
    std::optional<Money> spot_per_hour;
    std::optional<Money> reserved_per_hour;  ///< billed for the whole span whether used or not
    Rounding rounding{std::chrono::seconds(1), std::chrono::seconds(60)};
    /// A spot instance interrupted by the provider before this age costs nothing (EC2: one hour).
    Duration free_if_interrupted_within{};
};

/// A fee per request.
struct RequestMeter {
    Money per_million;
    Quantity free_per_month;  ///< requests
};

/// Seconds of work times a resource of the instance: GB-seconds, vCPU-seconds, GiB-seconds.
struct WorkMeter {
    enum class Basis { invocation, busy, lifetime };
    Basis basis = Basis::invocation;
    std::string unit;           ///< "GB-second", "vCPU-second", ...
    Quantity units_per_second;  ///< how many of that unit one instance-second costs
    std::vector<Tier> tiers;
    Quantity free_per_month;  ///< units
    Rounding rounding{std::chrono::milliseconds(1), Duration(0)};
    bool bills_start = true;  ///< the time of a cold start is work too
    std::string item;         ///< what the bill calls it ("duration", "memory"); empty: the unit, in the plural

    /// The sum that it needs of a kernel; nothing where it bills whole lives.
    [[nodiscard]] std::optional<WorkRule> rule() const;
};

/// Tokens of a model API.
struct TokenMeter {
    Money input_per_million;
    Money output_per_million;
};

using Meter = std::variant<InstanceMeter, RequestMeter, WorkMeter, TokenMeter>;

/// The latency and limits that an API's own measurements or terms give.
struct ApiService {
    Duration latency_median{};  ///< 0: nothing is published of it
    Duration latency_p99{};
    Duration per_output_token{};
    std::optional<double> requests_per_minute;
    std::optional<double> tokens_per_minute;
};

/// Typical cold start of this kind of capacity; a scenario can override each.
using StartDefaults = scenarios::StartSpec;

/// Something that can be rented: a machine type, a function size, a container size, a model API.
struct Offer {
    enum class Kind { instance, function, container, api };
    std::string id;     ///< "aws/us-east-1/g4dn.xlarge"; "in-line" for an offer written in a scenario
    std::string title;  ///< "AWS EC2 g4dn.xlarge (1 x NVIDIA T4), us-east-1"
    Kind kind = Kind::instance;
    std::string device;  ///< a name of models/devices; empty where nothing of ours runs on it
    std::uint32_t devices = 1;
    double device_share = 1;  ///< fraction of the device's rates that the size gets (functions, small containers)
    std::vector<Meter> meters;
    Provenance provenance;
    std::optional<Provenance> spot_provenance;
    StartDefaults start;
    std::optional<ApiService> api;
    std::optional<Duration> spot_notice;
    std::vector<std::string> notes;  ///< printed by explain
};

/// What the offer's meters need of a simulation.
[[nodiscard]] UsageRules usage_rules(const Offer& offer);

/// Why the offer cannot be bought that way; nothing where it has a price. To be asked before anything is simulated:
/// `bill` treats usage without a price as a bug.
[[nodiscard]] std::optional<std::string> missing_price(const Offer& offer, scenarios::Purchase purchase);

}  // namespace plimsoll::pricing
