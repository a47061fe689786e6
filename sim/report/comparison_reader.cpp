// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/comparison_reader.hpp"

#include "scenarios/json_document.hpp"
#include "sim/report/comparison_json.hpp"
#include "sim/report/describe_comparison.hpp"
#include "sim/report/json_reader.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace plimsoll::results {

using nlohmann::ordered_json;

namespace {

/// Whether the rest can be read at all.
bool is_known_schema(const JsonPlace& json) {
    const JsonPlace schema = json.find("schema");
    if (!schema.present()) {
        json.problem("this is no comparison: it has no member \"schema\"",
                     "expected what `plimsoll compare --json` prints");
        return false;
    }
    const std::string name = schema.text();
    if (name != kComparisonSchema)
        schema.problem(fmt::format("the schema \"{}\" is not known; expected \"{}\"", name, kComparisonSchema),
                       "written by another version of Plimsoll: compare the scenario again");
    return name == kComparisonSchema;
}

/// Problems are rare and results long: lines are counted only for the former.
[[noreturn]] void refuse(std::string_view text, const std::string& file, const std::vector<Problem>& problems) {
    std::vector<Problem> twice;
    const auto document = scenarios::JsonDocument::parse(text, file, &twice);
    std::vector<Problem> placed;
    placed.reserve(problems.size());
    for (const Problem& problem : problems)
        placed.push_back(document.problem(problem.pointer, problem.message, problem.hint));
    throw InputError(std::move(placed));
}

}  // namespace

bool is_comparison(std::string_view text) {
    const auto root = ordered_json::parse(text, nullptr, false);
    return root.is_object() && root.value("schema", ordered_json()) == kComparisonSchema;
}

Comparison read_comparison(std::string_view text, const std::string& file) {
    const auto root = ordered_json::parse(text, nullptr, false);
    if (root.is_discarded()) static_cast<void>(scenarios::JsonDocument::parse(text, file));  // throws, with the line
    std::vector<Problem> problems;
    const JsonPlace json(&root, "", problems);
    if (!is_known_schema(json)) refuse(text, file, problems);

    Comparison comparison;
    JsonReader reader(json);
    describe(reader, comparison);
    if (!problems.empty()) refuse(text, file, problems);
    return comparison;
}

}  // namespace plimsoll::results
