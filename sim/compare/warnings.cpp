// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/warnings.hpp"

#include "scenarios/date.hpp"
#include "scenarios/quantity.hpp"
#include "sim/compare/rare_events.hpp"
#include "sim/compare/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace plimsoll::results {

namespace {

constexpr double kNoticeable = 0.01;  // share of requests
constexpr double kFewRequests = 1000;
constexpr std::size_t kUsefulReplications = 5;

bool is_batch(const DeploymentResult& deployment) { return deployment.serving == scenarios::Serving::batch; }

}  // namespace

MaybeWarning warn_no_result(const DeploymentResult& deployment) {
    if (deployment.replications > 0) return std::nullopt;
    return Warning{"no-result", "no replication gave a result: run it again, or leave the deployment out"};
}

/// What gives a deployment more capacity: a larger maximum means nothing where no controller ever uses it.
const char* more_capacity(const DeploymentResult& deployment) {
    if (deployment.serving == scenarios::Serving::api) return "take a higher rate limit";
    if (deployment.fixed_size) return "start with more replicas (or add an autoscaler: nothing scales these)";
    return "allow more instances";
}

MaybeWarning warn_unstable(const DeploymentResult& deployment) {
    if (deployment.offered_load > 1)
        return Warning{"unstable",
                       fmt::format("unstable: arrivals exceed capacity {} x, so latency grows for as long as the "
                                   "horizon lasts and its figures depend on it; {}, batch more or lower the load",
                                   number_text(deployment.offered_load), more_capacity(deployment))};
    if (deployment.backlog_grows)
        return Warning{"unstable",
                       fmt::format("unstable: requests pile up from the first quarter of the horizon to the last, so "
                                   "the latency figures depend on its length; {} or lower the load",
                                   more_capacity(deployment))};
    return std::nullopt;
}

MaybeWarning warn_cold_start_tail(const DeploymentResult& deployment) {
    constexpr double kDominates = 0.5;
    if (is_batch(deployment) || deployment.cold_start_share < kNoticeable) return std::nullopt;
    const double each = deployment.parts.cold_start / deployment.cold_start_share;
    if (each < kDominates * deployment.latency.p99.value) return std::nullopt;
    return Warning{"cold-start-tail",
                   fmt::format("p99 is made of cold starts: {} of the requests wait for one, {} on average; keep idle "
                               "instances longer, shrink image and weights, or keep replicas up all the time",
                               share_text(deployment.cold_start_share), duration_text(each))};
}

MaybeWarning warn_rejected(const DeploymentResult& deployment) {
    const auto& requests = deployment.requests;
    if (requests.arrived <= 0 || requests.rejected <= kNoticeable * requests.arrived) return std::nullopt;
    return Warning{"rejected",
                   fmt::format("{} of the requests are rejected and count against every objective, but not in the "
                               "latency percentiles; {} or let more requests wait",
                               share_text(requests.rejected / requests.arrived), more_capacity(deployment))};
}

MaybeWarning warn_interruptions(const DeploymentResult& deployment) {
    const auto& requests = deployment.requests;
    if (requests.arrived <= 0 || requests.retried <= kNoticeable * requests.arrived) return std::nullopt;
    return Warning{"interrupted-work",
                   fmt::format("interruptions repeat the work of {} of the requests; use smaller batches, on-demand "
                               "capacity for part of the replicas, or a pool that is interrupted less often",
                               share_text(requests.retried / requests.arrived))};
}

MaybeWarning warn_deadline_missed(const DeploymentResult& deployment) {
    if (!deployment.deadline || deployment.deadline->met) return std::nullopt;
    const auto& deadline = *deployment.deadline;
    const std::string slowest =
        deadline.slowest_s ? "the slowest takes " + duration_text(*deadline.slowest_s) : "some never finish";
    return Warning{
        "deadline-missed",
        fmt::format("{} of the requests finish within the deadline of {}, {}; allow more replicas, a shorter "
                    "window or a later deadline",
                    share_text(deadline.attainment), scenarios::text_of(deadline.at_most), slowest)};
}

MaybeWarning warn_no_deadline(const DeploymentResult& deployment) {
    if (!is_batch(deployment) || deployment.deadline || deployment.replications == 0) return std::nullopt;
    return Warning{"no-deadline",
                   "the batch has no deadline, so it counts as fast enough however late it is; give it one"};
}

MaybeWarning warn_few_interruptions(const DeploymentResult& deployment) {
    if (!saw_few_interruptions(deployment)) return std::nullopt;
    const double seen = interruptions_seen(deployment);
    const Interval number = poisson_interval(seen);
    const double needed = std::ceil(static_cast<double>(deployment.replications) * kFewEvents / std::max(seen, 1.0));
    return Warning{
        "few-interruptions",
        fmt::format("only {} seen in all replications, where {:.1f} to {:.1f} may be usual: cost and mean latency have "
                    "that in their intervals, percentiles do not; {:.0f} "
                    "replications, or as much longer a horizon, would show about {:.0f}",
                    seen == 1 ? "one interruption was" : fmt::format("{:.0f} interruptions were", seen), number.lo,
                    number.hi, needed, std::max(seen, 1.0) * needed / static_cast<double>(deployment.replications))};
}

MaybeWarning warn_warm_up(const DeploymentResult& deployment) {
    if (!deployment.warm_up) return std::nullopt;
    const auto& found = *deployment.warm_up;
    const std::string horizon =
        found.horizon ? fmt::format(" and /experiment/horizon to {} or more", scenarios::text_of(*found.horizon)) : "";
    return Warning{"short-warm-up",
                   fmt::format("the simulation starts empty, and the mean latency is too {} by about {:.0f} % for it; "
                               "set /experiment/warm_up to {}{}",
                               found.bias < 0 ? "low" : "high", 100 * std::abs(found.bias),
                               scenarios::text_of(found.warm_up), horizon)};
}

MaybeWarning warn_unpriced(const DeploymentResult& deployment) {
    for (const auto& line : deployment.cost.lines)
        if (line.unit == "1M tokens" && line.unit_price == pricing::Money{})
            return Warning{"unpriced-tokens",
                           fmt::format("{} million {} are billed at 0: {} has no price for them; give "
                                       "it one where it takes them",
                                       line.quantity, line.item, line.offer)};
    return std::nullopt;
}

MaybeWarning warn_extrapolated(const DeploymentResult& deployment) {
    constexpr double kMuch = 0.05;
    if (!deployment.extrapolated_steps_share || *deployment.extrapolated_steps_share <= kMuch) return std::nullopt;
    return Warning{
        "extrapolated",
        fmt::format("{} of the steps lie outside of what the profile {} holds, and are timed by a law fitted "
                    "to it; measure these sizes: plimsoll-profile with a larger --max-batch or --max-tokens",
                    share_text(*deployment.extrapolated_steps_share), deployment.model->step_times.profile)};
}

MaybeWarning warn_few_measured(const DeploymentResult& deployment) {
    const double measured = deployment.requests.measured * static_cast<double>(deployment.replications);
    if (deployment.replications == 0 || is_batch(deployment) || measured >= kFewRequests) return std::nullopt;
    return Warning{"few-requests",
                   fmt::format("p99 rests on {:.0f} measured requests, fewer than {:.0f}; lengthen the horizon or add "
                               "replications",
                               measured, kFewRequests)};
}

MaybeWarning warn_lost(const Comparison& comparison) {
    const auto& lost = comparison.notes.lost;
    if (lost.empty()) return std::nullopt;
    const std::string more = lost.size() == 1 ? "" : fmt::format(" (and {} more)", lost.size() - 1);
    return Warning{
        "lost-simulations",
        fmt::format("{} simulation{} lost, and every figure is of the others: {}: {}{}; run it again", lost.size(),
                    lost.size() == 1 ? " was" : "s were", lost.front().simulation, lost.front().reason, more)};
}

MaybeWarning warn_no_slo_met(const Comparison& comparison) {
    const auto& all = comparison.deployments;
    if (all.empty() || comparison.verdict.cheapest) return std::nullopt;
    std::vector<std::string> unmet;
    for (std::size_t i = 0; i < comparison.scenario.slos.size(); ++i) {
        const bool met = std::any_of(all.begin(), all.end(), [&](const DeploymentResult& deployment) {
            return deployment.eligible && i < deployment.slo.size() && deployment.slo[i].met;
        });
        if (!met) unmet.push_back(slo_text(comparison.scenario.slos[i]));
    }
    if (unmet.empty())
        return Warning{"no-slo-met",
                       "no deployment meets all of its objectives together; allow more capacity or loosen one"};
    std::string list;
    for (const auto& slo : unmet) list += (list.empty() ? "" : ", ") + slo;
    return Warning{"no-slo-met",
                   fmt::format("no deployment meets {}; allow more or faster capacity, or loosen it", list)};
}

MaybeWarning warn_few_replications(const Comparison& comparison) {
    const auto& all = comparison.deployments;
    const bool single = std::any_of(
        all.begin(), all.end(), [](const auto& each) { return each.replications == 1 && each.replications_lost == 0; });
    if (!single) return std::nullopt;
    return Warning{"few-replications", fmt::format("one replication gives no confidence interval; set "
                                                   "/experiment/replications to {} or more",
                                                   kUsefulReplications)};
}

MaybeWarning warn_stale_prices(const Comparison& comparison) {
    const auto oldest = Date::parse(comparison.notes.oldest_price_date);
    const auto today = comparison.notes.today ? Date::parse(*comparison.notes.today) : std::nullopt;
    if (!oldest || !today || *today - *oldest <= kStalePrice) return std::nullopt;
    return Warning{"stale-prices",
                   fmt::format("the oldest price is of {}, {} days ago; update the catalog or write the "
                               "current price into the scenario",
                               comparison.notes.oldest_price_date, (*today - *oldest).count())};
}

std::vector<Warning> deployment_warnings(const DeploymentResult& deployment) {
    std::vector<Warning> warnings;
    for (const auto rule : {warn_no_result, warn_unstable, warn_cold_start_tail, warn_rejected, warn_interruptions,
                            warn_deadline_missed, warn_no_deadline, warn_warm_up, warn_few_interruptions, warn_wide_p99,
                            warn_wide_cost, warn_extrapolated, warn_few_measured, warn_unpriced})
        if (auto warning = rule(deployment)) warnings.push_back(std::move(*warning));
    return warnings;
}

std::vector<Warning> comparison_warnings(const Comparison& comparison) {
    std::vector<Warning> warnings = comparison.notes.traffic;
    for (const auto rule : {warn_lost, warn_no_slo_met, warn_few_replications, warn_stale_prices})
        if (auto warning = rule(comparison)) warnings.push_back(std::move(*warning));
    return warnings;
}

}  // namespace plimsoll::results
