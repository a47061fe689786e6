// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <string>
#include <string_view>

namespace plimsoll::results {

/// Reads what `json_text` writes: json_text(read_comparison(json_text(c), file)) == json_text(c), byte for byte.
/// `file` names the text in messages. Members that are not known are passed over, since the format grows; what the text
/// does not hold (the part of an interval that a profile makes, whether a backlog grows, today's date) stays empty.
/// \throws InputError for a text that is no JSON, of another schema, or with members missing or of another kind: all of
/// them, with line and JSON pointer.
[[nodiscard]] Comparison read_comparison(std::string_view text, const std::string& file);

/// Whether the text is a JSON object that says to be of the schema kComparisonSchema.
[[nodiscard]] bool is_comparison(std::string_view text);

}  // namespace plimsoll::results
