// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/cost_waterfall.hpp"

#include "gui/models/text.hpp"
#include "pricing/bill.hpp"
#include "pricing/quantity.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace plimsoll::gui {

namespace {

using pricing::Money;

QString tr(const char* text) { return QCoreApplication::translate("CostWaterfall", text); }

/// The first of the candidates that gave a result and is not `other`, else any such deployment.
std::optional<int> choose(const Result& result, const ShownComparison& shown,
                          std::initializer_list<std::optional<int>> candidates, std::optional<int> other) {
    const auto& deployments = result.deployments();
    const auto fits = [&](int index) {
        return index != other && shown.shows(index) && deployments[static_cast<std::size_t>(index)].replications > 0;
    };
    for (const auto candidate : candidates)
        if (candidate && fits(*candidate)) return candidate;
    for (int index = 0; index < static_cast<int>(deployments.size()); ++index)
        if (fits(index)) return index;
    return std::nullopt;
}

std::optional<int> indexOf(const std::optional<std::size_t>& deployment) {
    return deployment ? std::optional(static_cast<int>(*deployment)) : std::nullopt;
}

WaterfallStep& stepOf(std::vector<WaterfallStep>& steps, const QString& item) {
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const auto& step) { return step.item == item; });
    if (found != steps.end()) return *found;
    steps.push_back({item, {}, {}});
    return steps.back();
}

QString nameOf(results::CostDriver driver) {
    switch (driver) {
        case results::CostDriver::serving:
            return tr("serving");
        case results::CostDriver::interrupted:
            return tr("interrupted work");
        case results::CostDriver::idle:
            return tr("idle machines");
        case results::CostDriver::starting:
            return tr("starts and ends");
        case results::CostDriver::unused_commitment:
            return tr("unused commitment");
        case results::CostDriver::requests:
            return tr("requests");
        case results::CostDriver::tokens:
            return tr("tokens");
        case results::CostDriver::beside:
            return tr("what goes with it");
    }
    return {};
}

/// Machines at work, and for how many answers.
struct Work {
    double hours = 0;
    double answers = 0;
};

Work workOf(const results::DeploymentResult& deployment) {
    return {deployment.cost.machine_hours, deployment.requests.completed};
}

/// Serving is answers x hours of machines for each x the price of such an hour: what changes with each of them in turn.
void partServing(std::vector<WaterfallStep>& steps, const Work& before, const Work& after) {
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [](const auto& step) { return step.item == nameOf(results::CostDriver::serving); });
    if (found == steps.end() || found->before <= Money{} || found->after <= Money{}) return;
    for (const Work& work : {before, after})
        if (work.hours <= 0 || work.answers <= 0) return;
    const auto times = [](const Money& amount, double factor) { return amount.times(pricing::quantity_from(factor)); };
    const WaterfallStep serving = *found;
    const Money byAnswers = times(serving.before, after.answers / before.answers);
    const Money byHours = times(serving.before, after.hours / before.hours);
    *found = {tr("requests answered"), serving.before, byAnswers};
    steps.push_back({tr("machine time of each"), {}, byHours - byAnswers});
    steps.push_back({tr("price of machine time"), {}, serving.after - byHours});
}

/// Savings first, so that the way never falls below what both have in common.
void order(std::vector<WaterfallStep>& steps) {
    const auto rank = [](const WaterfallStep& step) {
        const Money difference = step.difference();
        const bool saves = difference < Money{};
        return std::tuple(!saves, saves ? difference : Money{} - difference);
    };
    std::stable_sort(steps.begin(), steps.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
}

}  // namespace

std::optional<Waterfall> costWaterfall(const Result& result, std::optional<int> baseline, std::optional<int> selected,
                                       const ShownComparison& shown, WaterfallBy by) {
    const auto& verdict = shown.verdict();
    const auto best = indexOf(verdict.cheapest ? verdict.cheapest : verdict.nearest);
    const auto from = choose(result, shown, {baseline, best}, std::nullopt);
    if (!from) return std::nullopt;
    const auto to = choose(result, shown, {selected, indexOf(verdict.runner_up), best}, from);
    if (!to) return std::nullopt;

    const Duration horizon = result.comparison().scenario.horizon;
    const auto& before = result.deployments()[static_cast<std::size_t>(*from)].cost;
    const auto& after = result.deployments()[static_cast<std::size_t>(*to)].cost;
    Waterfall waterfall{*from, *to, before.per_month, after.per_month, {}, {}};
    const auto add = [&](const results::CostSummary& cost, Money WaterfallStep::*side) {
        switch (by) {
            case WaterfallBy::item:
                for (const auto& line : cost.lines)
                    stepOf(waterfall.steps, qstring(line.item)).*side += pricing::per_month(line.amount, horizon);
                break;
            case WaterfallBy::driver:
                for (const auto& of : cost.by_driver)
                    stepOf(waterfall.steps, nameOf(of.driver)).*side += pricing::per_month(of.amount, horizon);
                break;
            case WaterfallBy::tenant:
                for (const auto& of : cost.by_tenant) stepOf(waterfall.steps, qstring(of.tenant)).*side += of.per_month;
                break;
        }
    };
    add(before, &WaterfallStep::before);
    add(after, &WaterfallStep::after);
    if (by == WaterfallBy::driver)
        partServing(waterfall.steps, workOf(result.deployments()[static_cast<std::size_t>(*from)]),
                    workOf(result.deployments()[static_cast<std::size_t>(*to)]));

    auto& steps = waterfall.steps;
    waterfall.rounding = waterfall.after - waterfall.before;
    for (const auto& step : steps) waterfall.rounding -= step.difference();
    std::erase_if(steps, [](const auto& step) { return step.before == Money{} && step.after == Money{}; });
    order(steps);
    return waterfall;
}

bool knowsTenants(const Result& result) {
    return std::any_of(result.deployments().begin(), result.deployments().end(),
                       [](const auto& deployment) { return !deployment.cost.by_tenant.empty(); });
}

std::vector<WaterfallStep> largestSteps(const Waterfall& waterfall, int most) {
    std::vector<WaterfallStep> steps = waterfall.steps;
    std::erase_if(steps, [](const auto& step) { return step.difference() == Money{}; });
    if (steps.size() <= static_cast<std::size_t>(most)) return steps;
    const auto size = [](const WaterfallStep& step) {
        return std::max(step.difference(), Money{} - step.difference());
    };
    std::stable_sort(steps.begin(), steps.end(), [&](const auto& a, const auto& b) { return size(a) > size(b); });
    const auto kept = static_cast<std::size_t>(most - 1);
    WaterfallStep other{tr("%1 other items").arg(steps.size() - kept), {}, {}};
    for (std::size_t i = kept; i < steps.size(); ++i) {
        other.before += steps[i].before;
        other.after += steps[i].after;
    }
    steps.resize(kept);
    order(steps);
    steps.push_back(std::move(other));
    return steps;
}

Table waterfallTable(const Result& result, const Waterfall& waterfall) {
    const auto nameOf = [&](int index) { return qstring(result.deployments()[static_cast<std::size_t>(index)].name); };
    const QString unit = QStringLiteral("USD/month");
    Table table{{{tr("item"), {}},
                 {nameOf(waterfall.from), unit, true},
                 {nameOf(waterfall.to), unit, true},
                 {tr("difference"), unit, true}},
                {}};
    const auto add = [&](const QString& item, const Money& before, const Money& after, const Money& difference) {
        table.rows.append({item, qstring(before.text()), qstring(after.text()), qstring(difference.text())});
    };
    for (const auto& step : waterfall.steps) add(step.item, step.before, step.after, step.difference());
    if (waterfall.rounding != Money{})
        table.rows.append({tr("rounding of the monthly costs"), {}, {}, qstring(waterfall.rounding.text())});
    add(tr("total"), waterfall.before, waterfall.after, waterfall.after - waterfall.before);
    return table;
}

}  // namespace plimsoll::gui
