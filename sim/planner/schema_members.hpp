// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <string>
#include <vector>

/// Parts of the JSON Schemas (draft-07) of what commands print with --json.
namespace plimsoll::sim::schema {

using Schema = nlohmann::ordered_json;

[[nodiscard]] Schema number(const char* unit = "");
[[nodiscard]] Schema share();
[[nodiscard]] Schema count();
[[nodiscard]] Schema text();
[[nodiscard]] Schema flag();
/// An exact amount, as a text.
[[nodiscard]] Schema decimal(const char* unit);
[[nodiscard]] Schema one_of(std::initializer_list<const char*> names);
[[nodiscard]] Schema list_of(Schema items);
[[nodiscard]] Schema interval(const char* unit);
[[nodiscard]] Schema or_null(Schema schema);

struct Member {
    const char* name;
    const char* description;
    Schema schema;
    bool always = true;
};
inline constexpr bool kSometimes = false;

[[nodiscard]] Schema object(const std::vector<Member>& members);

/// "catalogs", which is absent where there are none.
[[nodiscard]] Member catalogs();

/// Simulations that ended without a result.
[[nodiscard]] Schema lost();

/// As it is printed, with its name and a title.
[[nodiscard]] std::string text_of(const char* format, const char* title, const std::vector<Member>& members);

}  // namespace plimsoll::sim::schema
