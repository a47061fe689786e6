// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "scenarios/named_enum.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// Which of a charge's costs counts.
enum class BillCost {
    billed,      ///< what the invoice asks for
    effective,   ///< with what was paid upfront spread over its use
    contracted,  ///< at negotiated prices, commitments apart
    list         ///< at public prices
};
inline constexpr scenarios::EnumName<BillCost> kBillCostNames[] = {{"billed", BillCost::billed},
                                                                   {"effective", BillCost::effective},
                                                                   {"contracted", BillCost::contracted},
                                                                   {"list", BillCost::list}};

/// Charges of one kind in one month, added up.
struct BilledCharge {
    std::string provider;     ///< "AWS"
    std::string service;      ///< "Amazon Elastic Compute Cloud"
    std::string region;       ///< "us-east-1"; may be empty
    std::string category;     ///< ChargeCategory: "Usage", "Tax", "Credit", …
    std::string pricing;      ///< PricingCategory: "Standard", "Dynamic", "Committed"; may be empty
    std::string sku;          ///< SkuId; may be empty
    std::string description;  ///< ChargeDescription
    std::string unit;         ///< of the quantity: "Hours"
    double quantity = 0;
    pricing::Money cost;
};

/// What a bill says of one month.
struct BilledMonth {
    std::vector<BilledCharge> charges;         ///< in the order in which their kinds come up
    std::chrono::sys_seconds from{}, until{};  ///< the earliest and the latest instant that is charged for
    [[nodiscard]] pricing::Money total() const;
};

/// A bill by the FinOps Open Cost and Usage Specification (FOCUS 1.0 to 1.2), as CSV.
struct FocusBill {
    std::string path;
    std::size_t rows = 0;   ///< of the file
    std::size_t taken = 0;  ///< that the conditions leave
    std::string currency;   ///< of those
    std::map<std::chrono::year_month, BilledMonth> months;
};

/// A column of a bill and what it must say: "SubAccountName=search". A tag is "Tags.team=search".
struct BillCondition {
    std::string column;
    std::string tag;  ///< empty: the column itself
    std::string value;
};

/// \throws InputError for what is no such condition
[[nodiscard]] BillCondition parse_bill_condition(const std::string& text);

/// Reads the rows that meet every condition; plain, gzip or Zstandard. Charges count in the month in which their period
/// begins. \throws IoError; InputError for a file without the columns that FOCUS requires, for amounts and times that
/// are none, and for several currencies
[[nodiscard]] FocusBill read_focus_bill(const std::string& path, BillCost cost,
                                        const std::vector<BillCondition>& conditions);

}  // namespace plimsoll::sim

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<sim::BillCost>> names_of() {
    return sim::kBillCostNames;
}

}  // namespace plimsoll::scenarios
