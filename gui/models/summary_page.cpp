// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/summary_page.hpp"

#include "gui/models/deployment_style.hpp"
#include "gui/models/deployment_text.hpp"
#include "gui/models/fields_table.hpp"
#include "gui/models/period.hpp"
#include "gui/models/summary_sections.hpp"
#include "gui/models/text.hpp"
#include "sim/compare/contest.hpp"
#include "sim/compare/why.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Summary", text); }

QString coloured(const QString& html, const QColor& colour) {
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(colour.name(), html);
}

/// Writes the parts of one page.
class Page {
public:
    Page(const Result& result, const ShownComparison& shown, const SummaryLook& look)
        : result_(result), shown_(shown), look_(look) {
        const auto& deployments = result.deployments();
        for (std::size_t i = 0; i < deployments.size(); ++i) {
            const QString name = QStringLiteral("'%1'").arg(qstring(deployments[i].name).toHtmlEscaped());
            links_.append({name, link(static_cast<int>(i))});
        }
        // 'spot' must not be found inside of 'spot' with more behind it.
        std::stable_sort(links_.begin(), links_.end(),
                         [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    }

    [[nodiscard]] QString html(const SummarySection& section, const char* heading = "h3") const {
        QString text = QStringLiteral("<%1>%2</%1>").arg(QLatin1String(heading), section.title.toHtmlEscaped());
        for (const auto& line : section.lines) text += paragraph(line);
        return text;
    }

    [[nodiscard]] QString table() const;

private:
    [[nodiscard]] QString link(int index) const {
        const auto& name = result_.deployments()[static_cast<std::size_t>(index)].name;
        return QStringLiteral("<a href=\"deployment:%1\" style=\"color:%2\">%3</a>")
            .arg(QString::number(index), look_.link.name(), qstring(name).toHtmlEscaped());
    }

    [[nodiscard]] QString withLinks(const QString& text) const {
        QString html = text.toHtmlEscaped();
        html.replace(QStringLiteral(" %"), QStringLiteral("&nbsp;%"));
        if (!html.contains(QLatin1Char('\''))) return html;
        for (const auto& [name, link] : links_) html.replace(name, link);
        return html;
    }

    [[nodiscard]] QString paragraph(const SummaryLine& line) const {
        QString html = withLinks(line.text);
        if (line.tone == Tone::soft) html = coloured(html, look_.soft);
        if (!line.sign.isEmpty())
            html = coloured(line.sign, line.tone == Tone::good  ? look_.good
                                       : line.tone == Tone::bad ? look_.bad
                                                                : look_.text) +
                   QStringLiteral("&nbsp;") + html;
        return QStringLiteral("<p>%1</p>").arg(html);
    }

    [[nodiscard]] QList<int> rows() const;
    [[nodiscard]] QString row(int index) const;
    [[nodiscard]] QStringList reasonsOf(const results::DeploymentResult& deployment) const;
    [[nodiscard]] QString costCell(int index) const;

    const Result& result_;
    const ShownComparison& shown_;
    const SummaryLook& look_;
    QList<QPair<QString, QString>> links_;  ///< 'NAME' and what stands for it
};

/// Those that matter first where there are too many, in the result's order.
QList<int> Page::rows() const {
    const auto& verdict = shown_.verdict();
    const int count = static_cast<int>(result_.deployments().size());
    const auto matters = [&](int index) {
        const auto place = static_cast<std::size_t>(index);
        return verdict.cheapest == place || verdict.runner_up == place || verdict.nearest == place ||
               look_.selected == index || look_.baseline == index;
    };
    QList<int> chosen, others;
    for (int index = 0; index < count; ++index)
        if (!look_.hidden.contains(index)) (matters(index) ? chosen : others).append(index);
    constexpr int kMostRows = 30;
    chosen.append(others.mid(0, std::max<qsizetype>(0, kMostRows - chosen.size())));
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

QString Page::costCell(int index) const {
    const auto& deployment = result_.deployments()[static_cast<std::size_t>(index)];
    QString cell = costAmountText(deployment);
    if (!look_.baseline || deployment.replications == 0) return cell;
    if (*look_.baseline == index) return cell + QStringLiteral("<br>") + coloured(tr("baseline"), look_.soft);
    const auto& baseline = result_.deployments()[static_cast<std::size_t>(*look_.baseline)];
    if (baseline.replications == 0) return cell;
    const double before = baseline.cost.per_month.approximate();
    const double after = deployment.cost.per_month.approximate();
    const QString sign = after < before ? QStringLiteral("−") : QStringLiteral("+");
    QString difference = sign + moneyText(std::abs(after - before));
    if (const QString change = changeText(before, after); !change.isEmpty())
        difference += QStringLiteral(" (%1)").arg(change);
    difference += doubtOfDifference(baseline, deployment);
    return cell + QStringLiteral("<br>") + coloured(difference, look_.soft);
}

/// Why it is judged as it is, and what makes its cost and its latency; a line each.
QStringList Page::reasonsOf(const results::DeploymentResult& deployment) const {
    QStringList reasons;
    for (const QString& miss : missesOf(deployment))
        reasons += coloured(QStringLiteral("✗ ") + miss.toHtmlEscaped(), look_.bad);
    if (const QString deadline = deadlineText(deployment); !deadline.isEmpty())
        reasons += coloured(QStringLiteral("✓ ") + deadline.toHtmlEscaped(), look_.good);
    if (look_.budget) {
        const BudgetOutcome outcome = budgetOutcome(deployment, *look_.budget);
        const QString text = signOf(outcome) + QLatin1Char(' ') + budgetText(deployment, *look_.budget);
        reasons += coloured(text.toHtmlEscaped(), outcome == BudgetOutcome::within ? look_.good : look_.bad);
    }
    if (const QString why = qstring(results::why_text(deployment)); !why.isEmpty())
        reasons += coloured(why.toHtmlEscaped(), look_.soft);
    return reasons;
}

QString Page::row(int index) const {
    const auto& deployment = result_.deployments()[static_cast<std::size_t>(index)];
    const auto style = styleOf(look_.looks.value(index, index), look_.dark);
    const bool selected = look_.selected == index;
    QString name = coloured(glyphOf(style.marker), style.colour) + QStringLiteral("&nbsp;") + link(index);
    if (selected) name = QStringLiteral("▸&nbsp;<b>%1</b>").arg(name);
    if (shown_.verdict().cheapest == static_cast<std::size_t>(index))
        name += QStringLiteral(" <b>%1</b>").arg(tr("recommended"));
    const Objectives objectives = objectivesOf(deployment);
    QString state = objectivesText(deployment).toHtmlEscaped();
    if (objectives == Objectives::met) state = coloured(state, look_.good);
    if (objectives == Objectives::missed || objectives == Objectives::no_result) state = coloured(state, look_.bad);
    const QString background = selected ? QStringLiteral(" bgcolor=\"%1\"").arg(look_.highlight.name()) : QString();
    QString html =
        QStringLiteral("<tr%1><td>%2</td><td align=\"right\">%3</td><td align=\"right\">%4</td><td>%5</td></tr>")
            .arg(background, name, costCell(index), p99Text(deployment), state);
    if (const QStringList reasons = reasonsOf(deployment); !reasons.isEmpty())
        html += QStringLiteral("<tr%1><td colspan=\"4\" style=\"padding-top:0px\">%2</td></tr>")
                    .arg(background, reasons.join(QStringLiteral("<br>")));
    return html;
}

QString Page::table() const {
    const QList<int> shown = rows();
    QString html = QStringLiteral(
                       "<h3>%1</h3><table width=\"100%\" cellpadding=\"4\" cellspacing=\"0\">"
                       "<tr><th align=\"left\">%2</th><th align=\"right\">%3</th>"
                       "<th align=\"right\">%4</th><th align=\"left\">%5</th></tr>")
                       .arg(tr("Deployments"), tr("Deployment"), tr("Cost %1").arg(aPeriod()), tr("p99 latency"),
                            tr("Objectives"));
    for (const int index : shown) html += row(index);
    html += QStringLiteral("</table>");
    const auto left = static_cast<int>(result_.deployments().size() - static_cast<std::size_t>(shown.size()));
    const auto hidden = std::min(left, static_cast<int>(look_.hidden.size()));
    if (hidden > 0) html += paragraph({tr("%1 hidden.").arg(hidden), {}, Tone::soft});
    if (left > hidden) html += paragraph({tr("… and %1 more; the table has all.").arg(left - hidden), {}, Tone::soft});
    return html;
}

/// Somebody looks at the selected deployment against the baseline, or against the recommended one.
std::optional<std::pair<int, int>> pairOf(const ShownComparison& shown, const SummaryLook& look) {
    auto other = look.baseline;
    if (!other && shown.verdict().cheapest) other = static_cast<int>(*shown.verdict().cheapest);
    if (!look.selected || !other || *look.selected == *other) return {};
    if (!shown.shows(*look.selected) || !shown.shows(*other)) return {};
    return std::pair(*other, *look.selected);
}

}  // namespace

QString summaryHtml(const Result& result, const Result* reference, const SummaryLook& look) {
    const ShownComparison shown(result, look.hidden);
    const Page page(result, shown, look);
    QString head = QStringLiteral("<h1>%1</h1><p style=\"margin-bottom:12px\">%2</p>")
                       .arg(qstring(result.comparison().scenario.name).toHtmlEscaped(),
                            coloured(scenarioText(result).toHtmlEscaped(), look.soft));
    if (!look.stamp.isEmpty())
        head += QStringLiteral("<p><b>%1</b></p>")
                    .arg(coloured(QStringLiteral("⚠ ") + look.stamp.toHtmlEscaped(), look.bad));
    for (const auto& warning : result.comparison().warnings)
        if (warning.code == "traffic-ends-early")
            head += QStringLiteral("<p><b>%1</b></p>")
                        .arg(coloured(QStringLiteral("⚠ ") + sentenceOf(warning.text).toHtmlEscaped(), look.bad));
    QString answer = page.html(recommendation(result, shown), "h2");
    if (look.budget) answer += page.html(budgetVerdict(result, shown, *look.budget));
    const QString doubts =
        page.html(certainty(result, shown)) + page.html(whatWouldChangeIt(result, shown, pairOf(shown, look)));
    const QString figures =
        page.table() + (reference != nullptr ? page.html(differencesOf(*reference, result, shown)) : QString());
    const QString care = page.html(warningsOf(result, shown)) + page.html(auditOf(result));
    if (!look.wide) return head + answer + figures + doubts + care;
    return head +
           QStringLiteral(
               "<table width=\"100%\" cellspacing=\"0\"><tr>"
               "<td width=\"46%\" style=\"padding-top:10px; padding-right:24px\">") +
           answer + doubts + QStringLiteral("</td><td width=\"54%\" style=\"padding-top:10px\">") + figures + care +
           QStringLiteral("</td></tr></table>");
}

QString pointerOfLink(const QString& link) {
    const QString scheme = QStringLiteral("assumption:");
    return link.startsWith(scheme) ? link.mid(scheme.size()) : QString();
}

std::optional<int> deploymentOfLink(const QString& link) {
    const QString scheme = QStringLiteral("deployment:");
    if (!link.startsWith(scheme)) return std::nullopt;
    bool isNumber = false;
    const int index = link.mid(scheme.size()).toInt(&isNumber);
    return isNumber && index >= 0 ? std::optional(index) : std::nullopt;
}

Table summaryTable(const Result& result) {
    const QString month = QStringLiteral("USD/month");
    const QString second = QStringLiteral("s");
    Table table{{{tr("deployment"), {}},
                 {tr("recommended"), {}},
                 {tr("cost"), month},
                 {tr("cost, low end"), month},
                 {tr("cost, high end"), month},
                 {tr("p99 latency"), second},
                 {tr("p99 latency, low end"), second},
                 {tr("p99 latency, high end"), second},
                 {tr("objectives"), {}},
                 {tr("attainment"), {}},
                 {tr("why"), {}}},
                {}};
    const auto end = [](const std::optional<results::Interval>& ci, double results::Interval::*side) {
        return ci ? QVariant(*ci.*side) : QVariant();
    };
    const auto& deployments = result.deployments();
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        const auto& each = deployments[i];
        const auto known = [](bool has, double value) { return has ? QVariant(value) : QVariant(); };
        const bool any = each.replications > 0;
        const bool measured = any && each.requests.measured > 0;
        const auto& cost = each.cost.per_month_ci;
        const auto& p99 = each.latency.p99.ci;
        const bool judged = any && (!each.slo.empty() || each.deadline);
        table.rows.append({qstring(each.name), result.comparison().verdict.cheapest == i,
                           known(any, each.cost.per_month.approximate()), end(cost, &results::Interval::lo),
                           end(cost, &results::Interval::hi), known(measured, each.latency.p99.value),
                           end(p99, &results::Interval::lo), end(p99, &results::Interval::hi),
                           wordOf(objectivesOf(each)), known(judged, results::decisive_attainment(each)),
                           qstring(results::why_text(each))});
    }
    return withFields(std::move(table), result,
                      {QStringLiteral("serving"), QStringLiteral("device_note"), QStringLiteral("step_time"),
                       QStringLiteral("replications"), QStringLiteral("requests"), QStringLiteral("fingerprint")});
}

}  // namespace plimsoll::gui
