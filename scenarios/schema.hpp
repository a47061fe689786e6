// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"
#include "scenarios/json_document.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::scenarios {

/// The JSON Schema (draft-07) of scenario files, which is part of the program. Beside the standard keywords every
/// field has a title, a description and examples, and where they say something, words for forms:
/// - "x-unit": the kind of quantity that a string holds: duration, bytes, rate, bandwidth, file, or a unit of price
///   ("USD/h");
/// - "x-names": the catalog that a name is taken from: offers, models, profiles, devices, engines, precisions;
/// - "x-when": other fields, of the nearest object around this one that has such a field, which must be there (true),
///   be absent (false) or have one of a few values; else this one means nothing, and the reader refuses it;
/// - "x-exactly-one": keys of which an object has one;
/// - "x-lines": lines of a text to show; "x-advanced": seldom needed.
[[nodiscard]] std::string_view scenario_schema_text();

struct SchemaFindings {
    std::vector<Problem> problems;
    /// Pointers of keys that are absent but that a misspelt key beside them meant.
    std::set<std::string> meant;
};

/// What in the document breaks the scenario schema: kinds of values, unknown and missing keys, ranges.
[[nodiscard]] SchemaFindings check_schema(const JsonDocument& document);

}  // namespace plimsoll::scenarios
