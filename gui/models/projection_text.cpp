// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/projection_text.hpp"

#include "gui/models/text.hpp"

#include <QCoreApplication>

#include <algorithm>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Projection", text); }

QString paragraph(const QString& html, const QColor& colour) {
    return QStringLiteral("<p style=\"color:%1\">%2</p>").arg(colour.name(), html);
}

QString heading(const QString& text) { return QStringLiteral("<h3>%1</h3>").arg(text.toHtmlEscaped()); }

QString linkTo(int deployment, const QString& name, const SummaryLook& look) {
    return QStringLiteral("<a href=\"deployment:%1\" style=\"color:%2\">%3</a>")
        .arg(QString::number(deployment), look.link.name(), name.toHtmlEscaped());
}

/// Where a budget is exceeded most probably: "12 % in 2027-05"; empty: no budget was given.
template <class Times, class Name>
QString worstText(const Times& times, Name name) {
    const auto worst = std::max_element(times.begin(), times.end(), [](const auto& left, const auto& right) {
        return left.aboveBudget.value_or(0) < right.aboveBudget.value_or(0);
    });
    if (worst == times.end() || !worst->aboveBudget) return {};
    return *worst->aboveBudget > 0 ? tr("%1 in %2").arg(shareText(*worst->aboveBudget), name(*worst)) : tr("never");
}

/// The answer, as it is written.
class Answer {
public:
    Answer(const ProjectedBills& bills, const SummaryLook& look) : bills_(bills), look_(look) {}

    [[nodiscard]] QString html() const {
        return title() + switches() + misses() + sums() + units() + decides() + notes();
    }

private:
    [[nodiscard]] QString money(double amount) const { return moneyText(amount, bills_.currency); }
    [[nodiscard]] QString prediction(const BillPrediction& bill) const { return predictionText(bill, bills_.currency); }
    [[nodiscard]] QString nameOf(const QString& name) const {
        return linkTo(static_cast<int>(bills_.names().indexOf(name)), name, look_);
    }

    [[nodiscard]] QString title() const {
        const auto months = bills_.months();
        if (months.isEmpty()) return QStringLiteral("<h1>%1</h1>").arg(tr("No simulation gave a result"));
        QString text = tr("%1 to %2").arg(months.first(), months.last());
        const auto& first = bills_.cheapest;
        if (!first.isEmpty() && !first.first().deployment.isEmpty()) {
            const auto& best = bills_.deployments[bills_.names().indexOf(first.first().deployment)];
            text += tr(": %1, %2").arg(best.name, money(best.total.p50));
        }
        return QStringLiteral("<h1>%1</h1>").arg(text.toHtmlEscaped());
    }

    [[nodiscard]] QString switches() const {
        QStringList parts;
        for (const auto& from : bills_.cheapest)
            parts.append(from.deployment.isEmpty() ? tr("from %1 on none meets its objectives").arg(from.month)
                                                   : tr("from %1 on %2 is the cheapest that meets its objectives")
                                                         .arg(from.month, nameOf(from.deployment)));
        if (parts.isEmpty()) return {};
        QString text = parts.join(QStringLiteral("; "));
        text[0] = text[0].toUpper();
        return paragraph(text + QLatin1Char('.'), look_.text);
    }

    [[nodiscard]] QString misses() const {
        QString html;
        for (const auto& deployment : bills_.deployments) {
            if (deployment.lost)
                html += paragraph(tr("⚠ %1 is lost: a simulation ended without a result.").arg(nameOf(deployment.name)),
                                  look_.bad);
            else if (!deployment.missesFrom.isEmpty())
                html += paragraph(
                    tr("✗ %1 misses an objective from %2 on.").arg(nameOf(deployment.name), deployment.missesFrom),
                    look_.bad);
        }
        return html;
    }

    [[nodiscard]] QString sums() const {
        const bool hasMonths = bills_.budgetPerMonth.has_value();
        const bool hasYears = bills_.budgetPerYear.has_value();
        QStringList head{QString(), tr("sum, P50"), tr("P10 to P90"), tr("present value")};
        if (hasMonths) head.append(tr("a month above %1").arg(money(*bills_.budgetPerMonth)));
        if (hasYears) head.append(tr("a year above %1").arg(money(*bills_.budgetPerYear)));
        QString html = heading(tr("Of ten bills, eight lie from P10 to P90"));
        html += QStringLiteral("<table cellspacing=\"0\" cellpadding=\"3\"><tr>");
        for (const auto& cell : head)
            html += QStringLiteral("<th align=\"%1\" style=\"color:%2\">%3</th>")
                        .arg(cell.isEmpty() ? QStringLiteral("left") : QStringLiteral("right"), look_.soft.name(),
                             cell.toHtmlEscaped());
        html += QStringLiteral("</tr>");
        for (const auto& deployment : bills_.deployments) {
            if (deployment.lost) continue;
            const auto& total = deployment.total;
            QStringList row{money(total.p50), tr("%1 to %2").arg(money(total.p10), money(total.p90)),
                            money(deployment.presentValue)};
            if (hasMonths)
                row.append(worstText(deployment.months, [](const MonthAhead& month) { return month.month; }));
            if (hasYears)
                row.append(
                    worstText(deployment.years, [](const YearAhead& year) { return QString::number(year.year); }));
            html += QStringLiteral("<tr><td>%1</td>").arg(nameOf(deployment.name));
            for (const auto& cell : row)
                html += QStringLiteral("<td align=\"right\">%1</td>").arg(cell.toHtmlEscaped());
            html += QStringLiteral("</tr>");
        }
        return html + QStringLiteral("</table>");
    }

    [[nodiscard]] QString units() const {
        QString html;
        for (const auto& deployment : bills_.deployments) {
            const auto& unit = deployment.unit;
            if (!unit.thousandRequests) continue;
            QStringList parts{tr("1,000 requests %1").arg(prediction(*unit.thousandRequests))};
            if (unit.millionTokens) parts.append(tr("a million tokens %1").arg(prediction(*unit.millionTokens)));
            if (unit.user) parts.append(tr("a user %1 a month").arg(prediction(*unit.user)));
            html +=
                paragraph(tr("%1: %2").arg(nameOf(deployment.name), parts.join(QStringLiteral(", ")).toHtmlEscaped()),
                          look_.text);
            if (!unit.margin) continue;
            QString margin = tr("Margin: %1").arg(prediction(*unit.margin));
            if (unit.marginShare) margin += tr(", %1 of the revenue").arg(shareText(unit.marginShare->p50));
            const double loses = unit.loses.value_or(0);
            if (loses > 0) margin += tr("; it loses money with a probability of %1").arg(shareText(loses));
            constexpr double kHalf = 0.5;
            html += paragraph(margin.toHtmlEscaped(), loses > kHalf ? look_.bad : look_.soft);
        }
        return html.isEmpty() ? html : heading(tr("What a unit costs")) + html;
    }

    [[nodiscard]] QString decides() const {
        constexpr double kWorthSaying = 0.005;
        QString html = heading(tr("What decides how sure a sum is"));
        for (const auto& deployment : bills_.deployments) {
            if (deployment.lost) continue;
            QStringList shares;
            for (const auto& share : deployment.movedBy)
                if (share.value >= kWorthSaying)
                    shares.append(QStringLiteral("%1 %2").arg(share.name, shareText(share.value)));
            html += paragraph(
                tr("%1: %2").arg(nameOf(deployment.name),
                                 shares.isEmpty() ? tr("nothing that is known") : shares.join(QStringLiteral(", "))),
                look_.text);
        }
        return html;
    }

    [[nodiscard]] QString notes() const {
        if (bills_.notes.isEmpty()) return {};
        QString html = heading(tr("What this takes for granted"));
        for (const auto& note : bills_.notes)
            html += paragraph(sentenceOf(note.toStdString()).toHtmlEscaped(), look_.soft);
        return html;
    }

    const ProjectedBills& bills_;
    const SummaryLook& look_;
};

}  // namespace

QString projectionHtml(const ProjectedBills& bills, const SummaryLook& look) { return Answer(bills, look).html(); }

Table projectionTable(const ProjectedBills& bills) {
    const QString& unit = bills.currency;
    Table table{{{tr("month"), {}},
                 {tr("deployment"), {}},
                 {tr("load"), {}},
                 {tr("requests"), {}},
                 {tr("meets its objectives"), {}},
                 {tr("bill, P10"), unit},
                 {tr("bill, P50"), unit},
                 {tr("bill, P90"), unit},
                 {tr("bill, mean"), unit},
                 {tr("cumulative, P10"), unit},
                 {tr("cumulative, P50"), unit},
                 {tr("cumulative, P90"), unit},
                 {tr("above budget"), tr("probability")}},
                {}};
    for (const auto& deployment : bills.deployments)
        for (const auto& month : deployment.months)
            table.rows.append({month.month, deployment.name, month.load, month.requests, month.meetsObjectives,
                               month.bill.p10, month.bill.p50, month.bill.p90, month.bill.mean, month.cumulative.p10,
                               month.cumulative.p50, month.cumulative.p90,
                               month.aboveBudget ? QVariant(*month.aboveBudget) : QVariant()});
    return table;
}

QString predictionText(const BillPrediction& bill, const QString& currency) {
    return tr("%1 (%2 to %3)")
        .arg(moneyText(bill.p50, currency), moneyText(bill.p10, currency), moneyText(bill.p90, currency));
}

}  // namespace plimsoll::gui
