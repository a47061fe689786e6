// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/outlook.hpp"

#include "sim/planner/figures.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace plimsoll::sim {

namespace {

constexpr double kNoAnswer = std::numeric_limits<double>::infinity();

std::optional<double> known(double figure) {
    if (figure == kNoAnswer) return {};
    return figure;
}

double weighted_sum(std::span<const double> figures, const std::vector<double>& weights) {
    double sum = 0;
    for (std::size_t f = 0; f < figures.size(); ++f) sum += weights[f] * figures[f];
    return sum;
}

/// Of a candidate's costs, replication by replication in each future, one figure for each replication.
std::vector<double> figures_by_replication(const Outlook& outlook, const std::vector<std::vector<double>>& costs) {
    std::vector<double> figures;
    for (std::size_t r = 0; r < costs.front().size(); ++r) {
        std::vector<double> at_once;
        for (const auto& future : costs) at_once.push_back(future[r]);
        figures.push_back(outlook.figure(at_once));
    }
    return figures;
}

FutureFigures in_future(const CandidateFigures& figures, const std::optional<double>& best, bool regretted) {
    FutureFigures future{figures.met, figures.cost_per_month, figures.cost_ci, figures.p99_s, figures.p99_ci, {}};
    if (regretted && best) future.regret_per_month = figures.cost_per_month - *best;
    return future;
}

}  // namespace

double Outlook::figure(std::span<const double> costs) const {
    constexpr double kPercent = 100;
    switch (aim.kind) {
        case Aim::Kind::expected:
            break;
        case Aim::Kind::percentile:
            return level_of(costs, {quorum.weights, aim.percentile / kPercent});
        case Aim::Kind::regret:
            std::optional<double> most;
            for (std::size_t f = 0; f < costs.size(); ++f)
                if (best[f]) most = std::max(most.value_or(-kNoAnswer), costs[f] - *best[f]);
            if (most) return *most;
            break;  // nothing can be chosen anyway
    }
    return weighted_sum(costs, quorum.weights);
}

double Outlook::offset() const {
    if (aim.kind != Aim::Kind::regret) return 0;
    double known_before = 0;
    for (std::size_t f = 0; f < best.size(); ++f) known_before += quorum.weights[f] * best[f].value_or(0);
    return known_before;
}

void fill_sample(const Outlook& outlook, std::size_t candidate, const RunsByFuture& runs, double tolerance,
                 Sample& sample) {
    if (runs.front().empty()) return;
    std::vector<std::vector<double>> costs;
    std::vector<double> ratios;
    double met = 0;
    sample.slack.clear();
    for (std::size_t f = 0; f < runs.size(); ++f) {
        Sample there;
        fill_sample(outlook.futures[f], candidate, runs[f], tolerance, there);
        for (auto& slack : there.slack) {
            slack.future = f;
            sample.slack.push_back(std::move(slack));
        }
        costs.push_back(std::move(there.cost));
        ratios.push_back(there.worst_ratio);
        if (there.met) met += outlook.quorum.weights[f];
    }
    sample.cost = figures_by_replication(outlook, costs);
    for (auto& cost : sample.cost) cost += outlook.offset();
    sample.met = outlook.quorum.is_met_by(met);
    sample.worst_ratio = level_of(ratios, outlook.quorum);
}

CandidateFigures figures_of(const Outlook& outlook, std::size_t candidate, const RunsByFuture& runs) {
    if (runs.size() == 1) return figures_of(outlook.futures.front(), candidate, runs.front());
    CandidateFigures all;
    all.candidate = candidate;
    all.replications = static_cast<std::uint32_t>(runs.front().size());
    std::vector<std::vector<double>> costs;
    std::vector<double> ratios;
    std::vector<double> p99s;
    std::vector<std::size_t> binding;  // of all objectives, by future
    double met = 0;
    for (std::size_t f = 0; f < runs.size(); ++f) {
        const auto& space = outlook.futures[f];
        auto there = figures_of(space, candidate, runs[f]);
        costs.push_back(costs_of(space, candidate, runs[f]));
        all.futures.push_back(in_future(there, f < outlook.best.size() ? outlook.best[f] : std::nullopt,
                                        outlook.aim.kind == Aim::Kind::regret));
        ratios.push_back(there.objectives[there.binding].ratio());
        p99s.push_back(there.p99_s.value_or(kNoAnswer));
        binding.push_back(all.objectives.size() + there.binding);
        for (auto& objective : there.objectives) {
            objective.what += " in " + space.future.name;
            all.objectives.push_back(std::move(objective));
        }
        if (there.met) met += outlook.quorum.weights[f];
    }
    const auto figures = figures_by_replication(outlook, costs);
    all.cost_per_month = mean_cost(figures);
    all.cost_ci = results::mean_interval(figures);
    all.met = outlook.quorum.is_met_by(met);
    all.p99_s = known(level_of(p99s, outlook.quorum));
    const auto level = std::find(ratios.begin(), ratios.end(), level_of(ratios, outlook.quorum));
    all.binding = binding[static_cast<std::size_t>(level - ratios.begin())];
    return all;
}

}  // namespace plimsoll::sim
