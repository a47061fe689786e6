// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/verdict_anatomy.hpp"

#include "gui/models/deployment_text.hpp"
#include "gui/models/period.hpp"
#include "gui/models/text.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/quantity.hpp"
#include "sim/compare/contest.hpp"
#include "sim/compare/text.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

using results::DeploymentResult;
using results::Flip;
using results::SloOutcome;

QString tr(const char* text) { return QCoreApplication::translate("Verdict", text); }

QString placeOfDeployment(int deployment) { return QStringLiteral("/deployments/%1").arg(deployment); }

std::optional<int> indexOf(const Result& result, const ShownComparison& shown, const std::string& name) {
    for (const int index : shown.deployments())
        if (result.deployment(index).name == name) return index;
    return std::nullopt;
}

QString placeOfStepTimes(int deployment) {
    return placeOfDeployment(deployment) + QStringLiteral("/pools/0/step_time/1");
}

QString placeOfObjective(const SloOutcome& outcome, const Result& result) {
    const auto& slos = result.comparison().scenario.slos;
    const auto found = std::find(slos.begin(), slos.end(), outcome.slo);
    return found == slos.end() ? QString() : QStringLiteral("/slo/%1/at_most").arg(found - slos.begin());
}

/// "100 % over the limit", "3.2 times the limit", "51 % to spare".
QString marginText(double ratio) {
    constexpr double kDoubling = 2;
    if (!std::isfinite(ratio)) return tr("without end");
    if (ratio > kDoubling) return tr("%1 times the limit").arg(numberText(ratio));
    constexpr double kPercent = 100;
    const QString percent = numberText(std::abs(kPercent * (1 - ratio)));
    return ratio > 1 ? tr("%1 % over the limit").arg(percent) : tr("%1 % to spare").arg(percent);
}

QString clearness(const std::optional<bool>& clear) {
    if (!clear) return tr("not told from chance: one replication");
    return *clear ? tr("clear") : tr("not clear: the limit is within the interval");
}

QString limitText(const QString& what, const std::optional<double>& value, Duration limit) {
    const QString of = qstring(scenarios::text_of(limit));
    return value ? tr("%1 %2 of %3").arg(what, durationText(*value), of)
                 : tr("%1 beyond %2: some requests are never answered").arg(what, of);
}

QString nameOf(const SloOutcome& outcome) {
    return QStringLiteral("p%1 %2").arg(numberText(outcome.slo.percentile), qstring(name_of(outcome.slo.metric)));
}

/// The argument about one result.
class Argument {
public:
    Argument(const Result& result, const ShownComparison& shown)
        : result_(result), shown_(shown), verdict_(shown.verdict()) {}

    [[nodiscard]] VerdictStep excluded() const {
        VerdictStep step{tr("Excluded"), {}};
        for (const int index : shown_.deployments()) exclude(index, step.rows);
        return step;
    }

    [[nodiscard]] VerdictStep left() const {
        VerdictStep step{tr("Left, the cheapest first"), {}};
        QList<int> indices;
        for (const int index : shown_.deployments())
            if (competes(index) && result_.deployment(index).feasible()) indices.append(index);
        std::stable_sort(indices.begin(), indices.end(), [&](int left, int right) {
            return result_.deployment(left).cost.per_month < result_.deployment(right).cost.per_month;
        });
        for (const int index : std::as_const(indices)) step.rows.push_back(candidate(index));
        return step;
    }

    [[nodiscard]] VerdictStep contests() const {
        VerdictStep step;
        if (!verdict_.cheapest) return step;
        step.question = tr("%1 against each other one").arg(qstring(result_.deployments()[*verdict_.cheapest].name));
        for (const auto& rival : verdict_.rivals) step.rows.push_back(contest(rival, rival.name));
        if (step.rows.empty() && verdict_.runner_up)  // a result from before all rivals were told
            step.rows.push_back(contest(verdict_, result_.deployments()[*verdict_.runner_up].name));
        return step;
    }

    [[nodiscard]] VerdictStep flips() const {
        VerdictStep step{tr("What would flip it"), {}};
        for (const auto& flip : verdict_.flips) step.rows.push_back(rowOf(flip));
        return step;
    }

private:
    /// The window may have hidden those beside whom a batch does not compete: asked of all.
    [[nodiscard]] bool competes(int index) const {
        return results::competes(result_.deployments(), static_cast<std::size_t>(index));
    }

    [[nodiscard]] VerdictRow about(int index, const QString& sign) const {
        VerdictRow row;
        row.deployment = index;
        row.what = QStringLiteral("%1 %2").arg(sign, qstring(result_.deployment(index).name));
        row.pointer = placeOfDeployment(index);
        return row;
    }

    /// Of one that misses its objectives, but would be the cheapest.
    [[nodiscard]] QString temptation(const DeploymentResult& deployment) const {
        if (!verdict_.cheapest || deployment.deadline) return {};
        const auto less = result_.deployments()[*verdict_.cheapest].cost.per_month - deployment.cost.per_month;
        return less > pricing::Money() ? tr("; it would cost %1 less %2").arg(costAmount(less.approximate()), aPeriod())
                                       : QString();
    }

    void exclude(int index, std::vector<VerdictRow>& rows) const {
        const auto& deployment = result_.deployment(index);
        const auto add = [&](const QString& sign, const QString& finding, const QString& pointer) -> VerdictRow& {
            rows.push_back(about(index, sign));
            rows.back().finding = finding;
            if (!pointer.isEmpty()) rows.back().pointer = pointer;
            return rows.back();
        };
        if (deployment.replications == 0) {
            add(QStringLiteral("?"), tr("gave no result"), {});
        } else if (!deployment.eligible) {
            add(QStringLiteral("–"), tr("its price is an invented example, on which no verdict rests"),
                placeOfDeployment(index) + QStringLiteral("/pools/0/offer"));
        } else if (!competes(index)) {
            add(QStringLiteral("–"), tr("answers later, where others answer at once"),
                placeOfDeployment(index) + QStringLiteral("/serving"));
        }
        if (deployment.replications == 0 || !deployment.eligible) return;
        for (const auto& outcome : deployment.slo) {
            if (outcome.met) continue;
            auto& row = add(QStringLiteral("✗"),
                            limitText(nameOf(outcome), outcome.value_s, outcome.slo.at_most) + temptation(deployment),
                            placeOfObjective(outcome, result_));
            row.margin = marginText(results::ratio_to(outcome.value_s, outcome.slo.at_most));
            row.certainty = clearness(outcome.clear);
        }
        if (const auto& deadline = deployment.deadline; deadline && !deadline->met)
            add(QStringLiteral("✗"), limitText(tr("deadline:"), deadline->slowest_s, deadline->at_most),
                placeOfDeployment(index) + QStringLiteral("/deadline"))
                .margin = marginText(results::ratio_to(deadline->slowest_s, deadline->at_most));
    }

    /// With the objective that leaves it the least to spare.
    [[nodiscard]] VerdictRow candidate(int index) const {
        const auto& deployment = result_.deployment(index);
        const bool wins = verdict_.cheapest == static_cast<std::size_t>(index);
        VerdictRow row = about(index, wins ? QStringLiteral("★") : QStringLiteral("✓"));
        row.finding = costText(deployment);
        const auto ratio = [](const SloOutcome& each) { return results::ratio_to(each.value_s, each.slo.at_most); };
        const auto nearest =
            std::max_element(deployment.slo.begin(), deployment.slo.end(),
                             [&](const auto& left, const auto& right) { return ratio(left) < ratio(right); });
        if (nearest == deployment.slo.end()) return row;
        row.finding += tr("; %1").arg(limitText(nameOf(*nearest), nearest->value_s, nearest->slo.at_most));
        row.margin = marginText(ratio(*nearest));
        row.certainty = clearness(nearest->clear);
        return row;
    }

    [[nodiscard]] VerdictRow contest(const results::CostDifference& difference, const std::string& name) const {
        const auto index = indexOf(result_, shown_, name);
        VerdictRow row =
            about(index.value_or(0), difference.clear.value_or(false) ? QStringLiteral("✓") : QStringLiteral("≈"));
        row.difference = difference.difference_per_month;
        row.interval = difference.difference_ci;
        row.finding = tr("costs %1 more %2").arg(costAmount(difference.difference_per_month.value_or(0)), aPeriod());
        if (const auto& ci = difference.difference_ci)
            row.margin = tr("%1 to %2").arg(moneyText(ci->lo), moneyText(ci->hi));
        row.certainty = certaintyOf(difference);
        if (difference.largest_doubt) row.pointer = placeOfDoubt(*difference.largest_doubt, *row.deployment);
        return row;
    }

    static QString certaintyOf(const results::CostDifference& difference) {
        if (!difference.clear) return tr("not told from chance: one replication");
        const QString clear = *difference.clear ? tr("clear") : tr("not clear");
        if (!difference.largest_doubt) return clear;
        switch (*difference.largest_doubt) {
            case results::Doubt::chance:
                return tr("%1; chance decides").arg(clear);
            case results::Doubt::step_times:
                return tr("%1; the error of step times decides").arg(clear);
            case results::Doubt::prices:
                return tr("%1; unconfirmed prices decide").arg(clear);
        }
        return clear;
    }

    /// Where the larger part of a doubt can be mended.
    [[nodiscard]] QString placeOfDoubt(results::Doubt doubt, int rival) const {
        switch (doubt) {
            case results::Doubt::chance:
                return QStringLiteral("/experiment/replications");
            case results::Doubt::step_times: {
                const int best = static_cast<int>(*verdict_.cheapest);
                return placeOfStepTimes(result_.deployment(rival).model ? rival : best);
            }
            case results::Doubt::prices:
                return placeOfDeployment(rival) + QStringLiteral("/pools/0/offer/price");
        }
        return {};
    }
    [[nodiscard]] VerdictRow rowOf(const Flip& flip) const {
        VerdictRow row;
        row.deployment = indexOf(result_, shown_, flip.to);
        const QString then =
            flip.to.empty() ? tr("nobody meets the objectives") : tr("'%1' wins").arg(qstring(flip.to));
        const QString factor = qstring(results::known_text(flip.factor, 0));
        row.margin = QStringLiteral("×%1").arg(factor);
        const bool more = flip.factor > 1;
        switch (flip.kind) {
            case Flip::Kind::price:
                row.what = tr("price of %1").arg(qstring(flip.what));
                row.finding = priceText(flip, more, then);
                row.pointer = placeOfPrice(flip.what);
                break;
            case Flip::Kind::step_times:
                row.what = tr("step times");
                row.finding = (more ? tr("if they are longer than %1 times what %2 says, %3")
                                    : tr("if they are shorter than %1 times what %2 says, %3"))
                                  .arg(factor, qstring(flip.what), then);
                row.pointer = placeOfSource(flip.what);
                break;
            case Flip::Kind::load:
                row.what = tr("load");
                row.finding = (more ? tr("if it rises above about %1 times the present one, %2")
                                    : tr("if it falls below about %1 times the present one, %2"))
                                  .arg(factor, then);
                row.pointer = QStringLiteral("/workload/load");
                break;
        }
        return row;
    }

    static QString priceText(const Flip& flip, bool more, const QString& then) {
        if (!flip.now || !flip.at) return qstring(flip.text);
        const QString unit = qstring(flip.unit).section(QLatin1Char('/'), 1);
        return (more ? tr("if it rises above %1 per %2, from %3, %4") : tr("if it falls below %1 per %2, from %3, %4"))
            .arg(moneyText(*flip.at), unit, moneyText(*flip.now), then);
    }

    [[nodiscard]] QString placeOfPrice(const std::string& item) const {
        for (const int index : shown_.deployments())
            for (const auto& line : result_.deployment(index).cost.lines)
                if (line.item == item)
                    return placeOfDeployment(index) + (results::is_of_extra(line)
                                                           ? QStringLiteral("/extras")
                                                           : QStringLiteral("/pools/%1/offer/price").arg(*line.pool));
        return {};
    }

    [[nodiscard]] QString placeOfSource(const std::string& source) const {
        for (const int index : shown_.deployments()) {
            const auto& model = result_.deployment(index).model;
            if (!model) continue;
            const auto& name = model->step_times.profile.empty() ? model->step_times.device : model->step_times.profile;
            if (source.ends_with(name)) return placeOfStepTimes(index);
        }
        return {};
    }

    const Result& result_;
    const ShownComparison& shown_;
    const results::Verdict& verdict_;
};

}  // namespace

std::vector<VerdictStep> verdictSteps(const Result& result, const ShownComparison& shown) {
    const Argument argument(result, shown);
    std::vector<VerdictStep> steps{argument.excluded(), argument.left(), argument.contests(), argument.flips()};
    std::erase_if(steps, [](const auto& step) { return step.rows.empty(); });
    for (std::size_t i = 0; i < steps.size(); ++i)
        steps[i].question = QStringLiteral("%1. %2").arg(i + 1).arg(steps[i].question);
    return steps;
}

Table verdictTable(const std::vector<VerdictStep>& steps) {
    const QString unit = QStringLiteral("USD/month");
    Table table{{{tr("step"), {}},
                 {tr("what"), {}},
                 {tr("finding"), {}},
                 {tr("margin"), {}},
                 {tr("difference"), unit},
                 {tr("difference, low"), unit},
                 {tr("difference, high"), unit},
                 {tr("how sure"), {}},
                 {tr("rests on"), {}}},
                {}};
    const auto number = [](bool known, double value) { return known ? QVariant(value) : QVariant(); };
    for (const auto& step : steps)
        for (const auto& row : step.rows)
            table.rows.append({step.question, row.what, row.finding, row.margin,
                               number(row.difference.has_value(), row.difference.value_or(0)),
                               number(row.interval.has_value(), row.interval ? row.interval->lo : 0),
                               number(row.interval.has_value(), row.interval ? row.interval->hi : 0), row.certainty,
                               row.pointer});
    return table;
}

}  // namespace plimsoll::gui
