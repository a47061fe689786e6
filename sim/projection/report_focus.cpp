// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/month.hpp"
#include "sim/projection/amount.hpp"
#include "sim/projection/billed_service.hpp"
#include "sim/projection/focus_row.hpp"
#include "sim/projection/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::sim {
namespace {

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
    if (item.pool && !item.is_share()) {
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

void set_costs(FocusCharge& charge, const FocusCosts& costs) {
    charge["BilledCost"] = focus_cost(costs.billed);
    charge["EffectiveCost"] = focus_cost(costs.effective);
    charge["ContractedCost"] = focus_cost(costs.contracted);
    charge["ListCost"] = focus_cost(costs.list);
}

void set_cost(FocusCharge& charge, double billed, double list) { set_costs(charge, {billed, billed, billed, list}); }

/// Who provides it sends the invoice.
void set_service(FocusCharge& charge, const BilledService& service, const std::string& category) {
    charge["ProviderName"] = charge["InvoiceIssuerName"] = service.provider;
    charge["PublisherName"] = publisher_of(service.provider);
    charge["RegionId"] = charge["RegionName"] = service.region;
    charge["ServiceName"] = service.service;
    charge["ServiceCategory"] = category;
    charge["ServiceSubcategory"] =
        service.subcategory.empty() ? fmt::format("Other ({})", category) : service.subcategory;
}

/// Machines of an offer at its reserved price: the reservation is billed with them.
void set_reservation(FocusCharge& charge, const BilledItem& item) {
    charge["CommitmentDiscountId"] = fmt::format("{}/{}/reserved", charge["SubAccountId"], item.offer);
    charge["CommitmentDiscountName"] = item.item;
    charge["CommitmentDiscountType"] = "Reservation";
    charge["CommitmentDiscountCategory"] = "Usage";
    charge["CommitmentDiscountStatus"] = "Used";
    charge["CommitmentDiscountQuantity"] = charge["PricingQuantity"];
    charge["CommitmentDiscountUnit"] = charge["PricingUnit"];
}

/// What every charge of a commitment has.
void set_commitment(FocusCharge& charge, const MadeCommitment& made, std::size_t place) {
    const auto& plan = made.commitment.plan;
    charge["CommitmentDiscountId"] = fmt::format("{}/{}/{}", charge["SubAccountId"], plan.kind, place);
    charge["CommitmentDiscountName"] = made.name;
    charge["CommitmentDiscountType"] = plan.title;
    charge["CommitmentDiscountCategory"] = made.machines ? "Usage" : "Spend";
}

/// It is the resource that a charge is for. \pre set_commitment()
void set_resource(FocusCharge& charge, const MadeCommitment& made) {
    charge["ResourceId"] = charge["CommitmentDiscountId"];
    charge["ResourceName"] = made.name;
    charge["ResourceType"] = made.commitment.plan.title;
}

/// So much of a commitment. Machines are counted by the hour, all else is money.
void set_committed_quantity(FocusCharge& charge, const MadeCommitment& made, double usd) {
    charge["CommitmentDiscountQuantity"] =
        focus_cost(made.machines ? usd * *made.machines / made.commitment.per_hour.approximate() : usd);
    charge["CommitmentDiscountUnit"] = made.machines ? "Hours" : "USD";
}

/// One of it, at what it costs.
void set_charge_price(FocusCharge& charge, double contracted, double list) {
    charge["ContractedUnitPrice"] = focus_cost(contracted);
    charge["ListUnitPrice"] = focus_cost(list);
    charge["PricingCategory"] = "Standard";
    charge["PricingQuantity"] = focus_cost(1);
    charge["PricingUnit"] = "Charges";
}

/// What no provider of the deployment bills.
void set_projected(FocusCharge& charge, const char* what, const char* category, const char* frequency) {
    charge["ChargeCategory"] = category;
    charge["ChargeDescription"] = charge["ServiceName"] = what;
    charge["ChargeFrequency"] = frequency;
    charge["ProviderName"] = charge["PublisherName"] = charge["InvoiceIssuerName"] = "Projected";
    charge["ServiceCategory"] = "Other";
    charge["ServiceSubcategory"] = "Other (Other)";
}

void set_sku(FocusCharge& charge, const char* what) {
    charge["SkuId"] = charge["SkuMeter"] = charge["SkuPriceId"] = what;
}

/// The charges of one month of a deployment.
class MonthCharges {
public:
    MonthCharges(const scenarios::ProjectionSpec& spec, const ProjectedDeployment& deployment,
                 const ProjectedMonth& month)
        : spec_(spec), deployment_(deployment), month_(month), fees_(month.commitments.size()) {}

    [[nodiscard]] std::string rows() && {
        for (std::size_t i = 0; i < deployment_.items.size(); ++i) add_usage(i);
        for (std::size_t c = 0; c < month_.commitments.size(); ++c) add_commitment(c);
        if (month_.one_off > 0) add(paid_once(), used_);
        // Support and tax of fees are rows of their own: a fee counts what its usage counts again.
        for (std::size_t c = 0; c < fees_.size(); ++c)
            if (fees_[c].billed > 0) add_shares(fees_[c], c);
        add_shares(used_, std::nullopt);
        return std::move(text_);
    }

private:
    /// \param sum of what support and tax are of
    void add(const FocusCharge& charge, FocusCosts& sum) {
        sum += focus_costs(charge);
        text_ += focus_row(charge, month_.exchange_rate);
    }
    /// An item, and the parts of it that commitments cover. Where these are all of it, nothing is left to be bought.
    void add_usage(std::size_t i) {
        bool covered = false;
        for (std::size_t c = 0; c < month_.commitments.size(); ++c) {
            if (month_.commitments[c].item_covered[i] <= 0) continue;
            covered = true;
            add(covered_of(i, c), used_);
        }
        if (!covered || month_.item_cost[i] > 0) add(usage_of(i, month_.item_cost[i]), used_);
    }
    void add_commitment(std::size_t c) {
        const auto& commitment = month_.commitments[c];
        if (commitment.upfront > 0) add(purchase_of(c, commitment.upfront, "One-Time"), fees_[c]);
        if (commitment.recurring > 0) add(purchase_of(c, commitment.recurring, "Recurring"), fees_[c]);
        if (commitment.unused > 0) add(unused_of(c), used_);
    }
    /// Support and tax of charges. What is billed of them in a month is rounded once: a part is what the rounded whole
    /// grows by, and the last one makes it the month's.
    void add_shares(const FocusCosts& of, std::optional<std::size_t> commitment) {
        const bool last = !commitment;
        billed_ += of.billed;
        auto support = share_of(spec_.support, of);
        const double support_before =
            std::exchange(support_, last ? month_.support : amount_of(spec_.support * billed_));
        support.billed = amount_of(support_ - support_before);
        auto all = of;
        all += support;
        auto tax = share_of(spec_.tax, all);
        const double tax_before = std::exchange(tax_, last ? month_.tax : amount_of(spec_.tax * (billed_ + support_)));
        tax.billed = amount_of(tax_ - tax_before);
        if (support.list > 0) text_ += focus_row(support_of(support, commitment), month_.exchange_rate);
        if (tax.list > 0) text_ += focus_row(tax_of(tax, commitment), month_.exchange_rate);
    }
    /// "Of a charge calculated based on other charges", each cost is based on theirs (FOCUS 1.2, List Cost, Contracted
    /// Cost and Effective Cost).
    static FocusCosts share_of(double share, const FocusCosts& of) {
        return {amount_of(share * of.billed), amount_of(share * of.effective), amount_of(share * of.contracted),
                amount_of(share * of.list)};
    }

    /// What every charge has.
    [[nodiscard]] FocusCharge charge() const {
        const auto begin = instant(month_.month);
        const auto end = instant(month_.month + std::chrono::months(1));
        return {{"BillingAccountId", "projected"},    {"BillingAccountName", "Projected"},
                {"BillingAccountType", "Projection"}, {"BillingCurrency", spec_.currency.code},
                {"BillingPeriodStart", begin},        {"BillingPeriodEnd", end},
                {"ChargePeriodStart", begin},         {"ChargePeriodEnd", end},
                {"SubAccountId", deployment_.name},   {"SubAccountName", deployment_.name},
                {"SubAccountType", "Deployment"},     {"Tags", "{\"projected\": \"true\"}"}};
    }

    /// \param usd so much of the item
    [[nodiscard]] FocusCharge usage_of(std::size_t i, double usd) const {
        const auto& item = deployment_.items[i];
        const auto& curve = *deployment_.curve;
        auto charge = this->charge();
        const auto service = billed_service(item.offer);
        const double factor = month_.item_factor[i];
        const double market = item.is_share() ? 1 : month_.item_market[i];  // shares are of more, at the same price
        const double unit_price = month_.exchange_rate * market * std::strtod(item.unit_price.c_str(), nullptr);
        const double counted = month_.weekday_hours * curve.quantity(i, month_.load) +
                               month_.weekend_hours * curve.quantity(i, month_.load * spec_.weekend);
        const double list = factor > 0 ? usd / factor : counted * unit_price;
        const double quantity = unit_price > 0 ? list / unit_price : counted;  // a bill rounds what it counts
        set_cost(charge, usd, list);
        charge["ChargeCategory"] = "Usage";
        charge["ChargeDescription"] = item.item;
        charge["ChargeFrequency"] = "Usage-Based";
        charge["ListUnitPrice"] = month_.exchange_rate * market == 1 ? item.unit_price : focus_price(unit_price);
        charge["ContractedUnitPrice"] = focus_price(factor * unit_price);
        charge["PricingCategory"] = pricing_category(item);
        charge["PricingQuantity"] = charge["ConsumedQuantity"] = focus_cost(quantity);
        charge["PricingUnit"] = charge["ConsumedUnit"] = focus_unit(item.unit);
        set_service(charge, service, service_category_of(deployment_, item, service));
        if (service.name == item.offer)
            charge["ServiceName"] = charge["ServiceCategory"];  // written in place: it has none
        if (item.pool) {
            charge["ResourceId"] = fmt::format("{}/pools/{}", deployment_.name, *item.pool);
            charge["ResourceType"] = service.name;
        }
        charge["SkuId"] = item.offer;
        charge["SkuMeter"] = item.item;
        charge["SkuPriceId"] = fmt::format("{}/{}", item.offer, item.item);
        if (charge["PricingCategory"] == "Committed") set_reservation(charge, item);
        return charge;
    }

    /// Usage that a commitment covers: nothing is billed for it, its effective cost is its part of the commitment.
    [[nodiscard]] FocusCharge covered_of(std::size_t i, std::size_t c) const {
        const auto& commitment = month_.commitments[c];
        auto charge = usage_of(i, commitment.item_covered[i]);
        set_commitment(charge, deployment_.commitments[c], c);
        charge["BilledCost"] = focus_cost(0);
        charge["EffectiveCost"] = focus_cost(commitment.item_used[i]);
        charge["CommitmentDiscountStatus"] = "Used";
        charge["PricingCategory"] = "Committed";
        set_committed_quantity(charge, deployment_.commitments[c], commitment.item_used[i] / month_.exchange_rate);
        return charge;
    }

    /// What a commitment is sold as; what covers all of a provider's machines is a service of its own.
    [[nodiscard]] FocusCharge commitment_charge(std::size_t c, const char* category, const char* frequency) const {
        const auto& made = deployment_.commitments[c];
        auto charge = this->charge();
        set_commitment(charge, made, c);
        const auto& plan = made.commitment.plan;
        auto service = billed_service(plan.covers);
        if (plan.scope == pricing::Scope::provider)
            service = {provider_name(plan.covers), "", "", plan.title, "Compute", "Other (Compute)"};
        set_service(charge, service, service.category);
        charge["ChargeCategory"] = category;
        charge["ChargeDescription"] = made.name;
        charge["ChargeFrequency"] = frequency;
        set_resource(charge, made);
        charge["SkuMeter"] = plan.title;
        charge["SkuId"] = charge["SkuPriceId"] = plan.kind;
        return charge;
    }

    /// Paid for a commitment. Its effective cost is that of what it covers, and of what it leaves unused.
    [[nodiscard]] FocusCharge purchase_of(std::size_t c, double usd, const char* frequency) const {
        auto charge = commitment_charge(c, "Purchase", frequency);
        set_cost(charge, usd, usd);
        charge["EffectiveCost"] = focus_cost(0);
        set_charge_price(charge, usd, usd);  // of the category "Standard": "Committed" is what it covers
        set_committed_quantity(charge, deployment_.commitments[c], usd / month_.exchange_rate);
        return charge;
    }

    [[nodiscard]] FocusCharge unused_of(std::size_t c) const {
        const double usd = month_.commitments[c].unused;
        auto charge = commitment_charge(c, "Usage", "Usage-Based");
        set_cost(charge, 0, 0);
        charge["EffectiveCost"] = focus_cost(usd);
        charge["CommitmentDiscountStatus"] = "Unused";
        charge["ListUnitPrice"] = charge["ContractedUnitPrice"] = focus_cost(0);
        charge["PricingCategory"] = "Committed";
        set_committed_quantity(charge, deployment_.commitments[c], usd / month_.exchange_rate);
        charge["PricingQuantity"] = charge["CommitmentDiscountQuantity"];
        charge["PricingUnit"] = charge["CommitmentDiscountUnit"];
        return charge;
    }

    [[nodiscard]] FocusCharge paid_once() const {
        auto charge = this->charge();
        set_cost(charge, month_.one_off, month_.one_off);
        set_projected(charge, "Paid once", "Purchase", "One-Time");
        set_charge_price(charge, month_.one_off, month_.one_off);
        set_sku(charge, "Paid once");
        return charge;
    }

    /// \param commitment of whose fee; nothing: of all else
    [[nodiscard]] FocusCharge support_of(const FocusCosts& costs, std::optional<std::size_t> commitment) const {
        auto charge = this->charge();
        set_costs(charge, costs);
        set_projected(charge, "Support", "Purchase", "Recurring");
        charge["ServiceCategory"] = "Management and Governance";
        charge["ServiceSubcategory"] = "Support";
        set_charge_price(charge, costs.contracted, costs.list);
        set_sku(charge, "Support");
        if (commitment) {
            set_commitment(charge, deployment_.commitments[*commitment], *commitment);
            set_committed_quantity(charge, deployment_.commitments[*commitment], 0);  // it buys no more of it
            set_resource(charge, deployment_.commitments[*commitment]);
        }
        return charge;
    }

    /// A tax has neither quantity nor price.
    [[nodiscard]] FocusCharge tax_of(const FocusCosts& costs, std::optional<std::size_t> commitment) const {
        auto charge = this->charge();
        set_costs(charge, costs);
        set_projected(charge, "Tax", "Tax", "Recurring");
        if (commitment) set_commitment(charge, deployment_.commitments[*commitment], *commitment);
        return charge;
    }

    const scenarios::ProjectionSpec& spec_;
    const ProjectedDeployment& deployment_;
    const ProjectedMonth& month_;
    std::string text_;
    FocusCosts used_;               ///< what is used, and paid once
    std::vector<FocusCosts> fees_;  ///< by commitment
    double billed_ = 0;             ///< so far, of what support and tax are of
    double support_ = 0;            ///< of that
    double tax_ = 0;                ///< of both
};

}  // namespace

std::string focus_csv(const Projection& projection) {
    std::string text = focus_header();
    for (const auto& deployment : projection.deployments)
        for (const auto& month : deployment.months) text += MonthCharges(projection.spec, deployment, month).rows();
    return text;
}

}  // namespace plimsoll::sim
