// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/fields.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <system_error>

namespace plimsoll::models {

using nlohmann::json;

Fields::Fields(const std::filesystem::path& path)
    : document_(scenarios::JsonDocument::read(path.string(), &problems_)) {
    if (!document_.root().is_object()) throw InputError(document_.problem("", "expected a JSON object"));
}

bool Fields::has(const std::string& pointer) const { return document_.root().contains(json::json_pointer(pointer)); }

const json* Fields::find(const std::string& pointer, const char* expected) {
    used_.push_back(pointer);
    const json::json_pointer where(pointer);
    if (document_.root().contains(where)) return &document_.root().at(where);
    problem(pointer, fmt::format("missing; expected {}", expected));
    return nullptr;
}

std::string Fields::text(const std::string& pointer) {
    constexpr auto kExpected = "a text that is not empty";
    const auto* value = find(pointer, kExpected);
    if (value == nullptr) return {};
    if (value->is_string() && !value->get_ref<const std::string&>().empty()) return value->get<std::string>();
    problem(pointer, fmt::format("expected {}", kExpected));
    return {};
}

double Fields::positive(const std::string& pointer, double at_most) {
    const auto* value = find(pointer, "a number above 0");
    if (value == nullptr) return 1;
    const double number = value->is_number() ? value->get<double>() : 0;
    if (number > 0 && number <= at_most) return number;
    problem(pointer, fmt::format("expected a number above 0 and at most {}", at_most));
    return 1;
}

double Fields::not_negative(const std::string& pointer) {
    const auto* value = find(pointer, "a number");
    if (value == nullptr) return 0;
    const double number = value->is_number() ? value->get<double>() : -1;
    if (number >= 0) return number;
    problem(pointer, "expected a number of at least 0");
    return 0;
}

std::uint32_t Fields::count(const std::string& pointer) {
    const auto* value = find(pointer, "a whole number above 0");
    if (value == nullptr) return 1;
    const auto number = value->is_number_unsigned() ? value->get<std::uint64_t>() : 0;
    if (number > 0 && number <= std::numeric_limits<std::uint32_t>::max()) return static_cast<std::uint32_t>(number);
    problem(pointer, "expected a whole number above 0");
    return 1;
}

bool Fields::given(const std::string& pointer) const {
    return has(pointer) && !document_.root().at(json::json_pointer(pointer)).is_null();
}

std::uint32_t Fields::count_or(const std::string& pointer, std::uint32_t fallback) {
    return given(pointer) ? count(pointer) : fallback;
}

std::uint64_t Fields::whole(const std::string& pointer) {
    const auto* value = find(pointer, "a whole number above 0");
    if (value == nullptr) return 1;
    const auto number = value->is_number_unsigned() ? value->get<std::uint64_t>() : 0;
    if (number > 0) return number;
    problem(pointer, "expected a whole number above 0");
    return 1;
}

bool Fields::flag(const std::string& pointer) {
    const auto* value = find(pointer, "true or false");
    if (value == nullptr) return false;
    if (value->is_boolean()) return value->get<bool>();
    problem(pointer, "expected true or false");
    return false;
}

bool Fields::flag_or(const std::string& pointer, bool fallback) { return given(pointer) ? flag(pointer) : fallback; }

std::string Fields::text_or_empty(const std::string& pointer) {
    const auto* value = find(pointer, "a text");
    return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

std::vector<std::string> Fields::names(const std::string& pointer) {
    const auto* value = find(pointer, "an object");
    if (value == nullptr) return {};
    used_.pop_back();  // its members are asked for one by one
    std::vector<std::string> result;
    if (!value->is_object() || value->empty()) {
        problem(pointer, "expected an object that is not empty");
        return result;
    }
    for (const auto& [name, unused] : value->items()) result.push_back(name);
    return result;
}

std::vector<std::string> Fields::elements(const std::string& pointer) {
    const auto* value = find(pointer, "an array");
    if (value == nullptr) return {};
    used_.pop_back();  // its elements are asked for one by one
    if (!value->is_array() || value->empty()) {
        problem(pointer, "expected an array that is not empty");
        return {};
    }
    std::vector<std::string> result;
    for (std::size_t i = 0; i < value->size(); ++i) result.push_back(scenarios::child_pointer(pointer, i));
    return result;
}

std::size_t Fields::array_size(const std::string& pointer) {
    if (!given(pointer)) return 0;
    const auto* value = find(pointer, "an array");
    return value->is_array() ? value->size() : 0;
}

void Fields::problem(const std::string& pointer, std::string message, std::string hint) {
    problems_.push_back(document_.problem(pointer, std::move(message), std::move(hint)));
}

void Fields::finish() {
    const auto flat = document_.root().flatten();
    for (const auto& [pointer, value] : flat.items()) {
        const bool known = std::any_of(used_.begin(), used_.end(), [&pointer = pointer](const std::string& used) {
            return pointer == used || pointer.starts_with(used + "/");
        });
        if (!known) problem(pointer, "unknown member");
    }
    finish_known();
}

void Fields::finish_known() {
    if (!problems_.empty()) throw InputError(std::move(problems_));
}

std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".json") files.push_back(entry->path());
    if (error) throw IoError(fmt::format("{}: {}", folder.string(), error.message()));
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace plimsoll::models
