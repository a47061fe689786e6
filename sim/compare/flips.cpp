// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/flips.hpp"

#include "sim/compare/contest.hpp"
#include "sim/compare/step_time_doubt.hpp"
#include "sim/compare/text.hpp"
#include "sim/compare/verdict_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace plimsoll::results {

namespace {

using Deployments = std::vector<DeploymentResult>;
using Steps = std::optional<OtherSteps> DeploymentResult::*;

std::string source_of(const DeploymentResult& deployment) {
    const auto& source = deployment.model->step_times;
    return source.profile.empty() ? "the datasheet of " + source.device : "the profile " + source.profile;
}

/// What a deployment comes to when one source of step times is off.
struct Shifted {
    double per_month = 0;
    bool feasible = false;
};

Shifted shifted(const DeploymentResult& deployment, const std::optional<OtherSteps>& other) {
    const double usual = deployment.cost.per_month.approximate();
    if (!other) return {usual, deployment.feasible()};
    // That the first replication alone meets an objective says no more than that all together do.
    const bool broken = deployment.central_worst_ratio <= 1 && !other->feasible;
    const bool mended = deployment.central_worst_ratio > 1 && other->feasible;
    return {usual + other->cost_change, mended || (deployment.feasible() && !broken)};
}

/// The factor at which the worst objective, taken as a power of it, comes to its limit.
double factor_at_limit(const DeploymentResult& deployment, const OtherSteps& steps) {
    const double power = std::log(steps.worst_ratio / deployment.central_worst_ratio) / std::log(steps.factor);
    return std::exp(-std::log(deployment.central_worst_ratio) / power);
}

/// The factor at which a difference of costs, taken as linear in its logarithm, is 0.
double factor_at_balance(double usual, double at_end, double end) {
    return std::exp(std::log(end) * usual / (usual - at_end));
}

/// Where, between 1 and the end, the winner changes.
double turning_point(const Deployments& deployments, const std::vector<Shifted>& shifted_ones, std::size_t winner,
                     std::optional<std::size_t> best, Steps steps, double end) {
    const auto& first = deployments[winner];
    double factor = end;
    if (!shifted_ones[winner].feasible && first.*steps)
        factor = factor_at_limit(first, *(first.*steps));
    else if (best && !deployments[*best].feasible() && deployments[*best].*steps)
        factor = factor_at_limit(deployments[*best], *(deployments[*best].*steps));
    else if (best)
        factor = factor_at_balance((deployments[*best].cost.per_month - first.cost.per_month).approximate(),
                                   shifted_ones[*best].per_month - shifted_ones[winner].per_month, end);
    if (!std::isfinite(factor)) return end;
    return std::clamp(factor, std::min(1.0, end), std::max(1.0, end));
}

void flip_by_steps(const Deployments& deployments, std::size_t winner, const DeploymentResult& timed, Steps steps,
                   std::vector<Flip>& flips) {
    std::optional<std::size_t> best;
    std::vector<Shifted> all;
    for (const auto& each : deployments)
        all.push_back(shifted(each, share_step_times(each, timed) ? each.*steps : std::nullopt));
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        if (!all[i].feasible || !competes(deployments, i)) continue;
        if (!best || all[i].per_month < all[*best].per_month) best = i;
    }
    if (best == winner) return;
    Flip flip;
    flip.kind = Flip::Kind::step_times;
    flip.what = source_of(timed);
    flip.factor = turning_point(deployments, all, winner, best, steps, (timed.*steps)->factor);
    if (best) flip.to = deployments[*best].name;
    flip.text = fmt::format("step times about {} times what {} says ({})", known_text(flip.factor, 0), flip.what,
                            best ? "then " + named(deployments[*best]) : "then nobody meets the objectives");
    flips.push_back(std::move(flip));
}

/// Each source of step times once, by one of the deployments that it times.
std::vector<const DeploymentResult*> timed_once(const Deployments& deployments) {
    std::vector<const DeploymentResult*> timed;
    for (const auto& each : deployments) {
        const bool known =
            std::any_of(timed.begin(), timed.end(), [&](const auto* other) { return share_step_times(*other, each); });
        if (each.faster && each.slower && !known) timed.push_back(&each);
    }
    return timed;
}

const CostLine* largest_line(const DeploymentResult& deployment) {
    const auto& lines = deployment.cost.lines;
    const auto largest = std::max_element(lines.begin(), lines.end(), [](const CostLine& left, const CostLine& right) {
        return left.amount < right.amount;
    });
    return largest == lines.end() || largest->amount <= pricing::Money() ? nullptr : &*largest;
}

/// What a deployment pays a month by the price of that line.
double paid_by(const DeploymentResult& deployment, const CostLine& price) {
    const double months = deployment.cost.per_month.approximate() / deployment.cost.total.approximate();
    double sum = 0;
    for (const auto& line : deployment.cost.lines)
        if (share_price(line, price))
            sum += line.amount.approximate() * months * with_fees(line, deployment.cost.lines);
    return sum;
}

/// By how much the largest price of `whose` must change for the other of the two to be cheaper.
void flip_by_price(const DeploymentResult& winner, const DeploymentResult& next, const DeploymentResult& whose,
                   std::vector<Flip>& flips) {
    const CostLine* line = largest_line(whose);
    if (line == nullptr) return;
    const double gap = next.cost.per_month.approximate() - winner.cost.per_month.approximate();
    const double by_winner = paid_by(winner, *line);
    const double lever = by_winner - paid_by(next, *line);
    // Who pays the same price for as much is not told apart by it, and who costs the same is at the flip already.
    constexpr double kRounding = 1e-9;
    if (gap == 0 || std::abs(lever) <= kRounding * by_winner) return;
    constexpr double kFarthest = 10;  // a price that changes tenfold is another offer
    const double factor = 1 + gap / lever;
    if (factor <= 1 / kFarthest || factor > kFarthest) return;
    const double price = line->unit_price.approximate();
    Flip flip;
    flip.kind = Flip::Kind::price;
    flip.what = line->item;
    flip.factor = factor;
    flip.now = price;
    flip.at = price * factor;
    flip.unit = "USD/" + line->unit;
    flip.to = next.name;
    flip.text = fmt::format("{} at {} per {} instead of {} (then {})", line->item, money_text(*flip.at), line->unit,
                            money_text(price), named(next));
    flips.push_back(std::move(flip));
}

/// The change next to the scenario's own load on either side.
void flip_by_load(const Deployments& deployments, const Verdict& verdict, std::vector<Flip>& flips) {
    const auto& winner = deployments[*verdict.cheapest].name;
    const auto place = [](const LoadChange& change) {
        return change.kind == LoadChange::Kind::cost ? change.load : std::sqrt(change.load_below * change.load_above);
    };
    const LoadChange* below = nullptr;
    const LoadChange* above = nullptr;
    for (const auto& change : verdict.changes) {
        if (change.to == winner && place(change) <= 1) below = &change;
        if (change.from == winner && place(change) >= 1 && above == nullptr) above = &change;
    }
    const auto add = [&](const LoadChange* change, const std::string& to, const char* side) {
        if (change == nullptr) return;
        const auto found =
            std::find_if(deployments.begin(), deployments.end(), [&](const auto& each) { return each.name == to; });
        Flip flip;
        flip.factor = place(*change);
        flip.to = to;
        const double half = change->load_ci ? change->load_ci->half_width() : 0;
        const std::string at =
            change->kind == LoadChange::Kind::cost
                ? known_text(flip.factor, half)
                : fmt::format("{} to {}", number_text(change->load_below), number_text(change->load_above));
        flip.text =
            fmt::format("a load {} {} ({})", side, at,
                        found == deployments.end() ? "then nobody meets the objectives" : "then " + named(*found));
        flips.push_back(std::move(flip));
    };
    if (below != nullptr) add(below, below->from, "below");
    if (above != nullptr) add(above, above->to, "above");
}

}  // namespace

std::vector<Flip> find_flips(const Deployments& deployments, const Verdict& verdict) {
    std::vector<Flip> flips;
    if (!verdict.cheapest) return flips;
    const std::size_t winner = *verdict.cheapest;
    for (const auto* timed : timed_once(deployments))
        for (const Steps steps : {&DeploymentResult::faster, &DeploymentResult::slower})
            flip_by_steps(deployments, winner, *timed, steps, flips);
    if (verdict.runner_up) {
        const auto& first = deployments[winner];
        const auto& next = deployments[*verdict.runner_up];
        flip_by_price(first, next, first, flips);
        const CostLine* own = largest_line(first);
        const CostLine* other = largest_line(next);
        const bool same = own != nullptr && other != nullptr && own->offer == other->offer && own->item == other->item;
        if (!same) flip_by_price(first, next, next, flips);
    }
    flip_by_load(deployments, verdict, flips);
    return flips;
}

}  // namespace plimsoll::results
