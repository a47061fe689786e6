// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/verdict_page.hpp"

#include "gui/models/text.hpp"
#include "gui/models/verdict_anatomy.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

constexpr std::size_t kMostRows = 12;  ///< of a step
constexpr double kIntervalPixels = 150;

QString tr(const char* text) { return QCoreApplication::translate("Verdict", text); }

QString coloured(const QString& html, const QColor& colour) {
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(colour.name(), html);
}

/// Money from 0, or from below it, on one scale for all rivals.
struct Scale {
    double low = 0, high = 0;

    void include(const VerdictRow& row) {
        if (!row.interval) return;
        low = std::min(low, row.interval->lo);
        high = std::max(high, row.interval->hi);
    }
    [[nodiscard]] int pixels(double usd) const {
        return high > low ? static_cast<int>(std::lround(kIntervalPixels * (usd - low) / (high - low))) : 0;
    }
};

/// The interval as a bar beside a mark at 0, which is where both cost the same.
QString intervalBar(const results::Interval& ci, const Scale& scale, const SummaryLook& look) {
    constexpr int kMark = 2;
    const int zero = scale.pixels(0);
    const int low = scale.pixels(ci.lo);
    const int high = std::max(scale.pixels(ci.hi), low + 1);
    QString cells;
    int at = 0;
    const auto cell = [&](int until, const QColor* colour) {
        if (until <= at) return;
        const QString fill = colour == nullptr ? QString() : QStringLiteral(" bgcolor=\"%1\"").arg(colour->name());
        cells += QStringLiteral("<td width=\"%1\"%2><span style=\"font-size:5pt\">&nbsp;</span></td>")
                     .arg(until - at)
                     .arg(fill);
        at = until;
    };
    const QColor& bar = ci.contains(0) ? look.bad : look.good;
    cell(std::min(low, zero), nullptr);
    cell(std::min(zero, high), &bar);
    cell(zero + kMark, &look.text);
    cell(low, nullptr);
    cell(high, &bar);
    return QStringLiteral("<table cellspacing=\"0\" cellpadding=\"0\"><tr>%1</tr></table>").arg(cells);
}

QString rowOf(const VerdictRow& row, const Scale& scale, const SummaryLook& look) {
    QString what = row.what.toHtmlEscaped();
    if (row.deployment)
        what = QStringLiteral("<a href=\"deployment:%1\" style=\"color:%2\">%3</a>")
                   .arg(QString::number(*row.deployment), look.link.name(), what);
    QString second = row.margin.toHtmlEscaped();
    if (row.interval) second = intervalBar(*row.interval, scale, look) + second;
    if (!row.certainty.isEmpty()) {
        if (!second.isEmpty() && !row.interval) second += QStringLiteral("<br>");
        if (row.interval) second += QStringLiteral("; ");
        second += coloured(row.certainty.toHtmlEscaped(), look.soft);
    }
    const QString open = row.pointer.isEmpty() ? QString()
                                               : QStringLiteral("<a href=\"assumption:%1\" style=\"color:%2\">%3</a>")
                                                     .arg(row.pointer.toHtmlEscaped(), look.link.name(), tr("open"));
    const bool selected = row.deployment && row.deployment == look.selected;
    const QString fill = selected ? QStringLiteral(" bgcolor=\"%1\"").arg(look.highlight.name()) : QString();
    return QStringLiteral(
               "<tr%1><td width=\"24%\">%2</td><td width=\"34%\">%3</td><td>%4</td><td align=\"right\">%5</td></tr>")
        .arg(fill, what, row.finding.toHtmlEscaped(), second, open);
}

QString stepOf(const VerdictStep& step, const SummaryLook& look) {
    QString html = QStringLiteral("<h3>%1</h3><table width=\"100%\" cellspacing=\"0\" cellpadding=\"4\">")
                       .arg(step.question.toHtmlEscaped());
    Scale scale;
    for (const auto& row : step.rows) scale.include(row);
    const std::size_t told = std::min(step.rows.size(), kMostRows);
    for (std::size_t i = 0; i < told; ++i) html += rowOf(step.rows[i], scale, look);
    html += QStringLiteral("</table>");
    if (scale.high > scale.low)
        html += QStringLiteral("<p>%1</p>")
                    .arg(coloured(tr("Bars are 95 % intervals of the difference; at the mark both cost the same."),
                                  look.soft));
    if (told < step.rows.size())
        html += QStringLiteral("<p>%1</p>")
                    .arg(coloured(tr("… and %1 more, in the table.").arg(step.rows.size() - told), look.soft));
    return html;
}

}  // namespace

QString verdictHtml(const Result& result, const SummaryLook& look) {
    const ShownComparison shown(result, look.hidden);
    const auto& verdict = shown.verdict();
    const QString answer =
        verdict.cheapest ? tr("%1 is recommended").arg(qstring(result.deployments()[*verdict.cheapest].name))
        : verdict.nearest
            ? tr("Nobody meets the objectives; %1 is nearest").arg(qstring(result.deployments()[*verdict.nearest].name))
            : tr("There is nothing to decide");
    QString html = QStringLiteral("<h2>%1</h2>").arg(answer.toHtmlEscaped());
    if (!look.stamp.isEmpty())
        html += QStringLiteral("<p>%1</p>").arg(coloured(QStringLiteral("⚠ ") + look.stamp.toHtmlEscaped(), look.bad));
    for (const auto& step : verdictSteps(result, shown)) html += stepOf(step, look);
    return html;
}

}  // namespace plimsoll::gui
