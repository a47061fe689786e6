// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/bill.hpp"

#include "pricing/quantity.hpp"

#include <utility>

namespace plimsoll::pricing {

void Bill::add(BillLine line) {
    total += line.amount;
    lines.push_back(std::move(line));
}

Money per_month(const Money& total, Duration span) {
    // The total's own rounding, a trillionth of a dollar per line, grows with the scale: six digits are free of it.
    constexpr int kDigits = 6;
    return span.count() <= 0 ? Money{} : total.times(seconds(kMonth) / seconds(span)).rounded(kDigits);
}

}  // namespace plimsoll::pricing
