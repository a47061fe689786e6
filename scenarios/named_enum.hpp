// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// How the values of an enumeration are spelt in files and results: one table for each, which stands beside the
/// enumeration; reading, writing, hints and help are made from it.
namespace plimsoll::scenarios {

template <class E>
struct EnumName {
    std::string_view name;
    E value;
};

/// The names of an enumeration, in the order in which help lists them.
template <class E>
constexpr std::span<const EnumName<E>> names_of();

/// The name of one value, e.g. name_of(Serving::real_time) is "real-time".
template <class E>
[[nodiscard]] constexpr std::string_view name_of(E value) {
    for (const EnumName<E>& known : names_of<E>())
        if (known.value == value) return known.name;
    return "";
}

/// The value of that name, e.g. value_named<Serving>("api").
template <class E>
[[nodiscard]] constexpr std::optional<E> value_named(std::string_view name) {
    for (const EnumName<E>& known : names_of<E>())
        if (known.name == name) return known.value;
    return std::nullopt;
}

/// All names.
template <class E>
[[nodiscard]] std::vector<std::string> spelled() {
    std::vector<std::string> names;
    for (const EnumName<E>& known : names_of<E>()) names.emplace_back(known.name);
    return names;
}

}  // namespace plimsoll::scenarios
