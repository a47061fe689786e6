// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/variant_text.hpp"

#include "scenarios/printable.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string_view>
#include <vector>

namespace plimsoll::models {
namespace {

Precision read_precision(Fields& fields, const std::string& pointer) {
    const auto name = fields.text(pointer);
    if (const auto precision = scenarios::value_named<Precision>(name)) return *precision;
    if (!name.empty())
        fields.problem(pointer, fmt::format("unknown precision \"{}\"", name),
                       "known are " + scenarios::one_of(scenarios::spelled<Precision>()));
    return Precision::fp16;
}

}  // namespace

std::string canonical_text(const Variant& variant) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    if (!variant.name.empty()) json["name"] = variant.name;
    if (variant.precision != Precision::fp16) json["precision"] = name_of(variant.precision);
    if (variant.prune.layers > 0) json["prune"]["layers"] = variant.prune.layers;
    if (variant.prune.heads > 0) json["prune"]["heads"] = variant.prune.heads;
    if (variant.prune.ffn > 0) json["prune"]["ffn"] = variant.prune.ffn;
    if (variant.student) {
        const auto& student = *variant.student;
        json["student"] = {{"layers", student.layers},
                           {"hidden", student.hidden},
                           {"heads", student.heads},
                           {"intermediate", student.intermediate}};
    }
    return scenarios::json_text(json);
}

Variant read_variant(Fields& fields, const std::string& pointer) {
    Variant variant;
    if (fields.has(pointer + "/name")) variant.name = fields.text(pointer + "/name");
    if (fields.has(pointer + "/precision")) variant.precision = read_precision(fields, pointer + "/precision");
    const auto prune = pointer + "/prune";
    if (fields.has(prune + "/layers")) variant.prune.layers = fields.count(prune + "/layers");
    if (fields.has(prune + "/heads")) variant.prune.heads = fields.positive(prune + "/heads", 1);
    if (fields.has(prune + "/ffn")) variant.prune.ffn = fields.positive(prune + "/ffn", 1);
    const auto student = pointer + "/student";
    if (fields.has(student))
        variant.student = Student{fields.count(student + "/layers"), fields.count(student + "/hidden"),
                                  fields.count(student + "/heads"), fields.count(student + "/intermediate")};
    return variant;
}

}  // namespace plimsoll::models
