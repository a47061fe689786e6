// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/commitment_text.hpp"

#include "gui/models/text.hpp"

#include <QCoreApplication>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Commitments", text); }

QString coloured(const QString& html, const QColor& colour) {
    return QStringLiteral("<p style=\"color:%1\">%2</p>").arg(colour.name(), html);
}

QString mixHtml(const DeploymentAdvice& advice, const SummaryLook& look) {
    QString html = QStringLiteral("<table cellspacing=\"0\" cellpadding=\"3\"><tr>");
    for (const QString& cell :
         {tr("commitment"), tr("covers"), tr("machines"), tr("per hour"), tr("used"), tr("unused a month")})
        html += QStringLiteral("<th align=\"left\" style=\"color:%1\">%2</th>").arg(look.soft.name(), cell);
    html += QStringLiteral("</tr>");
    for (const auto& row : advice.mix) {
        html += QStringLiteral("<tr>");
        for (const QString& cell :
             {row.verified ? row.title : tr("%1 (rate not confirmed)").arg(row.title), row.covers,
              row.machines ? numberText(*row.machines) : QStringLiteral("–"), moneyText(row.perHour),
              row.utilisation ? shareText(*row.utilisation) : QStringLiteral("–"), moneyText(row.unusedPerMonth)})
            html += QStringLiteral("<td>%1</td>").arg(cell.toHtmlEscaped());
        html += QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

QString withoutText(const DeploymentAdvice& advice) {
    if (advice.onDemand <= 0) return tr("Nothing here is bought by the hour on demand.");
    const QString cost = tr("On demand, it is %1 a month.").arg(moneyText(advice.onDemand));
    return (advice.ratesKnown ? tr("No commitment is worth it.") : tr("No commitment is known for it.")) +
           QLatin1Char(' ') + cost;
}

QString savingText(const DeploymentAdvice& advice) {
    QString text = tr("%1 a month instead of %2: it saves %3 (%4 to %5).")
                       .arg(moneyText(advice.total), moneyText(advice.onDemand), moneyText(advice.saving),
                            moneyText(advice.savingLow), moneyText(advice.savingHigh));
    if (advice.paidBackInMonth) text += tr(" Paid back in month %1.").arg(*advice.paidBackInMonth);
    return text;
}

QString sharesText(const DeploymentAdvice& advice) {
    QStringList parts{tr("%1 of the use is covered").arg(shareText(advice.coverage))};
    if (advice.utilisation) parts.append(tr("%1 of what is paid for is used").arg(shareText(*advice.utilisation)));
    parts.append(tr("%1 a month lies idle").arg(moneyText(advice.unused)));
    if (advice.breakEven) parts.append(tr("worth it from %1 on").arg(shareText(*advice.breakEven)));
    return parts.join(QStringLiteral("; ")) + QLatin1Char('.');
}

}  // namespace

QString commitmentsHtml(const CommitmentAdvice& advice, const SummaryLook& look) {
    QString html;
    for (const auto& of : advice.deployments) {
        html += QStringLiteral("<h3>%1</h3>").arg(of.name.toHtmlEscaped());
        if (of.lost) {
            html += coloured(tr("⚠ Lost: a simulation ended without a result."), look.bad);
            continue;
        }
        if (of.mix.isEmpty()) {
            html += coloured(withoutText(of), look.text);
        } else {
            html += mixHtml(of, look);
            html += coloured(savingText(of).toHtmlEscaped(), of.savingLow > 0 ? look.good : look.text);
            html += coloured(sharesText(of).toHtmlEscaped(), look.text);
        }
        for (const auto& warning : of.warnings)
            html += coloured(QStringLiteral("⚠ %1").arg(sentenceOf(warning.toStdString()).toHtmlEscaped()), look.soft);
    }
    return html;
}

Table commitmentsTable(const CommitmentAdvice& advice) {
    const QString perMonth = tr("USD/month");
    Table table{{{tr("deployment"), {}},
                 {tr("commitment"), {}},
                 {tr("covers"), {}},
                 {tr("machines"), {}},
                 {tr("commitment"), tr("USD/h")},
                 {tr("utilisation"), {}},
                 {tr("unused"), perMonth},
                 {tr("coverage"), {}},
                 {tr("on demand"), perMonth},
                 {tr("with commitments"), perMonth}},
                {}};
    const auto cell = [](const auto& value) { return value ? QVariant(*value) : QVariant(); };
    for (const auto& of : advice.deployments) {
        if (of.lost) continue;
        for (const auto& row : of.mix)
            table.rows.append({of.name, row.title, row.covers, cell(row.machines), row.perHour, cell(row.utilisation),
                               row.unusedPerMonth, of.coverage, of.onDemand, of.total});
        if (of.mix.isEmpty()) table.rows.append({of.name, {}, {}, {}, {}, {}, {}, of.coverage, of.onDemand, of.total});
    }
    return table;
}

}  // namespace plimsoll::gui
