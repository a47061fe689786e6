// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/quantity.hpp"
#include "sim/compare/comparison.hpp"
#include "sim/measured/latency_bands.hpp"

#include <string>
#include <vector>

/// Runs made by hand, so that every expected figure follows from a line of algebra.
namespace plimsoll::results::testing {

using namespace std::chrono_literals;

inline constexpr Duration kHorizon = 73h;  // a tenth of a month of 730 hours: per_month = 10 x total

/// The parts of the requests whose latency is about that.
inline LatencyParts& band_of(RunResult& run, Duration latency) {
    const auto band = LatencyBands::of_bucket(DurationBuckets::index(latency.count()));
    if (band >= run.parts_by_band.size()) run.parts_by_band.resize(band + 1);
    return run.parts_by_band[band];
}

/// What a machine of "test/m" costs: 1 USD/h, to the nanosecond.
inline pricing::Offer made_offer() {
    pricing::InstanceMeter meter;
    meter.on_demand_per_hour = pricing::Money::parse("1");
    meter.rounding = {Duration(1), Duration(0)};
    pricing::Offer offer;
    offer.id = "test/m";
    offer.meters = {meter};
    return offer;
}

/// So many hours of that machine; 1 USD each.
inline pricing::PoolUsage made_usage(const std::string& hours) {
    pricing::PoolUsage usage;
    usage.span = kHorizon;
    const pricing::Quantity nanoseconds = pricing::parse_quantity(hours).value() * Duration(1h).count();
    usage.instances = {{Duration(0), Duration(numerator(nanoseconds).convert_to<std::int64_t>())}};
    return usage;
}

/// A run that answers one request per given latency, all of it compute, for that much money on one line.
inline RunResult made_run(const std::vector<Duration>& latencies, const std::string& cost) {
    RunResult run;
    for (const Duration latency : latencies) {
        run.latency.add(latency);
        run.wait.add(Duration(0));
        run.parts.compute += static_cast<unsigned __int128>(latency.count());
        band_of(run, latency).compute += static_cast<unsigned __int128>(latency.count());
    }
    run.requests.arrived = run.requests.completed = run.requests.measured = latencies.size();
    run.usage = {made_usage(cost)};
    run.audit.push_back({"arrived = completed", true, "equal"});
    run.fingerprint = 1;
    return run;
}

/// One run per cost, each with the same latencies.
inline DeploymentRuns made_deployment(const std::string& name, const std::vector<std::string>& costs,
                                      const std::vector<Duration>& latencies) {
    DeploymentRuns deployment;
    deployment.name = name;
    deployment.prices.offers.pools = {made_offer()};
    for (const auto& cost : costs) deployment.runs.push_back(made_run(latencies, cost));
    return deployment;
}

inline void add_point(DeploymentRuns& deployment, double load, const std::string& cost, Duration latency) {
    RunResult run = made_run({latency}, cost);
    run.requests.arrived = run.requests.completed = static_cast<std::uint64_t>(seconds_of(kHorizon) * load);
    run.usage.resize(deployment.prices.offers.pools.size());  // the other pools have nothing to do
    deployment.load_curve.emplace_back(load, std::vector<RunResult>{run});
}

inline scenarios::SloSpec latency_slo(double percentile, Duration at_most) {
    return {scenarios::SloSpec::Metric::latency, percentile, at_most};
}

inline ScenarioFacts made_scenario(std::vector<scenarios::SloSpec> slos, std::uint32_t replications = 1) {
    ScenarioFacts scenario;
    scenario.name = "made by hand";
    scenario.path = "made.json";
    scenario.slos = std::move(slos);
    scenario.replications = replications;
    scenario.horizon = kHorizon;
    return scenario;
}

}  // namespace plimsoll::results::testing
