// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"
#include "gui/models/table.hpp"

#include <QString>
#include <optional>
#include <vector>

namespace plimsoll::gui {

/// Per what costs are stated.
enum class CostBasis { hour, month, year, thousand_requests };

/// "USD/month".
[[nodiscard]] QString unitOf(CostBasis basis);
/// "a month", "per 1,000 requests".
[[nodiscard]] QString wordsOf(CostBasis basis);

/// What deployments pay for one item of their bills.
struct CostItem {
    QString name;
    std::vector<double> amounts;  ///< by deployment; 0 where its bill has no such line
};

/// The bills of all deployments, item by item.
struct CostBreakdown {
    std::vector<CostItem> items;                              ///< the largest first; those folded together last
    std::vector<std::optional<double>> totals;                ///< as the result has them; empty: it has none
    std::vector<std::optional<results::Interval>> intervals;  ///< of the totals, 95 % confidence
    int folded = 0;                                           ///< items in the last one, "other"; 0: there is none
};

/// Lines with the same item are one item across deployments. Of items that make up less than 2 % of every bill, and of
/// those beyond `mostItems`, only the sum is kept. Free items are left out.
[[nodiscard]] CostBreakdown costBreakdown(const Result& result, CostBasis basis, int mostItems);

/// A budget per month as a figure on `basis`; empty where that depends on the traffic.
[[nodiscard]] std::optional<double> budgetOn(CostBasis basis, std::optional<double> perMonth);

/// Every line of every bill with all its fields, amounts exact, and its amount per month.
[[nodiscard]] Table costTable(const Result& result);

}  // namespace plimsoll::gui
