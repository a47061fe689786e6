// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/schema.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>

/// Inside check_schema: what is wrong at one place, in words for the author of a scenario.
namespace plimsoll::scenarios {

/// A value of the document and the part of the schema that governs it.
struct Place {
    const nlohmann::json* value = nullptr;
    const nlohmann::json* schema = nullptr;
    std::string pointer;
};

/// The schema that a `$ref` leads to; `schema` itself where it has none.
[[nodiscard]] const nlohmann::json& resolved(const nlohmann::json& schema, const nlohmann::json& root_schema);

/// The member or element `token` of a place.
[[nodiscard]] Place child_place(const Place& place, const std::string& token, const nlohmann::json& root_schema);

/// Appends a problem for every keyword that the value itself, apart from its members, breaks.
void say_what_is_wrong(const Place& place, const nlohmann::json& root_schema, const JsonDocument& document,
                       SchemaFindings& findings);

/// `the number 5`, `the text "abc"`, `an object`.
[[nodiscard]] std::string described(const nlohmann::json& value);

}  // namespace plimsoll::scenarios
