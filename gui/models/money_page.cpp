// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/money_page.hpp"

#include "gui/models/deployment_style.hpp"
#include "gui/models/deployment_text.hpp"
#include "gui/models/text.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

constexpr double kMonths = 12;

QString tr(const char* text) { return QCoreApplication::translate("Money", text); }

QString paragraph(const QString& text, const QColor& colour) {
    return QStringLiteral("<p style=\"color:%1\">%2</p>").arg(colour.name(), text.toHtmlEscaped());
}

double monthOf(const results::DeploymentResult& deployment) { return deployment.cost.per_month.approximate(); }

QList<int> byCost(const Result& result, const ShownComparison& shown) {
    QList<int> all = shown.deployments();
    all.removeIf([&](int index) { return result.deployment(index).replications == 0; });
    std::stable_sort(all.begin(), all.end(), [&](int left, int right) {
        return result.deployment(left).cost.per_month < result.deployment(right).cost.per_month;
    });
    return all;
}

QString wordFor(const results::DeploymentResult& deployment) {
    if (deployment.deadline)
        return deployment.deadline->met ? tr("✓ where results may wait") : tr("✗ later than its deadline");
    switch (objectivesOf(deployment)) {
        case Objectives::met:
            return tr("✓ fast enough");
        case Objectives::met_unclearly:
            return tr("≈ fast enough, not clearly");
        case Objectives::missed:
            return tr("✗ too slow");
        case Objectives::none:
            return tr("– not judged");
        case Objectives::no_result:
            break;
    }
    return tr("? no result");
}

QString nextSentence(const Result& result, const results::Verdict& verdict) {
    const auto& next = result.deployments()[*verdict.runner_up];
    const double more = *verdict.difference_per_month;
    const QString sure = !verdict.clear   ? tr("whether that is chance cannot be told from one simulation")
                         : *verdict.clear ? tr("that difference is clear")
                                          : tr("that difference is not clear");
    return tr("The next, %1, costs %2 more a month and %3 more a year; %4.")
        .arg(qstring(next.name), moneyText(more), moneyText(more * kMonths), sure);
}

QString tableOf(const Result& result, const ShownComparison& shown, const SummaryLook& look) {
    QString html = QStringLiteral(
                       "<table width=\"100%\" cellpadding=\"4\" cellspacing=\"0\"><tr><th align=\"left\">%1</th>"
                       "<th align=\"right\">%2</th><th align=\"right\">%3</th><th align=\"left\">%4</th></tr>")
                       .arg(tr("Deployment"), tr("A month"), tr("A year"), tr("Verdict"));
    constexpr qsizetype kMost = 30;
    for (const int index : byCost(result, shown).mid(0, kMost)) {
        const auto& deployment = result.deployment(index);
        const auto style = styleOf(look.looks.value(index, index), look.dark);
        const bool best = shown.verdict().cheapest == static_cast<std::size_t>(index);
        const QString name = qstring(deployment.name).toHtmlEscaped();
        html += QStringLiteral(
                    "<tr><td><span style=\"color:%1\">%2</span> <a href=\"deployment:%3\" "
                    "style=\"color:%4\">%5</a></td><td align=\"right\">%6</td><td align=\"right\">%7</td>"
                    "<td>%8</td></tr>")
                    .arg(style.colour.name(), glyphOf(style.marker), QString::number(index), look.link.name(),
                         best ? QStringLiteral("<b>%1</b>").arg(name) : name, moneyText(monthOf(deployment)),
                         moneyText(monthOf(deployment) * kMonths), wordFor(deployment));
    }
    return html + QStringLiteral("</table>");
}

}  // namespace

QString moneyHtml(const Result& result, const SummaryLook& look) {
    const ShownComparison shown(result, look.hidden);
    const auto& verdict = shown.verdict();
    QString html;
    if (verdict.cheapest) {
        const auto& best = result.deployments()[*verdict.cheapest];
        const double month = monthOf(best);
        html += QStringLiteral("<h1>%1</h1>")
                    .arg(tr("%1 a month, %2 a year").arg(moneyText(month), moneyText(month * kMonths)).toHtmlEscaped());
        html += paragraph(tr("%1 is the cheapest that is fast enough.").arg(qstring(best.name)), look.text);
    } else {
        html += QStringLiteral("<h1>%1</h1>").arg(tr("Nothing that was compared is fast enough"));
    }
    if (!look.stamp.isEmpty()) html += paragraph(QStringLiteral("⚠ ") + look.stamp, look.bad);
    if (verdict.cheapest && look.budget) {
        const auto& best = result.deployments()[*verdict.cheapest];
        const BudgetOutcome outcome = budgetOutcome(best, *look.budget);
        html += paragraph(
            tr("%1 It %2 of %3 a month.").arg(signOf(outcome), budgetText(best, *look.budget), moneyText(*look.budget)),
            outcome == BudgetOutcome::within ? look.good : look.bad);
    }
    if (verdict.cheapest && verdict.runner_up) html += paragraph(nextSentence(result, verdict), look.text);
    html += tableOf(result, shown, look);
    const QString oldest = qstring(result.comparison().notes.oldest_price_date);
    if (!oldest.isEmpty()) html += paragraph(tr("The oldest price is of %1.").arg(oldest), look.soft);
    return html + paragraph(tr("A month has 730 hours, a year twelve of them; growth is not in it."), look.soft);
}

Table moneyTable(const Result& result, const ShownComparison& shown) {
    Table table{{{tr("deployment"), {}},
                 {tr("cost"), QStringLiteral("USD/month")},
                 {tr("cost"), QStringLiteral("USD/year")},
                 {tr("more than the recommended"), QStringLiteral("USD/month")},
                 {tr("verdict"), {}}},
                {}};
    const auto& cheapest = shown.verdict().cheapest;
    for (const int index : byCost(result, shown)) {
        const auto& deployment = result.deployment(index);
        const double month = monthOf(deployment);
        const QVariant more = cheapest ? QVariant(month - monthOf(result.deployments()[*cheapest])) : QVariant();
        table.rows.append({qstring(deployment.name), month, month * kMonths, more, wordFor(deployment)});
    }
    return table;
}

}  // namespace plimsoll::gui
