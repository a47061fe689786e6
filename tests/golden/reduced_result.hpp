// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

/// What of a comparison is kept as golden result, and how two of them are compared.
namespace plimsoll::golden_test {

/// Counts, money, verdicts and the times that a reader looks at; small enough to be read in a diff.
/// `comparison` is the JSON of `plimsoll compare --json`.
[[nodiscard]] nlohmann::ordered_json reduced(const nlohmann::ordered_json& comparison);

/// One line per difference: JSON pointer, golden and present value. Everything is compared exactly but members whose
/// name ends in `_s` and what is in them: times, to `kTimeTolerance`, for mathematical libraries differ in the last
/// bit.
[[nodiscard]] std::vector<std::string> differences(const nlohmann::ordered_json& golden,
                                                   const nlohmann::ordered_json& present);

inline constexpr double kTimeTolerance = 1e-6;  ///< relative

}  // namespace plimsoll::golden_test
