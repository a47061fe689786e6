// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/schema_words.hpp"

#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace plimsoll::scenarios {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestQuote = 60;

bool has_type(const json& value, std::string_view type) {
    return (type == "string" && value.is_string()) || (type == "object" && value.is_object()) ||
           (type == "array" && value.is_array()) || (type == "boolean" && value.is_boolean()) ||
           (type == "integer" && value.is_number_integer()) || (type == "number" && value.is_number());
}

std::vector<std::string> types_of(const json& schema) {
    const auto type = schema.find("type");
    if (type == schema.end()) {
        return {};
    }
    return type->is_array() ? type->get<std::vector<std::string>>()
                            : std::vector<std::string>{type->get<std::string>()};
}

/// What a quantity of this unit is called, with its article.
std::string_view unit_words(std::string_view unit) {
    if (unit == "duration") {
        return "a duration";
    }
    if (unit == "bytes") {
        return "a number of bytes";
    }
    if (unit == "memory") {
        return "a memory size";
    }
    if (unit == "rate") {
        return "a rate";
    }
    if (unit == "bandwidth") {
        return "a bandwidth";
    }
    return unit == "file" ? "the path of a file" : "a price";
}

std::string_view type_words(std::string_view type) {
    if (type == "string") {
        return "a text in double quotes";
    }
    if (type == "boolean") {
        return "true or false";
    }
    if (type == "integer") {
        return "a whole number";
    }
    if (type == "number") {
        return "a number";
    }
    return type == "object" ? "an object" : "an array";
}

std::string expected_words(const json& schema) {
    if (const auto unit = schema.find("x-unit"); unit != schema.end()) {
        return fmt::format("{} in double quotes", unit_words(unit->get<std::string>()));
    }
    std::string words;
    for (const std::string& type : types_of(schema)) {
        words += fmt::format("{}{}", words.empty() ? "" : " or ", type_words(type));
    }
    return words;
}

std::string example_hint(const json& schema) {
    const auto examples = schema.find("examples");
    return examples == schema.end() || examples->empty() ? "" : fmt::format("for example {}", examples->front().dump());
}

std::vector<std::string> keys_of(const json& object) {
    std::vector<std::string> keys;
    for (const auto& item : object.items()) {
        keys.push_back(item.key());
    }
    return keys;
}

void check_object(const Place& place, const JsonDocument& document, SchemaFindings& findings) {
    const json& value = *place.value;
    const json& schema = *place.schema;
    const auto properties = schema.find("properties");
    const bool closed = schema.contains("additionalProperties") && schema["additionalProperties"] == false;
    if (closed && properties != schema.end()) {
        // Keys that are there already are not what another one meant.
        std::vector<std::string> known = keys_of(*properties);
        std::vector<std::string> free;
        std::copy_if(known.begin(), known.end(), std::back_inserter(free),
                     [&value](const std::string& key) { return !value.contains(key); });
        for (const auto& item : value.items()) {
            if (properties->contains(item.key())) {
                continue;
            }
            if (findings.problems.size() >= kMostProblems) {
                break;
            }
            const std::vector<std::string> near = nearest(item.key(), free);
            std::string hint = near.empty() ? fmt::format("known keys: {}", fmt::join(known, ", "))
                                            : fmt::format("did you mean {}?", one_of(near));
            findings.problems.push_back(document.problem(child_pointer(place.pointer, item.key()),
                                                         fmt::format("unknown key \"{}\"", item.key()),
                                                         std::move(hint)));
            if (!near.empty()) {
                findings.meant.insert(child_pointer(place.pointer, near.front()));
            }
        }
    }
    if (const auto required = schema.find("required"); required != schema.end()) {
        for (const json& key : *required) {
            const std::string name = key.get<std::string>();
            const std::string pointer = child_pointer(place.pointer, name);
            if (!value.contains(name) && !findings.meant.contains(pointer)) {
                findings.problems.push_back(
                    document.problem(pointer, fmt::format("the key \"{}\" is missing", name),
                                     properties == schema.end() ? "" : example_hint((*properties)[name])));
            }
        }
    }
    if (const auto least = schema.find("minProperties");
        least != schema.end() && value.size() < least->get<std::size_t>()) {
        findings.problems.push_back(document.problem(place.pointer, "the object is empty", example_hint(schema)));
    }
}

/// The bound that a number breaks, e.g. "at least 1"; empty where it keeps them all.
std::string broken_bound(double value, const json& schema) {
    const auto bound = [&schema](const char* key) { return schema.contains(key) ? &schema[key] : nullptr; };
    if (const json* limit = bound("minimum"); limit && value < limit->get<double>()) {
        return fmt::format("at least {}", limit->dump());
    }
    if (const json* limit = bound("maximum"); limit && value > limit->get<double>()) {
        return fmt::format("at most {}", limit->dump());
    }
    if (const json* limit = bound("exclusiveMinimum"); limit && value <= limit->get<double>()) {
        return fmt::format("greater than {}", limit->dump());
    }
    if (const json* limit = bound("exclusiveMaximum"); limit && value >= limit->get<double>()) {
        return fmt::format("less than {}", limit->dump());
    }
    return "";
}

void check_enum(const Place& place, const json& allowed, const JsonDocument& document, SchemaFindings& findings) {
    if (std::find(allowed.begin(), allowed.end(), *place.value) != allowed.end()) {
        return;
    }
    if (!place.value->is_string()) {
        std::string expected;
        for (const json& value : allowed) {
            expected += fmt::format("{}{}", expected.empty() ? "" : " or ", value.dump());
        }
        findings.problems.push_back(
            document.problem(place.pointer, fmt::format("expected {}, found {}", expected, described(*place.value))));
        return;
    }
    const std::vector<std::string> names = allowed.get<std::vector<std::string>>();
    findings.problems.push_back(
        document.problem(place.pointer, fmt::format("{} is not one of {}", described(*place.value), one_of(names)),
                         did_you_mean(place.value->get<std::string>(), names)));
}

}  // namespace

const json& resolved(const json& schema, const json& root_schema) {
    const auto reference = schema.find("$ref");
    return reference == schema.end() ? schema
                                     : root_schema.at(json::json_pointer(reference->get<std::string>().substr(1)));
}

Place child_place(const Place& place, const std::string& token, const json& root_schema) {
    const json& schema = *place.schema;
    if (place.value->is_array()) {
        std::size_t index = 0;
        for (const char c : token) {
            index = index * 10 + static_cast<std::size_t>(c - '0');
        }
        return {&place.value->at(index), &resolved(schema.at("items"), root_schema),
                child_pointer(place.pointer, index)};
    }
    const auto properties = schema.find("properties");
    const bool named = properties != schema.end() && properties->contains(token);
    const json& child = named ? (*properties)[token] : schema.at("additionalProperties");
    return {&place.value->at(token), &resolved(child, root_schema), child_pointer(place.pointer, token)};
}

void say_what_is_wrong(const Place& place, const json& root_schema, const JsonDocument& document,
                       SchemaFindings& findings) {
    const json& value = *place.value;
    const json& schema = resolved(*place.schema, root_schema);
    const auto report = [&](std::string message, std::string hint = "") {
        findings.problems.push_back(document.problem(place.pointer, std::move(message), std::move(hint)));
    };
    const std::vector<std::string> types = types_of(schema);
    if (!types.empty() &&
        std::none_of(types.begin(), types.end(), [&value](const std::string& type) { return has_type(value, type); })) {
        report(fmt::format("expected {}, found {}", expected_words(schema), described(value)), example_hint(schema));
        return;
    }
    if (const auto allowed = schema.find("enum"); allowed != schema.end()) {
        check_enum(place, *allowed, document, findings);
    }
    if (value.is_number()) {
        if (const std::string bound = broken_bound(value.get<double>(), schema); !bound.empty()) {
            report(fmt::format("{} is out of range: it must be {}", described(value), bound), example_hint(schema));
        }
    } else if (value.is_string()) {
        if (schema.contains("minLength") && value.get_ref<const std::string&>().empty()) {
            report("the text is empty", example_hint(schema));
        }
    } else if (value.is_array()) {
        if (schema.contains("minItems") && value.size() < schema["minItems"].get<std::size_t>()) {
            report(fmt::format("expected at least {} element{}", schema["minItems"].dump(),
                               schema["minItems"] == 1 ? "" : "s"),
                   example_hint(schema));
        }
    } else if (value.is_object()) {
        check_object(place, document, findings);
    }
}

std::string described(const json& value) {
    switch (value.type()) {
        case json::value_t::null:
            return "null";
        case json::value_t::boolean:
            return value.get<bool>() ? "true" : "false";
        case json::value_t::object:
            return "an object";
        case json::value_t::array:
            return "an array";
        case json::value_t::string: {
            const auto& text = value.get_ref<const std::string&>();
            return text.size() <= kLongestQuote ? fmt::format("\"{}\"", text)
                                                : fmt::format("a text of {} characters", text.size());
        }
        default:
            return fmt::format("the number {}", value.dump());
    }
}

}  // namespace plimsoll::scenarios
