// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/cost_breakdown.hpp"

#include "gui/models/fields_table.hpp"
#include "gui/models/text.hpp"
#include "pricing/bill.hpp"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <chrono>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Cost", text); }

constexpr double kMonthsPerYear = 12;
constexpr double kHoursPerMonth = std::chrono::duration<double, std::ratio<3600>>(pricing::kMonth).count();

std::optional<double> totalOn(CostBasis basis, const results::DeploymentResult& deployment) {
    if (deployment.replications == 0) return std::nullopt;
    switch (basis) {
        case CostBasis::hour:
            return deployment.cost.per_month.approximate() / kHoursPerMonth;
        case CostBasis::month:
            return deployment.cost.per_month.approximate();
        case CostBasis::year:
            return kMonthsPerYear * deployment.cost.per_month.approximate();
        case CostBasis::thousand_requests:
            if (!deployment.cost.per_1k_requests) return std::nullopt;
            return deployment.cost.per_1k_requests->approximate();
    }
    return std::nullopt;
}

std::optional<results::Interval> intervalOn(CostBasis basis, const results::CostSummary& cost) {
    if (basis == CostBasis::thousand_requests) return cost.per_1k_requests_ci;
    if (basis == CostBasis::month || !cost.per_month_ci) return cost.per_month_ci;
    const double times = basis == CostBasis::year ? kMonthsPerYear : 1 / kHoursPerMonth;
    return results::Interval{times * cost.per_month_ci->lo, times * cost.per_month_ci->hi};
}

/// Items of all bills in the order in which they first appear.
std::vector<CostItem> itemsOf(const Result& result, const std::vector<std::optional<double>>& totals) {
    const auto& deployments = result.deployments();
    std::vector<CostItem> items;
    QHash<QString, std::size_t> places;
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        const double bill = deployments[i].cost.total.approximate();
        if (!totals[i] || bill == 0) continue;
        for (const auto& line : deployments[i].cost.lines) {
            const double amount = line.amount.approximate() / bill * *totals[i];
            if (amount == 0) continue;
            const QString name = qstring(line.item);
            if (!places.contains(name)) {
                places.insert(name, items.size());
                items.push_back({name, std::vector<double>(deployments.size())});
            }
            items[places.value(name)].amounts[i] += amount;
        }
    }
    return items;
}

}  // namespace

QString unitOf(CostBasis basis) {
    switch (basis) {
        case CostBasis::hour:
            return QStringLiteral("USD/h");
        case CostBasis::month:
            return QStringLiteral("USD/month");
        case CostBasis::year:
            return QStringLiteral("USD/year");
        case CostBasis::thousand_requests:
            return QStringLiteral("USD per 1,000 requests");
    }
    return {};
}

QString wordsOf(CostBasis basis) {
    switch (basis) {
        case CostBasis::hour:
            return tr("an hour");
        case CostBasis::month:
            return tr("a month");
        case CostBasis::year:
            return tr("a year");
        case CostBasis::thousand_requests:
            return tr("per 1,000 requests");
    }
    return {};
}

CostBreakdown costBreakdown(const Result& result, CostBasis basis, int mostItems) {
    CostBreakdown breakdown;
    for (const auto& deployment : result.deployments()) {
        breakdown.totals.push_back(totalOn(basis, deployment));
        breakdown.intervals.push_back(intervalOn(basis, deployment.cost));
    }
    breakdown.items = itemsOf(result, breakdown.totals);
    const auto& totals = breakdown.totals;
    const auto largestShare = [&](const CostItem& item) {
        double share = 0;
        for (std::size_t i = 0; i < totals.size(); ++i)
            if (item.amounts[i] != 0) share = std::max(share, std::abs(item.amounts[i] / *totals[i]));
        return share;
    };
    const auto sum = [](const CostItem& item) {
        double total = 0;
        for (const double amount : item.amounts) total += std::abs(amount);
        return total;
    };
    auto& items = breakdown.items;
    std::stable_sort(items.begin(), items.end(), [&](const auto& a, const auto& b) { return sum(a) > sum(b); });
    constexpr double kSmallShare = 0.02;
    auto folded = std::stable_partition(items.begin(), items.end(),
                                        [&](const auto& i) { return largestShare(i) >= kSmallShare; });
    if (folded - items.begin() > mostItems) folded = items.begin() + mostItems - 1;
    constexpr auto kWorthFolding = 2;
    if (items.end() - folded < kWorthFolding) return breakdown;
    breakdown.folded = static_cast<int>(items.end() - folded);
    CostItem other{tr("%1 other items").arg(breakdown.folded), std::vector<double>(totals.size())};
    for (auto item = folded; item != items.end(); ++item)
        for (std::size_t i = 0; i < totals.size(); ++i) other.amounts[i] += item->amounts[i];
    items.erase(folded, items.end());
    items.push_back(std::move(other));
    return breakdown;
}

std::optional<double> budgetOn(CostBasis basis, std::optional<double> perMonth) {
    if (!perMonth || basis == CostBasis::month) return perMonth;
    if (basis == CostBasis::hour) return *perMonth / kHoursPerMonth;
    if (basis == CostBasis::year) return kMonthsPerYear * *perMonth;
    return std::nullopt;
}

Table costTable(const Result& result) {
    Table table = elementsTable(result, {QStringLiteral("cost"), QStringLiteral("lines")});
    table.columns.append({tr("amount per month"), QStringLiteral("USD"), true});
    qsizetype row = 0;
    for (const auto& deployment : result.deployments())
        for (const auto& line : deployment.cost.lines)
            table.rows[row++].append(
                qstring(pricing::per_month(line.amount, result.comparison().scenario.horizon).text()));
    return table;
}

}  // namespace plimsoll::gui
