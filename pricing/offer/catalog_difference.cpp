// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/catalog_difference.hpp"

#include "pricing/money.hpp"
#include "pricing/offer/catalog_facts.hpp"

#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <utility>

namespace plimsoll::pricing {
namespace {

std::optional<Money> amount(const std::string& text) {
    try {
        return Money::parse(text);
    } catch (const std::invalid_argument&) {
        return std::nullopt;
    }
}

/// "on_demand_per_hour", "per_million", "tiers/0/price".
bool names_price(const std::string& fact) {
    const auto name = fact.substr(fact.rfind('/') + 1);
    return name == "price" || name.find("_per_") != std::string::npos || name.starts_with("per_");
}

/// Nothing where the fact is no price, or one of both is 0.
std::optional<double> percent_of(const FactChange& change) {
    if (!names_price(change.fact)) return std::nullopt;
    const auto before = amount(change.before);
    const auto after = amount(change.after);
    if (!before || !after || *before == Money{}) return std::nullopt;
    constexpr double kPercent = 100;
    return kPercent * (*after - *before).approximate() / before->approximate();
}

void compare(const std::string& offer, const nlohmann::json& before, const nlohmann::json& after,
             CatalogDifference& difference) {
    const auto old_facts = named_facts(before);
    const auto new_facts = named_facts(after);
    std::set<std::string> names;
    for (const auto* facts : {&old_facts, &new_facts})
        for (const auto& [name, text] : *facts) names.insert(name);
    const auto text_in = [](const auto& facts, const std::string& name) {
        const auto found = facts.find(name);
        return found == facts.end() ? std::string() : found->second;
    };
    for (const auto& name : names) {
        FactChange change{offer, name, text_in(old_facts, name), text_in(new_facts, name), {}};
        if (change.before == change.after) continue;
        change.percent = percent_of(change);
        (change.percent ? difference.prices : difference.facts).push_back(std::move(change));
    }
}

}  // namespace

CatalogDifference difference_of(const std::map<std::string, nlohmann::json>& before,
                                const std::map<std::string, nlohmann::json>& after) {
    CatalogDifference difference;
    for (const auto& [id, offer] : before) {
        const auto found = after.find(id);
        if (found == after.end())
            difference.removed.push_back(id);
        else
            compare(id, offer, found->second, difference);
    }
    for (const auto& [id, offer] : after)
        if (!before.contains(id)) difference.added.push_back(id);
    return difference;
}

}  // namespace plimsoll::pricing
