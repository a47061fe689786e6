// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <string_view>
#include <type_traits>

/// Settings that belong together are described once: those of an autoscaler, those of a spot market. Beside their
/// specification, which holds the defaults, stands
///
/// - describe(visit, spec): tells a visitor each setting, in the order of the documentation:
///
///       template <class Visitor, SettingsOf<KedaSpec> Spec>
///       void describe(Visitor& visit, Spec& keda) {
///           visit("cooldown", keda.cooldown, {.takes = Takes::non_negative, .source = kKedaDocumentation});
///       }
///
/// Whatever reads, refuses, explains or keys settings is such a visitor (docs/decisions/0025).
namespace plimsoll::scenarios {

class Node;

/// Which numbers and durations a setting takes; counts are at least 1.
enum class Takes { positive, non_negative, percentile };

/// What there is to know of a setting beside its name, its type and its default.
struct AboutSetting {
    Takes takes = Takes::positive;
    std::string_view required = {};  ///< an example of it, where the scenario must give it; empty: there is a default
    std::string_view source = {};    ///< of the default; empty: Plimsoll
};

/// A visitor that looks at nothing.
struct NoVisitor {
    void operator()(const char* /*name*/, const auto& /*value*/, const AboutSetting& /*about*/) const {}
};
/// A specification whose settings are described.
template <class Spec>
concept Described = requires(const NoVisitor& visit, const Spec& spec) {
    describe(visit, spec);
};

/// A specification, to be written or to be filled.
template <class T, class Spec>
concept SettingsOf = std::same_as<std::remove_const_t<T>, Spec>;

}  // namespace plimsoll::scenarios
