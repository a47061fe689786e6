// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"
#include "scenarios/json_lines.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

/// Inside JsonDocument: the parser's events become a value and a line for every pointer.
namespace plimsoll::scenarios {

/// Values nested deeper than this are refused: a scenario needs 9, and the pointers of a hostile file grow as the
/// square.
inline constexpr std::size_t kDeepestNesting = 64;
/// The largest profile has some 100,000. Each takes about 50 bytes of memory, whatever it takes in the file.
inline constexpr std::size_t kMostValues = 4'000'000;

struct BuiltJson {
    nlohmann::json root;
    JsonLines lines;
    std::vector<Problem> duplicates;
};

/// Throws InputError on a syntax error, and for a text that would take too much memory.
[[nodiscard]] BuiltJson build_json(std::string_view text, const std::string& file);

/// What the parser knows when it gives up.
struct SyntaxError {
    std::string_view text;    ///< the whole input
    std::size_t offset = 0;   ///< of the last character that was read
    std::string description;  ///< the parser's own words
    int open_line = 0;        ///< line on which the innermost open object or array began; 0: none
};

/// Turns the parser's words into those of somebody who edits the file.
[[nodiscard]] Problem describe(const SyntaxError& error, const std::string& file);

}  // namespace plimsoll::scenarios
