// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/focus_row.hpp"

#include "scenarios/printable.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <utility>

namespace plimsoll::sim {
namespace {

/// Those of FOCUS 1.2, Cost and Usage, in its order. A column that does not apply is empty.
constexpr std::array<std::string_view, 57> kColumns = {"AvailabilityZone",
                                                       "BilledCost",
                                                       "BillingAccountId",
                                                       "BillingAccountName",
                                                       "BillingAccountType",
                                                       "BillingCurrency",
                                                       "BillingPeriodEnd",
                                                       "BillingPeriodStart",
                                                       "CapacityReservationId",
                                                       "CapacityReservationStatus",
                                                       "ChargeCategory",
                                                       "ChargeClass",
                                                       "ChargeDescription",
                                                       "ChargeFrequency",
                                                       "ChargePeriodEnd",
                                                       "ChargePeriodStart",
                                                       "CommitmentDiscountCategory",
                                                       "CommitmentDiscountId",
                                                       "CommitmentDiscountName",
                                                       "CommitmentDiscountQuantity",
                                                       "CommitmentDiscountStatus",
                                                       "CommitmentDiscountType",
                                                       "CommitmentDiscountUnit",
                                                       "ConsumedQuantity",
                                                       "ConsumedUnit",
                                                       "ContractedCost",
                                                       "ContractedUnitPrice",
                                                       "EffectiveCost",
                                                       "InvoiceId",
                                                       "InvoiceIssuerName",
                                                       "ListCost",
                                                       "ListUnitPrice",
                                                       "PricingCategory",
                                                       "PricingCurrency",
                                                       "PricingCurrencyContractedUnitPrice",
                                                       "PricingCurrencyEffectiveCost",
                                                       "PricingCurrencyListUnitPrice",
                                                       "PricingQuantity",
                                                       "PricingUnit",
                                                       "ProviderName",
                                                       "PublisherName",
                                                       "RegionId",
                                                       "RegionName",
                                                       "ResourceId",
                                                       "ResourceName",
                                                       "ResourceType",
                                                       "ServiceCategory",
                                                       "ServiceName",
                                                       "ServiceSubcategory",
                                                       "SkuId",
                                                       "SkuMeter",
                                                       "SkuPriceDetails",
                                                       "SkuPriceId",
                                                       "SubAccountId",
                                                       "SubAccountName",
                                                       "SubAccountType",
                                                       "Tags"};

/// Prices are in USD: each of these columns says what another one does in the currency of the bill.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kInPricingCurrency = {
    {{"PricingCurrencyContractedUnitPrice", "ContractedUnitPrice"},
     {"PricingCurrencyEffectiveCost", "EffectiveCost"},
     {"PricingCurrencyListUnitPrice", "ListUnitPrice"}}};

}  // namespace

std::string focus_cost(double value) { return fmt::format("{:.9f}", value); }

std::string focus_price(double value) {
    auto text = fmt::format("{:.15f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    return text.back() == '.' ? text + '0' : text;
}

FocusCosts focus_costs(const FocusCharge& charge) {
    const auto cost = [&](const char* column) { return std::strtod(charge.at(column).c_str(), nullptr); };
    return {cost("BilledCost"), cost("EffectiveCost"), cost("ContractedCost"), cost("ListCost")};
}

std::string focus_header() { return fmt::format("{}\r\n", fmt::join(kColumns, ",")); }

std::string focus_row(FocusCharge charge, double exchange_rate) {
    charge["PricingCurrency"] = "USD";
    for (const auto& [column, billed] : kInPricingCurrency)
        if (const auto found = charge.find(billed); found != charge.end())
            charge[column] = exchange_rate == 1
                                 ? found->second
                                 : focus_price(std::strtod(found->second.c_str(), nullptr) / exchange_rate);
    std::string row;
    for (const auto column : kColumns) {
        const auto found = charge.find(column);
        if (!row.empty() || column != kColumns.front()) row += ',';
        if (found != charge.end()) row += scenarios::csv_field(found->second);
    }
    return row + "\r\n";
}

}  // namespace plimsoll::sim
