// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/input_change.hpp"

#include "scenarios/json_document.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace plimsoll::results {

namespace {

using nlohmann::json;
using Kind = InputChange::Kind;

/// The scenario as it was simulated.
json effective(const ScenarioFacts& scenario) {
    auto document = scenarios::JsonDocument::parse(scenario.text, scenario.path);
    for (const auto& override_ : scenario.overrides) static_cast<void>(document.apply_set(override_));
    return document.root();
}

void compare_values(const json& before, const json& after, const std::string& pointer,
                    std::vector<InputChange>& changes) {
    if (before == after) return;
    const auto each = [&](const std::string& place, const json* left, const json* right) {
        if (left != nullptr && right != nullptr)
            compare_values(*left, *right, place, changes);
        else
            changes.push_back(
                {Kind::scenario, place, left == nullptr ? "" : left->dump(), right == nullptr ? "" : right->dump()});
    };
    if (before.is_object() && after.is_object()) {
        std::set<std::string> keys;
        for (const auto* side : {&before, &after})
            for (const auto& member : side->items()) keys.insert(member.key());
        for (const auto& key : keys)
            each(scenarios::child_pointer(pointer, key), before.contains(key) ? &before[key] : nullptr,
                 after.contains(key) ? &after[key] : nullptr);
    } else if (before.is_array() && after.is_array()) {
        for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i)
            each(scenarios::child_pointer(pointer, i), i < before.size() ? &before[i] : nullptr,
                 i < after.size() ? &after[i] : nullptr);
    } else {
        changes.push_back({Kind::scenario, pointer, before.dump(), after.dump()});
    }
}

using Texts = std::map<std::string, std::string>;

/// What stands under the same name on both sides, and differs.
void compare_texts(Kind kind, const Texts& before, const Texts& after, std::vector<InputChange>& changes) {
    for (const auto& [name, text] : before)
        if (const auto other = after.find(name); other != after.end() && other->second != text)
            changes.push_back({kind, name, text, other->second});
}

Texts prices_of(const Comparison& comparison) {
    Texts prices;
    for (const auto& price : comparison.notes.prices) {
        const auto& from = price.provenance;
        prices[fmt::format("{}, {}", price.offer, scenarios::name_of(price.purchase))] =
            fmt::format("{}, {}", from.date ? from.date->text() : "of unknown age", from.source);
    }
    return prices;
}

Texts assumptions_of(const Comparison& comparison) {
    Texts values;
    for (const auto& note : comparison.notes.assumptions) values[note.pointer] = note.value;
    return values;
}

/// Whether one of them lies inside the other: the change of the scenario says it already.
bool told(const std::string& pointer, const std::vector<InputChange>& changes) {
    return std::any_of(changes.begin(), changes.end(), [&](const InputChange& change) {
        return change.kind == Kind::scenario && (pointer == change.where || pointer.starts_with(change.where + "/") ||
                                                 change.where.starts_with(pointer + "/"));
    });
}

}  // namespace

std::vector<InputChange> input_changes(const Comparison& before, const Comparison& after) {
    std::vector<InputChange> changes;
    if (before.notes.plimsoll_version != after.notes.plimsoll_version)
        changes.push_back({Kind::program, "", before.notes.plimsoll_version, after.notes.plimsoll_version});
    if (!before.scenario.text.empty() && !after.scenario.text.empty())
        compare_values(effective(before.scenario), effective(after.scenario), "", changes);
    compare_texts(Kind::price, prices_of(before), prices_of(after), changes);
    std::vector<InputChange> resolved;
    compare_texts(Kind::assumption, assumptions_of(before), assumptions_of(after), resolved);
    for (auto& change : resolved)
        if (!told(change.where, changes)) changes.push_back(std::move(change));
    return changes;
}

}  // namespace plimsoll::results
