// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/autoscaler_reader.hpp"

#include "scenarios/setting_reader.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace plimsoll::scenarios {
namespace {

/// A setting and the kinds that have it.
struct Key {
    std::string_view name;
    std::vector<std::string_view> kinds;
};

std::vector<Key> keys_of_all_kinds() {
    std::vector<Key> keys;
    for_each_autoscaler([&keys](const auto& spec) {
        const auto add = [&](const char* name, const auto& /*value*/, const AboutSetting& /*about*/) {
            auto known = std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
            if (known == keys.end()) known = keys.insert(known, {name, {}});
            known->kinds.push_back(spec.kKind);
        };
        describe(add, spec);
    });
    return keys;
}

/// Refuses the keys of other kinds, naming one that has them.
void refuse_other_keys(const Node& node, std::string_view kind) {
    for (const Key& key : keys_of_all_kinds()) {
        if (std::find(key.kinds.begin(), key.kinds.end(), kind) != key.kinds.end()) continue;
        node.refuse({key.name}, fmt::format("does not apply to {}", kind),
                    fmt::format(R"(it needs "kind": "{}")", key.kinds.front()));
    }
}

/// "a", "b" or "c".
std::string kinds_to_choose() {
    std::vector<std::string> kinds;
    for_each_autoscaler([&kinds](const auto& spec) { kinds.emplace_back(spec.kKind); });
    return one_of(kinds);
}

}  // namespace

std::optional<AutoscalerSpec> read_autoscaler(const Node& node) {
    const std::optional<std::string> kind = node.required("kind", kinds_to_choose()).text();
    std::optional<AutoscalerSpec> read;
    // The schema knows the kinds and has complained about any other.
    for_each_autoscaler([&](const auto& spec) {
        if (kind != spec.kKind) return;
        refuse_other_keys(node, *kind);
        auto settings = read_settings<std::remove_cvref_t<decltype(spec)>>(node);
        check(settings, node);
        read = std::move(settings);
    });
    return read;
}

}  // namespace plimsoll::scenarios
