// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/contest.hpp"
#include "sim/compare/crossing.hpp"
#include "sim/compare/text.hpp"
#include "sim/compare/verdict.hpp"
#include "sim/compare/verdict_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

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

std::string between(const LoadChange& change) {
    return fmt::format("Between load {} and {} ({} and {} requests/s)", number_text(change.load_below),
                       number_text(change.load_above), number_text(change.rate_below), number_text(change.rate_above));
}

/// The cheapest below and above; null: none is feasible.
struct Sides {
    const DeploymentResult* from = nullptr;
    const DeploymentResult* to = nullptr;
};

/// "load 1.06 (1.02 to 1.10; 2.4 requests/s)", to the digit that is known.
std::string crossing_text(const LoadChange& change) {
    if (!change.load_ci)
        return fmt::format("about load {} (between {} and {}; {} requests/s)", known_text(change.load, 0),
                           number_text(change.load_below), number_text(change.load_above), known_text(change.rate, 0));
    const double half = change.load_ci->half_width();
    if (number_text(change.load_ci->lo) == number_text(change.load_ci->hi))
        return fmt::format("load {} ({} requests/s)", number_text(change.load), number_text(change.rate));
    const auto load = [&](double value) { return known_text(value, half); };
    const std::string rate = known_text(change.rate, half * change.rate / change.load);
    return fmt::format("load {} ({} to {}; {} requests/s)", load(change.load), load(change.load_ci->lo),
                       load(change.load_ci->hi), rate);
}

/// Why the cheapest changes where costs alone do not say so.
std::string reason(const Sides& sides, const LoadChange& change) {
    const auto met = [](const DeploymentResult& deployment, double load) {
        const LoadPoint* point = point_at(deployment, load);
        return point != nullptr && point->slo_met;
    };
    if (!met(*sides.from, change.load_above)) return fmt::format(": {} stops meeting its own.", named(*sides.from));
    if (!met(*sides.to, change.load_below)) return fmt::format(": {} begins to meet its own.", named(*sides.to));
    return ".";
}

std::string text_of(const LoadChange& change, const Sides& sides) {
    if (change.kind == LoadChange::Kind::cost)
        return fmt::format("From {} on, {} is cheaper than {}.", crossing_text(change), named(*sides.to),
                           named(*sides.from));
    if (sides.to == nullptr)
        return fmt::format("{} {} stops meeting its objectives, and no other deployment meets them.", between(change),
                           named(*sides.from));
    if (sides.from == nullptr)
        return fmt::format("{} {} begins to meet its objectives, which no deployment does below.", between(change),
                           named(*sides.to));
    return fmt::format("{} the cheapest that meets its objectives changes from {} to {}{}", between(change),
                       named(*sides.from), named(*sides.to), reason(sides, change));
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
        const Sides sides{from ? &deployments[*from] : nullptr, to ? &deployments[*to] : nullptr};
        if (sides.from != nullptr) change.from = sides.from->name;
        if (sides.to != nullptr) change.to = sides.to->name;
        const auto both = [&](const DeploymentResult* side) {
            return side != nullptr && feasible_at_both(*side, change.load_below, change.load_above);
        };
        change.kind = both(sides.from) && both(sides.to) ? LoadChange::Kind::cost : LoadChange::Kind::feasibility;
        if (change.kind == LoadChange::Kind::cost) {
            const auto crossing = find_crossing(*sides.from, *sides.to, change.load_below, change.load_above);
            change.load = crossing.load;
            change.load_ci = crossing.ci;
            const double way = (change.load - change.load_below) / (change.load_above - change.load_below);
            change.rate = change.rate_below + way * (change.rate_above - change.rate_below);
        }
        change.text = text_of(change, sides);
        changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace plimsoll::results
