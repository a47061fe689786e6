// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/bounds.hpp"

#include "scenarios/readable.hpp"
#include "sim/compare/text.hpp"
#include "sim/random/stream.hpp"
#include "sim/traffic/request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <variant>

namespace plimsoll::sim {

namespace {

constexpr double kUnbounded = std::numeric_limits<double>::infinity();

/// Replicas that serve from the first moment of the horizon to the last.
bool is_always_there(const PoolPlan& pool, scenarios::Serving serving) {
    return serving == scenarios::Serving::real_time && pool.provisioning == Provisioning::replicas &&
           pool.purchase != scenarios::Purchase::spot && !pool.interruptions;
}

/// The service time of the shortest requests.
double shortest_s(const models::ServiceTime& service, std::uint32_t batch) {
    return seconds_of(service.mean(batch, 1));
}

/// Requests a second of one replica, by batches that take no longer than that. \param pool whose replicas it is
struct ReplicaRate {
    const PoolPlan& pool;
    double longest_s = kUnbounded;
    double operator()(const DynamicBatching& batching) const {
        double rate = 0;
        for (std::uint32_t batch = 1; batch <= batching.max_batch; ++batch)
            if (const double time = shortest_s(pool.service, batch); time <= longest_s)
                rate = std::max(rate, batch / time);
        return rate;
    }
    double operator()(const RequestSlots& slots) const {
        return (slots.processor_sharing ? 1 : slots.concurrency) / shortest_s(pool.service, 1);
    }
    double operator()(const ContinuousBatching& /*rules*/) const { return kUnbounded; }
    double operator()(const ApiCalls& /*calls*/) const { return kUnbounded; }
};

double pool_rate(const DeploymentPlan& plan, const PoolPlan& pool, double longest_s = kUnbounded) {
    // Of machines that are taken and replaced, more than the maximum may be there for a while.
    if (pool.provisioning != Provisioning::replicas || pool.interruptions) return kUnbounded;
    return pool.replicas.max * std::visit(ReplicaRate{pool, longest_s}, plan.discipline);
}

/// Requests a second that can be answered within a limit. What is answered in time was in a batch that takes no longer.
double rate_within(const DeploymentPlan& plan, Duration limit) {
    double rate = 0;
    for (const auto& pool : plan.pools) rate += pool_rate(plan, pool, seconds_of(limit - plan.network));
    return rate;
}

double allowed_rate(const ApiCalls& calls) {
    constexpr double kSecondsPerMinute = 60;
    return calls.requests_per_minute ? *calls.requests_per_minute / kSecondsPerMinute : kUnbounded;
}

/// Whether requests come whatever becomes of those before them.
bool is_open(const scenarios::WorkloadSpec& workload) {
    const auto* generated = std::get_if<scenarios::GeneratedTraffic>(&workload.traffic);
    return generated == nullptr || !generated->conversations;
}

/// Whether the number of requests of the horizon hardly varies from replication to replication.
bool is_predictable(const scenarios::WorkloadSpec& workload) {
    const auto* generated = std::get_if<scenarios::GeneratedTraffic>(&workload.traffic);
    return is_open(workload) &&
           (generated == nullptr || generated->process != scenarios::GeneratedTraffic::Process::mmpp);
}

/// The share of the requests that can be answered within a time at most: those that capacity allows up to that time
/// behind the horizon, whoever comes first.
double share_in_time(const Experiment& experiment, double rate, Duration limit) {
    if (!is_open(experiment.scenario.workload)) return 1;
    const double answered = rate * seconds_of(experiment.scenario.experiment.horizon + limit);
    return experiment.expected_requests > 0 ? answered / experiment.expected_requests : 1;
}

/// So far below what is asked that chance in service times and in the number of requests cannot make it up.
constexpr double kFar = 0.8;

std::optional<std::string> too_little_capacity(const Experiment& experiment, double rate, Duration limit,
                                               double share) {
    const double most = share_in_time(experiment, rate, limit);
    if (most >= kFar * share) return {};
    const double offered = experiment.expected_requests / seconds_of(experiment.scenario.experiment.horizon);
    return fmt::format("{} requests/s are asked for and {} can be answered", results::number_text(offered),
                       results::number_text(rate));
}

/// By so much may the number of requests of a replication differ from that of another: five standard deviations.
double margin_of(const scenarios::WorkloadSpec& workload, double requests) {
    constexpr double kDeviations = 5;
    const auto* generated = std::get_if<scenarios::GeneratedTraffic>(&workload.traffic);
    const double cv = generated == nullptr ? 1 : std::max(1.0, generated->cv);
    return kDeviations * cv * std::sqrt(requests);
}

std::optional<std::string> too_little_at_peaks(const Experiment& experiment, const DeploymentPlan& plan,
                                               const Arrivals& arrivals, const scenarios::SloSpec& slo) {
    const auto is_random = [](const PoolPlan& pool) { return pool.service.is_random(); };
    if (std::holds_alternative<ApiCalls>(plan.discipline) || arrivals.counts.empty() ||
        std::any_of(plan.pools.begin(), plan.pools.end(), is_random))
        return {};
    constexpr double kPercent = 100;
    const double rate = rate_within(plan, slo.at_most);
    const double all = std::accumulate(arrivals.counts.begin(), arrivals.counts.end(), 0.0);
    const double late = least_late(arrivals, rate, slo.at_most) - margin_of(experiment.scenario.workload, all);
    if (late <= (1 - slo.percentile / kPercent) * all) return {};
    return fmt::format(
        "{}: at peaks more requests come than the {} a second that can be answered in time; {:.2g} % are late",
        results::slo_text(slo), results::number_text(rate), kPercent * late / all);
}

}  // namespace

double cost_floor(const DeploymentPlan& plan, const results::Prices& prices, Duration horizon) {
    results::RunResult least;
    for (const auto& pool : plan.pools) {
        pricing::PoolUsage usage;
        usage.span = horizon;
        usage.provisioned = pool.provisioned;
        if (is_always_there(pool, plan.serving))
            usage.instances.assign(pool.replicas.min, {Duration{0}, horizon, pool.purchase, false});
        least.usage.push_back(std::move(usage));
    }
    return pricing::per_month(results::bill_of(least, prices).total, horizon).approximate();
}

double capacity_per_s(const DeploymentPlan& plan) {
    if (const auto* calls = std::get_if<ApiCalls>(&plan.discipline)) return allowed_rate(*calls);
    double rate = 0;
    for (const auto& pool : plan.pools) rate += pool_rate(plan, pool);
    return rate;
}

Duration shortest_latency(const DeploymentPlan& plan) {
    Duration shortest = Duration::max();
    for (const auto& pool : plan.pools) {
        if (pool.service.is_random() || pool.tokens) return Duration{0};
        for (std::uint32_t batch = 1; batch <= largest_batch(plan.discipline); ++batch)
            shortest = std::min(shortest, pool.service.mean(batch, 1));
    }
    if (const auto* slots = std::get_if<RequestSlots>(&plan.discipline); slots != nullptr && slots->cold_service) {
        if (slots->cold_service->is_random()) return Duration{0};
        shortest = std::min(shortest, slots->cold_service->mean(1, 1));
    }
    return plan.network + shortest;
}

Arrivals arrivals_of(const Experiment& experiment) {
    constexpr std::size_t kBuckets = 288;
    constexpr double kMostRequests = 1e8;  // some seconds
    const auto& spec = experiment.scenario.experiment;
    if (!is_predictable(experiment.scenario.workload) || experiment.expected_requests > kMostRequests) return {};
    Arrivals arrivals{spec.horizon / kBuckets + Duration(1), std::vector<double>(kBuckets, 0)};
    const auto source = experiment.traffic(replication_seed(spec.seed, 0), 1);
    for (auto block = source->next_block(); !block.empty(); block = source->next_block())
        for (const auto& request : block)
            ++arrivals.counts[static_cast<std::size_t>(request.arrival.time_since_epoch() / arrivals.bucket)];
    return arrivals;
}

double least_late(const Arrivals& arrivals, double rate, Duration limit) {
    const double each = rate * seconds_of(arrivals.bucket);
    const double end = rate * seconds_of(limit);
    double outside = 0;           // the most of all stretches so far
    double inside = -kUnbounded;  // the same, where the last one goes on
    for (const double count : arrivals.counts) {
        inside = std::max(inside, outside - end) + count - each;
        outside = std::max(outside, inside);
    }
    return outside;
}

std::optional<std::string> why_hopeless(const Experiment& experiment, const DeploymentPlan& plan,
                                        const Arrivals& arrivals) {
    const auto& scenario = experiment.scenario;
    const double rate = is_predictable(scenario.workload) ? capacity_per_s(plan) : kUnbounded;
    const bool all_measured = scenario.experiment.warm_up == Duration{0};
    if (plan.serving == scenarios::Serving::batch) {
        if (!plan.deadline || !all_measured) return {};
        return too_little_capacity(experiment, rate, *plan.deadline, 1);
    }
    const auto shortest = shortest_latency(plan);
    for (const auto& slo : scenario.slo) {
        if (slo.metric != scenarios::SloSpec::Metric::latency) continue;
        if (shortest > slo.at_most)
            return fmt::format("{}: every request takes {} at least", results::slo_text(slo),
                               scenarios::duration_text(seconds_of(shortest)));
        constexpr double kPercent = 100;
        if (!all_measured) continue;
        if (auto why = too_little_capacity(experiment, rate, slo.at_most, slo.percentile / kPercent)) return why;
        if (auto why = too_little_at_peaks(experiment, plan, arrivals, slo)) return why;
    }
    return {};
}

}  // namespace plimsoll::sim
