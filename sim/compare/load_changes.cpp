// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/contest.hpp"
#include "sim/compare/verdict.hpp"
#include "sim/compare/verdict_text.hpp"
#include "sim/report/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::results {

namespace {

using Deployments = std::vector<DeploymentResult>;

/// Mean rate at a load, from whichever deployment has the point: all see the same traffic.
double rate_at(const Deployments& deployments, double load) {
    for (const auto& deployment : deployments)
        if (const LoadPoint* point = point_at(deployment, load)) return point->requests_per_s;
    return 0;
}

bool feasible_at_both(const DeploymentResult& deployment, double below, double above) {
    const LoadPoint* left = point_at(deployment, below);
    const LoadPoint* right = point_at(deployment, above);
    return left && right && left->slo_met && right->slo_met;
}

/// Where two costs that are linear in log(load) are equal: with d the difference of the costs at the ends, the share
/// d_below / (d_below - d_above) of the way in log(load).
double crossing(const DeploymentResult& from, const DeploymentResult& to, double below, double above) {
    const auto difference = [&](double load) {
        return (point_at(from, load)->per_month - point_at(to, load)->per_month).approximate();
    };
    const double at_below = difference(below);
    const double at_above = difference(above);
    const double share = at_below == at_above ? 0.5 : at_below / (at_below - at_above);
    return below * std::pow(above / below, std::clamp(share, 0.0, 1.0));
}

std::string quoted(const std::string& name) { return "'" + name + "'"; }

std::string between(const LoadChange& change) {
    return fmt::format("Between load {} and {} ({} and {} requests/s)", number_text(change.load_below),
                       number_text(change.load_above), number_text(change.rate_below), number_text(change.rate_above));
}

std::string text_of(const LoadChange& change) {
    if (change.kind == LoadChange::Kind::cost)
        return fmt::format("From load {} ({} requests/s) on, {} is cheaper than {}.", number_text(change.load),
                           number_text(change.rate), quoted(change.to), quoted(change.from));
    if (change.to.empty())
        return fmt::format("{} {} stops meeting its objectives, and no other deployment meets them.", between(change),
                           quoted(change.from));
    if (change.from.empty())
        return fmt::format("{} {} begins to meet its objectives, which no deployment does below.", between(change),
                           quoted(change.to));
    return fmt::format("{} the cheapest that meets its objectives changes from {} to {}", between(change),
                       quoted(change.from), quoted(change.to));
}

/// Why the cheapest changes where costs alone do not say so.
std::string reason(const Deployments& deployments, std::size_t from, std::size_t to, const LoadChange& change) {
    const auto met = [&](std::size_t which, double load) {
        const LoadPoint* point = point_at(deployments[which], load);
        return point != nullptr && point->slo_met;
    };
    if (!met(from, change.load_above)) return fmt::format(": {} stops meeting its own.", quoted(change.from));
    if (!met(to, change.load_below)) return fmt::format(": {} begins to meet its own.", quoted(change.to));
    return ".";
}

}  // namespace

std::vector<double> loads_of(const Deployments& deployments) {
    std::vector<double> loads;
    for (const auto& deployment : deployments)
        for (const auto& point : deployment.load_curve) loads.push_back(point.load);
    std::sort(loads.begin(), loads.end());
    loads.erase(std::unique(loads.begin(), loads.end()), loads.end());
    return loads;
}

const LoadPoint* point_at(const DeploymentResult& deployment, double load) {
    for (const auto& point : deployment.load_curve)
        if (point.load == load) return &point;
    return nullptr;
}

std::optional<std::size_t> cheapest_at(const Deployments& deployments, double load) {
    std::optional<std::size_t> cheapest;
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        const LoadPoint* point = point_at(deployments[i], load);
        if (point == nullptr || !point->slo_met || !competes(deployments, i)) continue;
        if (!cheapest || point->per_month < point_at(deployments[*cheapest], load)->per_month) cheapest = i;
    }
    return cheapest;
}

std::vector<LoadChange> load_changes(const Deployments& deployments) {
    std::vector<LoadChange> changes;
    const std::vector<double> loads = loads_of(deployments);
    for (std::size_t i = 1; i < loads.size(); ++i) {
        const auto from = cheapest_at(deployments, loads[i - 1]);
        const auto to = cheapest_at(deployments, loads[i]);
        if (from == to) continue;
        LoadChange change;
        change.load_below = loads[i - 1];
        change.load_above = loads[i];
        change.rate_below = rate_at(deployments, change.load_below);
        change.rate_above = rate_at(deployments, change.load_above);
        if (from) change.from = deployments[*from].name;
        if (to) change.to = deployments[*to].name;
        const auto both = [&](std::size_t which) {
            return feasible_at_both(deployments[which], change.load_below, change.load_above);
        };
        if (from && to && both(*from) && both(*to)) {
            change.kind = LoadChange::Kind::cost;
            change.load = crossing(deployments[*from], deployments[*to], change.load_below, change.load_above);
            const double way = (change.load - change.load_below) / (change.load_above - change.load_below);
            change.rate = change.rate_below + way * (change.rate_above - change.rate_below);
            change.text = text_of(change);
        } else {
            change.kind = LoadChange::Kind::feasibility;
            change.text = text_of(change);
            if (from && to) change.text += reason(deployments, *from, *to, change);
        }
        changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace plimsoll::results
