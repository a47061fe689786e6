// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/schema.hpp"

#include "scenarios/schema_words.hpp"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace plimsoll::scenarios {
namespace {

using nlohmann::json;

const json& schema_json() {
    static const json schema = json::parse(scenario_schema_text());
    return schema;
}

const valijson::Schema& compiled_schema() {
    static valijson::Schema compiled;
    static const bool populated = [] {
        const valijson::adapters::NlohmannJsonAdapter adapter(schema_json());
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(adapter, compiled);
        return true;
    }();
    static_cast<void>(populated);
    return compiled;
}

/// Where valijson's path ("<root>", "[deployments]", "[0]") leads to.
Place place_of(const std::vector<std::string>& path, const json& root) {
    Place place{&root, &resolved(schema_json(), schema_json()), ""};
    for (std::size_t i = 1; i < path.size(); ++i) {
        const std::string token = path[i].substr(1, path[i].size() - 2);
        place = child_place(place, token, schema_json());
    }
    return place;
}

}  // namespace

SchemaFindings check_schema(const JsonDocument& document) {
    SchemaFindings findings;
    valijson::Validator validator;
    valijson::ValidationResults results;
    const valijson::adapters::NlohmannJsonAdapter target(document.root());
    if (validator.validate(compiled_schema(), target, &results)) {
        return findings;
    }
    // valijson tells where; it reports a place once per broken keyword and again for every value around it, in words
    // for the author of a schema. What is said about a place is said once, in words for the author of a scenario.
    std::set<std::string> visited;
    for (const valijson::ValidationResults::Error& error : results) {
        if (findings.problems.size() >= kMostProblems) {
            break;
        }
        const Place place = place_of(error.context, document.root());
        if (visited.insert(place.pointer).second) {
            say_what_is_wrong(place, schema_json(), document, findings);
        }
    }
    if (findings.problems.empty()) {
        const valijson::ValidationResults::Error& first = *results.begin();
        findings.problems.push_back(
            document.problem(place_of(first.context, document.root()).pointer, first.description));
    }
    return findings;
}

}  // namespace plimsoll::scenarios
