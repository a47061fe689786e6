// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/mean_bill.hpp"

#include "pricing/quantity.hpp"

#include <algorithm>
#include <limits>

namespace plimsoll::results {

namespace {

using pricing::Quantity;

bool same_line(const CostLine& mean, const pricing::BillLine& line) {
    return mean.pool == line.pool && mean.offer == line.offer && mean.item == line.item && mean.unit == line.unit &&
           mean.unit_price == line.unit_price && mean.list_price == line.list_price;
}

}  // namespace

std::vector<CostLine> mean_lines(std::span<const pricing::Bill> bills) {
    std::vector<CostLine> lines;
    std::vector<Quantity> quantities;
    for (const auto& bill : bills) {
        for (const auto& line : bill.lines) {
            auto found =
                std::find_if(lines.begin(), lines.end(), [&](const auto& mean) { return same_line(mean, line); });
            if (found == lines.end()) {
                found = lines.insert(lines.end(), {line.item,
                                                   line.offer,
                                                   line.pool,
                                                   "",
                                                   line.unit,
                                                   line.unit_price,
                                                   {},
                                                   line.list_price,
                                                   line.what_for,
                                                   line.purchase});
                quantities.emplace_back();
            }
            found->amount += line.amount;
            if (const auto quantity = pricing::parse_quantity(line.quantity))
                quantities[static_cast<std::size_t>(found - lines.begin())] += *quantity;
        }
    }
    const Quantity count(bills.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i].amount = lines[i].amount.times(Quantity(1) / count);
        lines[i].quantity = pricing::quantity_text(quantities[i] / count);
    }
    const auto place = [](const CostLine& line) { return line.pool.value_or(std::numeric_limits<std::size_t>::max()); };
    std::stable_sort(lines.begin(), lines.end(),
                     [&](const CostLine& left, const CostLine& right) { return place(left) < place(right); });
    return lines;
}

}  // namespace plimsoll::results
