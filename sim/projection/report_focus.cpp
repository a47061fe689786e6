// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/month.hpp"
#include "scenarios/printable.hpp"
#include "sim/projection/billed_service.hpp"
#include "sim/projection/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
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

using Charge = std::map<std::string_view, std::string>;

std::string decimal(double value) { return fmt::format("{:.9f}", value); }

/// Of one unit, which may cost less than a billionth. Without zeros at its end.
std::string price(double value) {
    auto text = fmt::format("{:.15f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    return text.back() == '.' ? text + '0' : text;
}

std::string instant(std::chrono::year_month month) { return scenarios::text_of(month) + "-01T00:00:00Z"; }

/// Who publishes it.
std::string publisher_of(const std::string& provider) {
    return provider == "AWS" ? "Amazon Web Services, Inc." : provider;
}

/// A service has one category, whatever of it is billed.
std::string service_category_of(const ProjectedDeployment& deployment, const BilledItem& item,
                                const BilledService& service) {
    using scenarios::ExtraCategory;
    if (!service.subcategory.empty()) return service.category;
    if (item.pool) {
        const bool sells_tokens = std::any_of(deployment.items.begin(), deployment.items.end(), [&](const auto& each) {
            return each.offer == item.offer && each.unit.find("token") != std::string::npos;
        });
        return sells_tokens ? "AI and Machine Learning" : service.category;
    }
    switch (item.category) {
        case ExtraCategory::data_transfer:
        case ExtraCategory::load_balancing:
            return "Networking";
        case ExtraCategory::storage:
            return "Storage";
        case ExtraCategory::logs:
            return "Management and Governance";
        case ExtraCategory::other:
            break;
    }
    return "Other";
}

/// What every charge of a month has.
Charge charge_of(const ProjectedDeployment& deployment, const ProjectedMonth& month) {
    const auto begin = instant(month.month);
    const auto end = instant(month.month + std::chrono::months(1));
    return {{"BillingAccountId", "projected"},    {"BillingAccountName", "Projected"},
            {"BillingAccountType", "Projection"}, {"BillingCurrency", deployment.currency},
            {"BillingPeriodStart", begin},        {"BillingPeriodEnd", end},
            {"ChargePeriodStart", begin},         {"ChargePeriodEnd", end},
            {"SubAccountId", deployment.name},    {"SubAccountName", deployment.name},
            {"SubAccountType", "Deployment"},     {"Tags", "{\"projected\": \"true\"}"}};
}

void set_cost(Charge& charge, double billed, double list) {
    charge["BilledCost"] = charge["EffectiveCost"] = charge["ContractedCost"] = decimal(billed);
    charge["ListCost"] = decimal(list);
}

/// Who provides it sends the invoice.
void set_service(Charge& charge, const BilledService& service, const std::string& category) {
    charge["ProviderName"] = charge["InvoiceIssuerName"] = service.provider;
    charge["PublisherName"] = publisher_of(service.provider);
    charge["RegionId"] = charge["RegionName"] = service.region;
    charge["ServiceName"] = service.service;
    charge["ServiceCategory"] = category;
    charge["ServiceSubcategory"] =
        service.subcategory.empty() ? fmt::format("Other ({})", category) : service.subcategory;
}

/// Machines of an offer at its reserved price: the reservation is billed with them.
void set_reservation(Charge& charge, const BilledItem& item) {
    charge["CommitmentDiscountId"] = fmt::format("{}/{}/reserved", charge["SubAccountId"], item.offer);
    charge["CommitmentDiscountName"] = item.item;
    charge["CommitmentDiscountType"] = "Reservation";
    charge["CommitmentDiscountCategory"] = "Usage";
    charge["CommitmentDiscountStatus"] = "Used";
    charge["CommitmentDiscountQuantity"] = charge["PricingQuantity"];
    charge["CommitmentDiscountUnit"] = charge["PricingUnit"];
}

/// \param usd so much of the item
Charge usage_of(const ProjectedDeployment& deployment, const ProjectedMonth& month, std::size_t i, double usd,
                double weekend) {
    const auto& item = deployment.items[i];
    const auto& curve = *deployment.curve;
    auto charge = charge_of(deployment, month);
    const auto service = billed_service(item.offer);
    const double factor = month.item_factor[i];
    const double unit_price = month.exchange_rate * std::strtod(item.unit_price.c_str(), nullptr);
    const double counted = month.weekday_hours * curve.quantity(i, month.load) +
                           month.weekend_hours * curve.quantity(i, month.load * weekend);
    const double list = factor > 0 ? usd / factor : counted * unit_price;
    const double quantity = unit_price > 0 ? list / unit_price : counted;  // a bill rounds what it counts
    set_cost(charge, usd, list);
    charge["ChargeCategory"] = "Usage";
    charge["ChargeDescription"] = item.item;
    charge["ChargeFrequency"] = "Usage-Based";
    charge["ListUnitPrice"] = month.exchange_rate == 1 ? item.unit_price : price(unit_price);
    charge["ContractedUnitPrice"] = price(factor * unit_price);
    charge["PricingCategory"] = pricing_category(item);
    charge["PricingQuantity"] = charge["ConsumedQuantity"] = decimal(quantity);
    charge["PricingUnit"] = charge["ConsumedUnit"] = focus_unit(item.unit);
    set_service(charge, service, service_category_of(deployment, item, service));
    if (service.name == item.offer) charge["ServiceName"] = charge["ServiceCategory"];  // written in place: it has none
    if (item.pool) {
        charge["ResourceId"] = fmt::format("{}/pools/{}", deployment.name, *item.pool);
        charge["ResourceType"] = service.name;
    }
    charge["SkuId"] = item.offer;
    charge["SkuMeter"] = item.item;
    charge["SkuPriceId"] = fmt::format("{}/{}", item.offer, item.item);
    if (charge["PricingCategory"] == "Committed") set_reservation(charge, item);
    return charge;
}

/// What every charge of a commitment has. Machines are counted by the hour, all else is money.
void set_commitment(Charge& charge, const MadeCommitment& made, std::size_t place) {
    const auto& plan = made.commitment.plan;
    const bool of_machines = made.machines.has_value();
    charge["CommitmentDiscountId"] = fmt::format("{}/{}/{}", charge["SubAccountId"], plan.kind, place);
    charge["CommitmentDiscountName"] = made.name;
    charge["CommitmentDiscountType"] = plan.title;
    charge["CommitmentDiscountCategory"] = of_machines ? "Usage" : "Spend";
    charge["CommitmentDiscountUnit"] = of_machines ? "Hours" : "USD";
    charge["PricingCategory"] = "Committed";
}

/// So much of a commitment, in its unit.
std::string committed_quantity(const MadeCommitment& made, double usd) {
    return decimal(made.machines ? usd * *made.machines / made.commitment.per_hour.approximate() : usd);
}

/// Usage that a commitment covers: nothing is billed for it, its effective cost is its part of the commitment.
Charge covered_of(const ProjectedDeployment& deployment, const ProjectedMonth& month, std::size_t i, std::size_t c,
                  double weekend) {
    const auto& commitment = month.commitments[c];
    auto charge = usage_of(deployment, month, i, commitment.item_covered[i], weekend);
    set_commitment(charge, deployment.commitments[c], c);
    charge["BilledCost"] = decimal(0);
    charge["EffectiveCost"] = decimal(commitment.item_used[i]);
    charge["CommitmentDiscountStatus"] = "Used";
    charge["CommitmentDiscountQuantity"] =
        committed_quantity(deployment.commitments[c], commitment.item_used[i] / month.exchange_rate);
    return charge;
}

/// What a commitment is sold as; what covers all of a provider's machines is a service of its own.
Charge commitment_charge(const ProjectedDeployment& deployment, const ProjectedMonth& month, std::size_t c,
                         const char* category, const char* frequency) {
    const auto& made = deployment.commitments[c];
    auto charge = charge_of(deployment, month);
    set_commitment(charge, made, c);
    const auto& plan = made.commitment.plan;
    auto service = billed_service(plan.covers);
    if (plan.scope == pricing::Scope::provider)
        service = {provider_name(plan.covers), "", "", plan.title, "Compute", "Other (Compute)"};
    set_service(charge, service, service.category);
    charge["ChargeCategory"] = category;
    charge["ChargeDescription"] = made.name;
    charge["ChargeFrequency"] = frequency;
    charge["ResourceId"] = charge["CommitmentDiscountId"];
    charge["ResourceName"] = made.name;
    charge["ResourceType"] = charge["SkuMeter"] = plan.title;
    charge["SkuId"] = charge["SkuPriceId"] = plan.kind;
    return charge;
}

/// Paid for a commitment. Its effective cost is that of what it covers, and of what it leaves unused.
Charge purchase_of(const ProjectedDeployment& deployment, const ProjectedMonth& month, std::size_t c, double usd,
                   const char* frequency) {
    auto charge = commitment_charge(deployment, month, c, "Purchase", frequency);
    set_cost(charge, usd, usd);
    charge["EffectiveCost"] = decimal(0);
    charge["PricingCategory"] = "Standard";  // "Committed" is what it covers
    charge["CommitmentDiscountQuantity"] = committed_quantity(deployment.commitments[c], usd / month.exchange_rate);
    charge["ListUnitPrice"] = charge["ContractedUnitPrice"] = decimal(usd);
    charge["PricingQuantity"] = decimal(1);
    charge["PricingUnit"] = "Charges";
    return charge;
}

Charge unused_of(const ProjectedDeployment& deployment, const ProjectedMonth& month, std::size_t c) {
    const double usd = month.commitments[c].unused;
    auto charge = commitment_charge(deployment, month, c, "Usage", "Usage-Based");
    set_cost(charge, 0, 0);
    charge["EffectiveCost"] = decimal(usd);
    charge["CommitmentDiscountStatus"] = "Unused";
    charge["ListUnitPrice"] = charge["ContractedUnitPrice"] = decimal(0);
    charge["CommitmentDiscountQuantity"] = charge["PricingQuantity"] =
        committed_quantity(deployment.commitments[c], usd / month.exchange_rate);
    charge["PricingUnit"] = charge["CommitmentDiscountUnit"];
    return charge;
}

Charge other_of(const ProjectedDeployment& deployment, const ProjectedMonth& month, double usd, const char* category,
                const char* what, const char* frequency) {
    auto charge = charge_of(deployment, month);
    set_cost(charge, usd, usd);
    charge["ChargeCategory"] = category;
    charge["ChargeDescription"] = what;
    charge["ChargeFrequency"] = frequency;
    charge["ProviderName"] = charge["PublisherName"] = charge["InvoiceIssuerName"] = "Projected";
    const bool is_support = std::string_view(what) == "Support";
    charge["ServiceCategory"] = is_support ? "Management and Governance" : "Other";
    charge["ServiceName"] = what;
    charge["ServiceSubcategory"] = is_support ? "Support" : "Other (Other)";
    if (charge["ChargeCategory"] == "Tax") return charge;  // which has neither quantity nor price
    charge["ListUnitPrice"] = charge["ContractedUnitPrice"] = decimal(usd);
    charge["PricingCategory"] = "Standard";
    charge["PricingQuantity"] = decimal(1);
    charge["PricingUnit"] = "Charges";
    charge["SkuId"] = charge["SkuMeter"] = charge["SkuPriceId"] = what;
    return charge;
}

std::string csv_row_of(Charge charge, const ProjectedMonth& month) {
    charge["PricingCurrency"] = "USD";
    for (const auto& [column, billed] : kInPricingCurrency)
        if (const auto found = charge.find(billed); found != charge.end())
            charge[column] = month.exchange_rate == 1
                                 ? found->second
                                 : price(std::strtod(found->second.c_str(), nullptr) / month.exchange_rate);
    std::string row;
    for (const auto column : kColumns) {
        const auto found = charge.find(column);
        if (!row.empty() || column != kColumns.front()) row += ',';
        if (found != charge.end()) row += scenarios::csv_field(found->second);
    }
    return row + "\r\n";
}

/// An item, and the parts of it that commitments cover. Where these are all of it, nothing is left to be bought.
std::string usage_rows(const ProjectedDeployment& deployment, const ProjectedMonth& month, std::size_t i,
                       double weekend) {
    std::string text;
    bool covered = false;
    for (std::size_t c = 0; c < month.commitments.size(); ++c) {
        if (month.commitments[c].item_covered[i] <= 0) continue;
        covered = true;
        text += csv_row_of(covered_of(deployment, month, i, c, weekend), month);
    }
    if (!covered || month.item_cost[i] > 0)
        text += csv_row_of(usage_of(deployment, month, i, month.item_cost[i], weekend), month);
    return text;
}

std::string commitment_rows(const ProjectedDeployment& deployment, const ProjectedMonth& month, std::size_t c) {
    const auto& commitment = month.commitments[c];
    std::string text;
    if (commitment.upfront > 0)
        text += csv_row_of(purchase_of(deployment, month, c, commitment.upfront, "One-Time"), month);
    if (commitment.recurring > 0)
        text += csv_row_of(purchase_of(deployment, month, c, commitment.recurring, "Recurring"), month);
    if (commitment.unused > 0) text += csv_row_of(unused_of(deployment, month, c), month);
    return text;
}

}  // namespace

std::string focus_csv(const Projection& projection) {
    std::string text = fmt::format("{}\r\n", fmt::join(kColumns, ","));
    for (const auto& deployment : projection.deployments)
        for (const auto& month : deployment.months) {
            for (std::size_t i = 0; i < deployment.items.size(); ++i)
                text += usage_rows(deployment, month, i, projection.spec.weekend);
            for (std::size_t c = 0; c < month.commitments.size(); ++c) text += commitment_rows(deployment, month, c);
            if (month.one_off > 0)
                text +=
                    csv_row_of(other_of(deployment, month, month.one_off, "Purchase", "Paid once", "One-Time"), month);
            if (month.support > 0)
                text +=
                    csv_row_of(other_of(deployment, month, month.support, "Purchase", "Support", "Recurring"), month);
            if (month.tax > 0)
                text += csv_row_of(other_of(deployment, month, month.tax, "Tax", "Tax", "Recurring"), month);
        }
    return text;
}

}  // namespace plimsoll::sim
