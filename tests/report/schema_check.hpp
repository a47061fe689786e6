// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <string>
#include <vector>

namespace plimsoll::results::testing {

/// Forbids members that are not described: a published schema allows them for the sake of later versions.
inline void close(nlohmann::json& schema) {
    if (schema.contains("items")) close(schema["items"]);
    if (!schema.contains("properties")) return;
    schema["additionalProperties"] = false;
    for (auto& [name, member] : schema["properties"].items()) close(member);
}

/// Places (JSON pointers) of `value` that break the schema or hold members that it does not describe.
inline std::vector<std::string> breaches(nlohmann::json schema, const nlohmann::json& value) {
    close(schema);
    valijson::Schema compiled;
    const valijson::adapters::NlohmannJsonAdapter source(schema);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(source, compiled);
    valijson::Validator validator;
    valijson::ValidationResults results;
    const valijson::adapters::NlohmannJsonAdapter target(value);
    std::vector<std::string> places;
    if (validator.validate(compiled, target, &results)) return places;
    for (const auto& error : results) {
        std::string place;
        for (std::size_t i = 1; i < error.context.size(); ++i)  // the first is the root
            place += "/" + error.context[i].substr(1, error.context[i].size() - 2);
        places.push_back(place);
    }
    return places;
}

}  // namespace plimsoll::results::testing
