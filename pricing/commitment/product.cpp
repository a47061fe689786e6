// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/commitment/product.hpp"

#include <algorithm>
#include <cctype>
#include <map>

namespace plimsoll::pricing {
namespace {

constexpr int kHundredPercent = 100;
constexpr const char* kAnyFamily = "*";

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

enum class Match : std::uint8_t { none, any, named };

Match match(const FamilyFilter& filter, std::string_view offer) {
    if (!filter.regions.empty() && !contains(filter.regions, region_of(offer))) return Match::none;
    const auto family = family_of(offer);
    if (contains(filter.families, family)) return Match::named;
    const bool any = contains(filter.families, kAnyFamily) && family.find('.') == std::string::npos;
    return any ? Match::any : Match::none;
}

std::string covered_by(Scope scope, std::string_view offer) {
    switch (scope) {
        case Scope::offer:
            return std::string(offer);
        case Scope::family:
            return provider_of(offer) + "/" + region_of(offer) + "/" + family_of(offer);
        case Scope::provider:
            break;
    }
    return provider_of(offer);
}

/// A reservation for one size covers others by their footprints.
void add_other_sizes(CommitmentPlan& plan, const SizeFlexibility& sizes, const std::vector<CommittableOffer>& offers) {
    const auto own = sizes.footprint(offers[*plan.machine].offer);
    if (!own) return;
    plan.smallest_first = sizes.smallest_first;
    for (std::size_t i = 0; i < offers.size(); ++i) {
        if (i == *plan.machine) continue;
        const auto other = sizes.footprint(offers[i].offer);
        if (other && other->group == own->group) plan.rates[i] = plan.machine_rate().times(other->size / own->size);
    }
}

std::string_view name_in(std::string_view offer) { return offer.substr(offer.rfind('/') + 1); }

}  // namespace

std::string family_of(std::string_view offer) {
    const auto name = name_in(offer);
    if (const auto dot = name.rfind('.'); dot != std::string_view::npos) return std::string(name.substr(0, dot));
    if (const auto hyphen = name.find('-'); hyphen != std::string_view::npos)
        return std::string(name.substr(0, hyphen));
    const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
    const auto* const number = std::find_if(name.begin(), name.end(), digit);
    const auto* const rest = std::find_if_not(number, name.end(), digit);
    return std::string(name.begin(), number) + std::string(rest, name.end());
}

bool CommitmentProduct::is_for(const CommittableOffer& offer) const {
    const auto family = family_of(offer.offer);
    const auto fits = [&](const std::string& pattern) {
        if (pattern == kAnyFamily) return family.find('.') == std::string::npos;
        if (!pattern.ends_with(kAnyFamily)) return family == pattern;
        return family.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
    };
    const auto& patterns = offer.function ? functions : machines;
    return std::any_of(patterns.begin(), patterns.end(), fits);
}

const CommitmentRate* CommitmentProduct::rate(std::string_view offer, Term term, Upfront upfront) const {
    if (provider_of(offer) != provider) return nullptr;
    const CommitmentRate* best = nullptr;
    for (const auto& rate : rates) {
        if (rate.term != term || (rate.upfront && *rate.upfront != upfront)) continue;
        const auto found = match(rate.of, offer);
        if (found == Match::named) return &rate;
        if (found == Match::any && best == nullptr) best = &rate;
    }
    return best;
}

std::vector<CommitmentPlan> plans_of(const CommitmentProduct& product, const std::vector<CommittableOffer>& offers,
                                     Term term, Upfront upfront) {
    std::map<std::string, CommitmentPlan> plans;
    for (std::size_t i = 0; i < offers.size(); ++i) {
        const auto* rate = product.rate(offers[i].offer, term, upfront);
        if (rate == nullptr || !product.is_for(offers[i])) continue;
        const auto per_hour = offers[i].on_demand.times((kHundredPercent - rate->discount) / kHundredPercent);
        if (per_hour <= Money{}) continue;  // so small a price that nothing is left of it
        auto& plan = plans[covered_by(product.scope, offers[i].offer)];
        plan.rates.resize(offers.size());
        plan.rates[i] = per_hour;
        plan.verified = plan.verified && rate->provenance.verified;
        if (product.scope == Scope::offer) {
            plan.machine = i;
            add_other_sizes(plan, product.sizes, offers);
        }
    }
    std::vector<CommitmentPlan> all;
    for (auto& [covers, plan] : plans) {
        plan.kind = product.id;
        plan.title = product.title;
        plan.scope = product.scope;
        plan.covers = covers;
        all.push_back(std::move(plan));
    }
    return all;
}

std::vector<SustainedUse> sustained_use_of(const std::vector<SustainedUseProduct>& products,
                                           const std::vector<CommittableOffer>& offers) {
    std::vector<SustainedUse> all(offers.size());
    for (std::size_t i = 0; i < offers.size(); ++i)
        for (const auto& product : products) {
            if (provider_of(offers[i].offer) != product.provider) continue;
            if (match(product.of, offers[i].offer) == Match::none) continue;
            for (const auto& tier : product.tiers)
                all[i].push_back({tier.up_to_percent, offers[i].on_demand.times(tier.percent / kHundredPercent)});
            break;
        }
    return all;
}

}  // namespace plimsoll::pricing
