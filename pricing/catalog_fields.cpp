// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/catalog_fields.hpp"

#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace plimsoll::pricing {

using scenarios::Node;
using scenarios::Sign;

CatalogFields::CatalogFields(scenarios::Reading& reading, const std::vector<std::string>& pointers)
    : reading_(reading), root_(reading, &reading.document.root(), "") {
    for (const auto& pointer : pointers) {
        const Node node = root_.at(pointer);
        if (node.is_object())
            objects_.push_back(node);
        else if (node.present())
            node.problem("expected an object");
    }
}

Node CatalogFields::find(const std::string& key) {
    asked_.insert(key);
    for (const auto& object : objects_)
        if (object.has(key)) return object[key];
    return (objects_.empty() ? root_ : objects_.front())[key];
}

bool CatalogFields::has(const std::string& key) { return find(key).present(); }

CatalogFields CatalogFields::object(const std::string& key) {
    asked_.insert(key);
    std::vector<std::string> members;
    for (const auto& object : objects_) members.push_back(object[key].pointer());
    return {reading_, members};
}

std::vector<std::string> CatalogFields::elements(const std::string& key) {
    std::vector<std::string> pointers;
    for (const auto& element : find(key).elements()) pointers.push_back(element.pointer());
    return pointers;
}

std::vector<CatalogFields> CatalogFields::objects(const std::string& key) {
    std::vector<CatalogFields> all;
    for (const auto& pointer : elements(key)) all.push_back(CatalogFields(reading_, {pointer}));
    return all;
}

std::vector<std::string> CatalogFields::names() const {
    std::vector<std::string> names;
    if (!objects_.empty())
        for (const auto& [name, member] : objects_.front().members()) names.push_back(name);
    return names;
}

std::optional<std::string> CatalogFields::text(const std::string& key) { return find(key).text(); }

std::string CatalogFields::required_text(const std::string& key) {
    if (!has(key)) {
        problem("", fmt::format("'{}' is missing", key));
        return {};
    }
    auto value = text(key);
    if (value && value->empty()) problem(key, "expected a text that is not empty");
    return value.value_or("");
}

std::vector<std::string> CatalogFields::texts(const std::string& key) {
    asked_.insert(key);
    std::vector<std::string> values;
    for (const auto& object : objects_)
        for (const auto& element : object[key].elements())
            if (auto value = element.text()) values.push_back(std::move(*value));
    return values;
}

bool CatalogFields::flag(const std::string& key, bool otherwise) { return find(key).boolean().value_or(otherwise); }

std::optional<double> CatalogFields::positive(const std::string& key) { return find(key).number(Sign::positive); }

std::optional<Money> CatalogFields::price(const std::string& key) {
    const Node node = find(key);
    if (node.present() && !node.is_string()) {
        node.problem(
            fmt::format("expected an amount in USD as a text, such as \"0.526\", found {}", node.value()->type_name()));
        return std::nullopt;
    }
    const bool free = flag("free", false);
    const auto text = node.text();
    if (!text) return std::nullopt;
    try {
        const Money money = Money::parse(*text);
        if (money > Money{} || (money == Money{} && free)) return money;
        node.problem(fmt::format("'{}' is no price: a price is above 0", *text),
                     money == Money{} ? "what costs nothing says so: \"free\": true beside the price" : "");
    } catch (const std::invalid_argument& error) {
        node.problem(error.what());
    }
    return std::nullopt;
}

Money CatalogFields::required_price(const std::string& key) {
    if (!has(key)) problem("", fmt::format("'{}' is missing", key));
    const auto found = price(key);
    return found ? *found : Money{};
}

std::optional<Duration> CatalogFields::duration(const std::string& key) {
    return find(key).duration(Sign::non_negative);
}

std::optional<double> CatalogFields::bytes(const std::string& key) { return find(key).bytes(Sign::non_negative); }

std::optional<double> CatalogFields::bandwidth(const std::string& key) { return find(key).bandwidth(); }

std::size_t CatalogFields::one_of(const std::string& key, const std::vector<std::string>& names,
                                  std::optional<std::size_t> otherwise) {
    const Node node = find(key);
    if (!node.present() && !otherwise)
        problem("", fmt::format("'{}' is missing: expected {}", key, scenarios::one_of(names)));
    const auto text = node.text();
    if (!text) return otherwise.value_or(0);
    const auto found = std::find(names.begin(), names.end(), *text);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    node.problem(fmt::format("'{}' is not {}", *text, scenarios::one_of(names)), scenarios::did_you_mean(*text, names));
    return otherwise.value_or(0);
}

void CatalogFields::problem(const std::string& key, std::string message, std::string hint) {
    const Node object = objects_.empty() ? root_ : objects_.front();
    const Node member = key.empty() ? object : find(key);
    (member.present() ? member : object).problem(std::move(message), std::move(hint));
}

void CatalogFields::reject_unknown() {
    const std::vector<std::string> known(asked_.begin(), asked_.end());
    for (const auto& object : objects_)
        for (const auto& [key, member] : object.members())
            if (!asked_.contains(key))
                member.problem(fmt::format("'{}' is not known here", key), scenarios::did_you_mean(key, known));
}

}  // namespace plimsoll::pricing
