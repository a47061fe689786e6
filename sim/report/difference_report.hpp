// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/result_change.hpp"
#include "sim/report/input_change.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

/// How the difference of two results is told.
namespace plimsoll::results {

struct Difference {
    std::vector<InputChange> inputs;
    ResultChange result;

    [[nodiscard]] bool same() const { return inputs.empty() && result.same(); }
};

/// \param before, after are pointed to
[[nodiscard]] Difference difference_between(const Comparison& before, const Comparison& after);

/// For people, wrapped to so many columns.
[[nodiscard]] std::string difference_text(const Difference& difference, std::size_t width);

inline constexpr std::string_view kDifferenceSchema = "plimsoll.difference/1";
[[nodiscard]] nlohmann::ordered_json difference_json(const Difference& difference);

/// A figure before and after, its difference with its interval, and whether chance explains it.
[[nodiscard]] std::string cost_change_text(const FigureChange& change);
[[nodiscard]] std::string duration_change_text(const FigureChange& change);
[[nodiscard]] nlohmann::ordered_json cost_change_json(const FigureChange& change);
[[nodiscard]] nlohmann::ordered_json duration_change_json(const FigureChange& change);

}  // namespace plimsoll::results
