// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/summary_sections.hpp"

#include "gui/models/deployment_text.hpp"
#include "gui/models/period.hpp"
#include "gui/models/result_difference.hpp"
#include "gui/models/text.hpp"
#include "scenarios/quantity.hpp"
#include "sim/compare/text.hpp"
#include "sim/compare/why.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

using results::DeploymentResult;

constexpr int kMostLines = 30;

QString tr(const char* text) { return QCoreApplication::translate("Summary", text); }

QString quoted(const QString& name) { return QStringLiteral("'%1'").arg(name); }
QString quoted(const DeploymentResult& deployment) { return quoted(qstring(deployment.name)); }

const QString& good() {
    static const QString sign = QStringLiteral("✓");
    return sign;
}
const QString& unsure() {
    static const QString sign = QStringLiteral("≈");
    return sign;
}
const QString& careful() {
    static const QString sign = QStringLiteral("⚠");
    return sign;
}

void shorten(SummarySection& section) {
    const auto more = section.lines.size() - kMostLines;
    if (more <= 0) return;
    section.lines.resize(kMostLines);
    section.lines.append({tr("… and %1 more.").arg(more), {}, Tone::soft});
}

QString figuresOf(const DeploymentResult& deployment) {
    QString text = costText(deployment);
    if (deployment.requests.measured > 0) text += tr(", p99 latency %1").arg(p99Text(deployment));
    if (const Objectives objectives = objectivesOf(deployment); objectives != Objectives::none)
        text += tr(", objectives %1").arg(objectivesText(deployment));
    return text;
}

/// "268 ms to 271 ms", or one figure where both ends read the same.
QString rangeText(const QString& low, const QString& high) { return low == high ? low : tr("%1 to %2").arg(low, high); }

SummaryLine intervalsOf(const DeploymentResult& deployment) {
    QStringList ranges;
    if (const auto& ci = deployment.cost.per_month_ci) {
        // As many digits as tell the ends apart; cents are enough for dollars.
        const double scale = std::max(ci->half_width(), std::min(1.0, deployment.cost.per_month.approximate()));
        const auto money = [&](double usd) {
            return ci->half_width() > 0 ? toldText(results::money_text(usd, scale)) : moneyText(usd);
        };
        ranges += tr("costs %1 %2").arg(rangeText(money(inPeriod(ci->lo)), money(inPeriod(ci->hi))), aPeriod());
    }
    if (const auto& ci = deployment.latency.p99.ci; ci && deployment.requests.measured > 0)
        ranges += tr("has a p99 latency of %1").arg(rangeText(durationText(ci->lo), durationText(ci->hi)));
    return {ranges.isEmpty() ? QString()
                             : tr("%1 %2 (95 % confidence).").arg(quoted(deployment), ranges.join(tr(" and ")))};
}

/// "p99 latency 269 ± 1 ms; objectives ✓ met, 99.99 %; 100 % of cost: input tokens; 78 % of latency: compute"
QString reasonsOf(const DeploymentResult& deployment) {
    QStringList reasons;
    if (deployment.requests.measured > 0) reasons += tr("p99 latency %1").arg(p99Text(deployment));
    if (const Objectives objectives = objectivesOf(deployment); objectives != Objectives::none)
        reasons += tr("objectives %1").arg(objectivesText(deployment));
    if (const QString why = qstring(results::why_text(deployment)); !why.isEmpty()) reasons += why;
    return reasons.join(QStringLiteral("; "));
}

/// What would make the interval of the difference narrower.
QString remedyFor(results::Doubt doubt) {
    switch (doubt) {
        case results::Doubt::step_times:
            return tr("that is mostly the error of step times, which a measured profile narrows down");
        case results::Doubt::prices:
            return tr("that is mostly prices which no primary source confirmed: ask your provider");
        case results::Doubt::chance:
            break;
    }
    return tr("more replications narrow the difference down");
}

SummaryLine clearness(const results::Verdict& verdict) {
    if (!verdict.clear)
        return {tr("Whether it is really the cheapest cannot be told from chance: that takes several replications."),
                QStringLiteral("?")};
    if (*verdict.clear) return {tr("That it is the cheapest is clear."), good(), Tone::good};
    return {tr("That it is the cheapest is not clear: %1.")
                .arg(remedyFor(verdict.largest_doubt.value_or(results::Doubt::chance))),
            unsure(), Tone::bad};
}

/// Where step times come from, and the deployments that rest on it.
struct StepTimes {
    QString origin;
    bool fromDatasheet = false;
    QStringList deployments;
};

QString originOf(const results::StepTimeSource& source) {
    QString origin = source.profile.empty()
                         ? tr("from the datasheet of %1").arg(qstring(source.device))
                         : tr("from the profile %1 (%2, %3)")
                               .arg(qstring(source.profile), qstring(source.origin), qstring(source.device));
    if (!source.date.empty()) origin += tr(", %1").arg(qstring(source.date));
    if (source.relative_sd > 0)
        origin += tr(", with an error of ±%1 % (one standard deviation)").arg(numberText(100 * source.relative_sd));
    return origin;
}

QList<SummaryLine> stepTimes(const Result& result, const ShownComparison& shown) {
    QList<StepTimes> all;
    for (const int index : shown.deployments()) {
        const auto& deployment = result.deployment(index);
        if (!deployment.model) continue;
        const auto& source = deployment.model->step_times;
        const QString origin = originOf(source);
        auto same = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.origin == origin; });
        if (same == all.end()) same = all.insert(all.end(), {origin, source.profile.empty(), {}});
        same->deployments += quoted(deployment);
    }
    QList<SummaryLine> lines;
    for (const auto& each : all) {
        constexpr int kNamed = 6;
        QString who = each.deployments.mid(0, kNamed).join(QStringLiteral(", "));
        if (each.deployments.size() > kNamed) who += tr(" and %1 more").arg(each.deployments.size() - kNamed);
        lines.append({tr("Step times of %1 are %2.").arg(who, each.origin), each.fromDatasheet ? careful() : good()});
    }
    return lines;
}

QString changeOf(const QString& what, const FigureChange& change, const QString& before, const QString& after) {
    QString text = tr("%1 %2 → %3").arg(what, before, after);
    if (const QString relative = changeText(change.before, change.after); !relative.isEmpty())
        text += QStringLiteral(" (%1)").arg(relative);
    if (change.withinUncertainty()) text += tr(", within the uncertainty of both");
    return text;
}

bool isSame(const FigureChange& change) {
    constexpr double kRounding = 1e-9;
    return std::abs(change.after - change.before) <= kRounding * std::abs(change.before);
}

/// What changed about a deployment that both results have; empty where nothing did.
QString changesOf(const DeploymentDifference& difference) {
    QStringList changes;
    if (const auto& cost = difference.costPerMonth; cost && !isSame(*cost))
        changes += changeOf(tr("cost"), *cost, moneyText(inPeriod(cost->before)), costText(cost->after));
    if (const auto& p99 = difference.p99; p99 && !isSame(*p99))
        changes += changeOf(tr("p99 latency"), *p99, durationText(p99->before), durationText(p99->after));
    if (difference.feasibleBefore != difference.feasibleAfter)
        changes += *difference.feasibleAfter ? tr("now meets its objectives") : tr("no longer meets its objectives");
    return changes.join(QStringLiteral("; "));
}

/// What would change the winner has one.
bool hasSectionOfItsOwn(const results::Verdict& verdict, const std::string& sentence) {
    const auto tells = [&](const auto& other) { return sentence.find(other.text) != std::string::npos; };
    return std::any_of(verdict.changes.begin(), verdict.changes.end(), tells) ||
           std::any_of(verdict.flips.begin(), verdict.flips.end(), tells);
}

bool tellsAlready(const results::Verdict& verdict, const QString& text) {
    return std::any_of(verdict.changes.begin(), verdict.changes.end(),
                       [&](const auto& change) { return qstring(change.text) == text; });
}

}  // namespace

QString scenarioText(const Result& result) {
    const auto& scenario = result.comparison().scenario;
    double rate = 0;
    for (const auto& deployment : result.deployments()) rate = std::max(rate, deployment.requests_per_s);
    QString text = tr("%1 requests/s over %2, %3; ± is 95 % confidence")
                       .arg(numberText(rate), qstring(scenarios::text_of(scenario.horizon)),
                            countText(scenario.replications, tr("replication"), tr("replications")));
    QStringList objectives;
    for (const auto& slo : scenario.slos) objectives += qstring(results::slo_text(slo));
    if (!objectives.isEmpty()) text += tr(". Objectives: %1").arg(objectives.join(QStringLiteral(", ")));
    return text;
}

SummarySection recommendation(const Result& result, const ShownComparison& shown) {
    const auto& verdict = shown.verdict();
    const auto best = verdict.cheapest ? verdict.cheapest : verdict.nearest;
    SummarySection section;
    section.title = verdict.cheapest ? tr("Recommended: %1").arg(qstring(result.deployments()[*best].name))
                    : best           ? tr("No deployment meets its objectives")
                                     : tr("No deployment gave a result");
    for (const auto& sentence : verdict.sentences) {
        if (hasSectionOfItsOwn(verdict, sentence)) continue;
        const bool first = section.lines.isEmpty();
        section.lines.append({toldText(sentence)});
        if (!first || !best) continue;
        section.lines.first().sign = verdict.cheapest ? good() : QStringLiteral("✗");
        section.lines.first().tone = verdict.cheapest ? Tone::good : Tone::bad;
        section.lines.append(
            {tr("%1: %2.").arg(quoted(result.deployments()[*best]), reasonsOf(result.deployments()[*best]))});
    }
    return section;
}

SummarySection budgetVerdict(const Result& result, const ShownComparison& shown, double budget) {
    SummarySection section{tr("Budget: %1").arg(costText(budget)), {}};
    const auto& verdict = shown.verdict();
    QStringList within;
    for (const int index : shown.deployments()) {
        const auto& deployment = result.deployment(index);
        if (deployment.feasible() && isWithin(budgetOutcome(deployment, budget))) within += quoted(deployment);
    }
    if (verdict.cheapest) {
        const auto& best = result.deployments()[*verdict.cheapest];
        const BudgetOutcome outcome = budgetOutcome(best, budget);
        section.lines.append({tr("%1 %2.").arg(quoted(best), budgetText(best, budget)), signOf(outcome),
                              outcome == BudgetOutcome::within ? Tone::good : Tone::bad});
    }
    section.lines.append(
        {within.isEmpty() ? tr("No deployment that meets its objectives stays within it.")
                          : tr("Within it and within their objectives: %1.").arg(within.join(QStringLiteral(", ")))});
    return section;
}

SummarySection certainty(const Result& result, const ShownComparison& shown) {
    const auto& comparison = result.comparison();
    const auto& verdict = shown.verdict();
    SummarySection section{tr("How sure is that?"), {}};
    auto& lines = section.lines;
    if (result.isCoarse())
        lines.append({tr("This is the first answer, from %1; the full one follows.")
                          .arg(countText(comparison.scenario.replications, tr("replication"), tr("replications"))),
                      careful()});
    if (verdict.cheapest && verdict.runner_up) lines.append(clearness(verdict));
    if (verdict.cheapest) {
        const auto& best = result.deployments()[*verdict.cheapest];
        if (auto line = intervalsOf(best); !line.text.isEmpty()) lines.append(line);
        for (const auto& outcome : best.slo)
            if (outcome.clear)
                lines.append(
                    {tr("That it meets %1 is %2clear.")
                         .arg(qstring(results::slo_text(outcome.slo)), *outcome.clear ? QString() : tr("not ")),
                     *outcome.clear ? good() : unsure(), *outcome.clear ? Tone::good : Tone::bad});
    }
    lines.append(stepTimes(result, shown));
    const QString oldest = qstring(comparison.notes.oldest_price_date);
    const auto& notes = comparison.notes.notes;
    const bool noted =
        std::any_of(notes.begin(), notes.end(), [&](const auto& note) { return qstring(note).contains(oldest); });
    if (!oldest.isEmpty() && !noted) lines.append({tr("The oldest price is of %1.").arg(oldest)});
    for (const auto& note : notes)
        if (shown.mayBeTold(note)) lines.append({tr("Note: %1.").arg(qstring(note)), {}, Tone::soft});
    shorten(section);
    return section;
}

SummarySection whatWouldChangeIt(const Result& result, const ShownComparison& shown,
                                 std::optional<std::pair<int, int>> pair) {
    const auto& verdict = shown.verdict();
    SummarySection section{tr("What would change it?"), {}};
    for (const auto& flip : verdict.flips)
        if (flip.kind != results::Flip::Kind::load)
            section.lines.append({tr("Flips with %1.").arg(toldText(flip.text))});
    for (const auto& change : verdict.changes) section.lines.append({toldText(change.text)});
    if (verdict.changes.empty()) {
        const auto& deployments = result.deployments();
        const bool hasCurve = std::any_of(deployments.begin(), deployments.end(),
                                          [](const auto& each) { return !each.load_curve.empty(); });
        section.lines.append({hasCurve ? tr("Nowhere on the load curve does another deployment win.")
                                       : tr("This scenario has no load curve: give /experiment/load_curve some "
                                            "multiples of the load to see where another deployment wins.")});
    }
    if (verdict.cheapest && verdict.runner_up && verdict.difference_per_month) {
        const auto& next = result.deployments()[*verdict.runner_up];
        const double cost = next.cost.per_month.approximate();
        QString text = tr("At this load %1 wins once it costs %2 %3 less")
                           .arg(quoted(next), costAmount(*verdict.difference_per_month), aPeriod());
        if (cost > 0) text += tr(", %1 of what it costs").arg(shareText(*verdict.difference_per_month / cost));
        section.lines.append({text + QLatin1Char('.')});
    }
    if (pair)
        for (const QString& text : breakEvenTexts(result, pair->first, pair->second))
            if (!tellsAlready(verdict, text)) section.lines.append({text, QStringLiteral("⇄")});
    shorten(section);
    return section;
}

SummarySection warningsOf(const Result& result, const ShownComparison& shown) {
    SummarySection section{tr("Warnings"), {}};
    for (const auto& warning : result.comparison().warnings)
        if (shown.mayBeTold(warning.text)) section.lines.append({toldText(warning.text), careful(), Tone::bad});
    for (const int index : shown.deployments()) {
        const auto& deployment = result.deployment(index);
        for (const auto& warning : deployment.warnings)
            section.lines.append({tr("%1: %2").arg(quoted(deployment), toldText(warning.text)), careful(), Tone::bad});
    }
    if (section.lines.isEmpty()) section.lines.append({tr("None."), good()});
    shorten(section);
    return section;
}

SummarySection auditOf(const Result& result) {
    SummarySection section{tr("Audit"), {}};
    std::size_t checks = 0;
    for (const auto& deployment : result.deployments())
        for (const auto& check : deployment.audit) {
            checks += check.runs;
            if (!check.passed)
                section.lines.append(
                    {tr("FAILED for %1: %2: %3").arg(quoted(deployment), qstring(check.name), qstring(check.detail)),
                     QStringLiteral("✗"), Tone::bad});
        }
    const QString fingerprint = QString::number(result.comparison().fingerprint, 16).rightJustified(16, u'0');
    if (section.lines.isEmpty())
        section.lines.append(
            {tr("All %1 checks passed; fingerprint %2.").arg(numberText(static_cast<double>(checks)), fingerprint),
             good(), Tone::good});
    else
        section.lines.append({tr("Do not rely on these figures: they contradict each other. Please report it, with "
                                 "fingerprint %1.")
                                  .arg(fingerprint),
                              QStringLiteral("✗"), Tone::bad});
    shorten(section);
    return section;
}

SummarySection differencesOf(const Result& reference, const Result& result, const ShownComparison& shown) {
    const ResultDifference difference = differenceOf(reference, result);
    SummarySection section{tr("Since the reference, %1").arg(qstring(reference.comparison().scenario.name)), {}};
    auto& lines = section.lines;
    if (difference.recommendedBefore != difference.recommendedAfter) {
        const auto nameOf = [](const QString& name) { return name.isEmpty() ? tr("none") : quoted(name); };
        lines.append({tr("Recommended was %1, now it is %2.")
                          .arg(nameOf(difference.recommendedBefore), nameOf(difference.recommendedAfter)),
                      QStringLiteral("≠"), Tone::bad});
    }
    QStringList same;
    for (const auto& each : difference.deployments) {
        if (each.index && !shown.shows(*each.index)) continue;
        if (each.isNew) {
            const auto& deployment = result.deployments()[static_cast<std::size_t>(*each.index)];
            lines.append({tr("%1 is new: %2.").arg(quoted(each.name), figuresOf(deployment)), QStringLiteral("+")});
        } else if (!each.index) {
            lines.append({tr("%1 is gone.").arg(quoted(each.name)), QStringLiteral("−")});
        } else if (const QString changes = changesOf(each); changes.isEmpty()) {
            same += quoted(each.name);
        } else {
            lines.append({tr("%1: %2.").arg(quoted(each.name), changes), QStringLiteral("≠")});
        }
    }
    shorten(section);
    if (lines.isEmpty())
        lines.append({tr("Nothing changed in cost, p99 latency and objectives."), QStringLiteral("=")});
    else if (!same.isEmpty())
        lines.append({tr("Unchanged: %1.")
                          .arg(same.size() > kMostLines ? tr("%1 deployments").arg(same.size())
                                                        : same.join(QStringLiteral(", "))),
                      QStringLiteral("="), Tone::soft});
    return section;
}

}  // namespace plimsoll::gui
