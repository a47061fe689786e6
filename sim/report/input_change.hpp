// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <string>
#include <vector>

namespace plimsoll::results {

/// Something that went into one result and not, or not so, into another.
struct InputChange {
    enum class Kind {
        program,     ///< its version
        scenario,    ///< a value of it, overrides applied
        price,       ///< source and date of one that both pay
        assumption,  ///< a resolved value that the scenario does not give: a catalog's, a default
    };
    Kind kind = Kind::scenario;
    std::string where;   ///< JSON pointer, or offer and purchase of a price; empty: the program
    std::string before;  ///< as JSON or as people read it; empty: absent
    std::string after;
};

inline constexpr scenarios::EnumName<InputChange::Kind> kInputChangeNames[] = {
    {"program", InputChange::Kind::program},
    {"scenario", InputChange::Kind::scenario},
    {"price", InputChange::Kind::price},
    {"assumption", InputChange::Kind::assumption}};

/// In what the inputs of two results differ. A result of an earlier version holds no scenario: then nothing is said of
/// it but what it resolved to.
[[nodiscard]] std::vector<InputChange> input_changes(const Comparison& before, const Comparison& after);

}  // namespace plimsoll::results

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<results::InputChange::Kind>> names_of() {
    return results::kInputChangeNames;
}

}  // namespace plimsoll::scenarios
