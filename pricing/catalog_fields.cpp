// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/catalog_fields.hpp"

#include "scenarios/quantity.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace plimsoll::pricing {
namespace {

using nlohmann::json;
using scenarios::child_pointer;

const json* at(const scenarios::JsonDocument& document, const std::string& pointer) {
    const json::json_pointer path(pointer);
    return document.root().contains(path) ? &document.root().at(path) : nullptr;
}

}  // namespace

CatalogFields::CatalogFields(const scenarios::JsonDocument& document, Problems& problems,
                             std::vector<std::string> pointers)
    : document_(document), problems_(problems) {
    for (auto& pointer : pointers) {
        const json* value = at(document_, pointer);
        if (value == nullptr) {
            continue;
        }
        if (!value->is_object()) {
            note(pointer, "expected an object");
            continue;
        }
        objects_.push_back({value, std::move(pointer)});
    }
}

void CatalogFields::note(std::string pointer, std::string message, std::string hint) {
    if (problems_.size() < kMostProblems) {
        problems_.push_back(document_.problem(std::move(pointer), std::move(message), std::move(hint)));
    }
}

std::optional<CatalogFields::Member> CatalogFields::member_of(const Member& object, const std::string& key) {
    const auto member = object.value->find(key);
    if (member == object.value->end()) {
        return std::nullopt;
    }
    return Member{&*member, child_pointer(object.pointer, key)};
}

CatalogFields::Member CatalogFields::find(const std::string& key) {
    asked_.insert(key);
    for (const auto& object : objects_) {
        if (auto member = member_of(object, key)) {
            return std::move(*member);
        }
    }
    return {};
}

bool CatalogFields::has(const std::string& key) { return find(key).value != nullptr; }

CatalogFields CatalogFields::object(const std::string& key) {
    asked_.insert(key);
    std::vector<std::string> members;
    for (const auto& object : objects_) {
        members.push_back(child_pointer(object.pointer, key));
    }
    return {document_, problems_, std::move(members)};
}

std::vector<std::string> CatalogFields::elements(const std::string& key) {
    const auto member = find(key);
    if (member.value == nullptr) {
        return {};
    }
    if (!member.value->is_array()) {
        note(member.pointer, "expected an array");
        return {};
    }
    std::vector<std::string> pointers;
    for (std::size_t i = 0; i < member.value->size(); ++i) {
        pointers.push_back(child_pointer(member.pointer, i));
    }
    return pointers;
}

std::vector<CatalogFields> CatalogFields::objects(const std::string& key) {
    std::vector<CatalogFields> all;
    for (auto& pointer : elements(key)) all.push_back(CatalogFields(document_, problems_, {std::move(pointer)}));
    return all;
}

std::optional<std::string> CatalogFields::string_of(const Member& member, const char* expected) {
    if (member.value == nullptr) {
        return std::nullopt;
    }
    if (!member.value->is_string()) {
        note(member.pointer, fmt::format("expected {}, found {}", expected, member.value->type_name()));
        return std::nullopt;
    }
    return member.value->get<std::string>();
}

std::optional<std::string> CatalogFields::text(const std::string& key) { return string_of(find(key), "a text"); }

std::string CatalogFields::required_text(const std::string& key) {
    if (!has(key)) {
        problem("", fmt::format("'{}' is missing", key));
        return {};
    }
    auto value = text(key);
    if (value && value->empty()) {
        problem(key, "expected a text that is not empty");
    }
    return value.value_or("");
}

std::vector<std::string> CatalogFields::texts(const std::string& key) {
    asked_.insert(key);
    std::vector<std::string> values;
    for (const auto& object : objects_) {
        const auto member = member_of(object, key);
        if (!member) {
            continue;
        }
        if (!member->value->is_array()) {
            note(member->pointer, "expected an array of texts");
            continue;
        }
        for (std::size_t i = 0; i < member->value->size(); ++i) {
            if (auto value = string_of({&(*member->value)[i], child_pointer(member->pointer, i)}, "a text")) {
                values.push_back(std::move(*value));
            }
        }
    }
    return values;
}

bool CatalogFields::flag(const std::string& key, bool otherwise) {
    const auto member = find(key);
    if (member.value == nullptr) {
        return otherwise;
    }
    if (!member.value->is_boolean()) {
        note(member.pointer, "expected true or false");
        return otherwise;
    }
    return member.value->get<bool>();
}

std::optional<double> CatalogFields::positive(const std::string& key) {
    const auto member = find(key);
    if (member.value == nullptr) {
        return std::nullopt;
    }
    if (!member.value->is_number() || member.value->get<double>() <= 0) {
        note(member.pointer, "expected a number above 0");
        return std::nullopt;
    }
    return member.value->get<double>();
}

std::optional<Money> CatalogFields::price(const std::string& key) {
    constexpr const char* kExpected = "an amount in USD as a text, such as \"0.526\"";
    const auto member = find(key);
    const auto text = string_of(member, kExpected);
    if (!text) {
        return std::nullopt;
    }
    try {
        const Money money = Money::parse(*text);
        if (money <= Money{}) {
            note(member.pointer, fmt::format("'{}' is no price: a price is above 0", *text));
            return std::nullopt;
        }
        return money;
    } catch (const std::invalid_argument& error) {
        note(member.pointer, error.what());
        return std::nullopt;
    }
}

Money CatalogFields::required_price(const std::string& key) {
    if (!has(key)) {
        problem("", fmt::format("'{}' is missing", key));
    }
    return price(key).value_or(Money{});
}

template <class Parse>
auto CatalogFields::parsed(const std::string& key, const char* expected, Parse parse) {
    const auto member = find(key);
    const auto text = string_of(member, expected);
    using Result = decltype(parse(*text).value);
    if (!text) {
        return Result{};
    }
    const auto result = parse(*text);
    if (!result.value) {
        note(member.pointer, result.message, result.hint);
    }
    return result.value;
}

std::optional<Duration> CatalogFields::duration(const std::string& key) {
    return parsed(key, "a duration such as \"60 s\"", scenarios::parse_duration);
}

std::optional<double> CatalogFields::bytes(const std::string& key) {
    return parsed(key, "a size such as \"8 GB\"", scenarios::parse_bytes);
}

std::optional<double> CatalogFields::bandwidth(const std::string& key) {
    return parsed(key, "a bandwidth such as \"1.25 GB/s\"", scenarios::parse_bandwidth);
}

std::size_t CatalogFields::one_of(const std::string& key, const std::vector<std::string>& names,
                                  std::optional<std::size_t> otherwise) {
    const auto member = find(key);
    if (member.value == nullptr) {
        if (!otherwise) {
            problem("", fmt::format("'{}' is missing: expected {}", key, scenarios::one_of(names)));
        }
        return otherwise.value_or(0);
    }
    const auto text = string_of(member, "a text");
    if (!text) {
        return otherwise.value_or(0);
    }
    const auto found = std::find(names.begin(), names.end(), *text);
    if (found == names.end()) {
        note(member.pointer, fmt::format("'{}' is not {}", *text, scenarios::one_of(names)),
             scenarios::did_you_mean(*text, names));
        return otherwise.value_or(0);
    }
    return static_cast<std::size_t>(found - names.begin());
}

void CatalogFields::problem(const std::string& key, std::string message, std::string hint) {
    const std::string object = objects_.empty() ? "" : objects_.front().pointer;
    const auto member = key.empty() ? Member{} : find(key);
    note(member.value == nullptr ? object : member.pointer, std::move(message), std::move(hint));
}

void CatalogFields::reject_unknown() {
    const std::vector<std::string> known(asked_.begin(), asked_.end());
    for (const auto& object : objects_) {
        for (const auto& [key, value] : object.value->items()) {
            if (asked_.count(key) == 0) {
                note(child_pointer(object.pointer, key), fmt::format("'{}' is not known here", key),
                     scenarios::did_you_mean(key, known));
            }
        }
    }
}

}  // namespace plimsoll::pricing
