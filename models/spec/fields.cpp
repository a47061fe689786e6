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
using scenarios::Node;
using scenarios::Sign;

Fields::Fields(const std::filesystem::path& path)
    : document_(scenarios::JsonDocument::read(path.string(), &duplicates_)),
      reading_{document_, path.parent_path().string(), {}, std::move(duplicates_)},
      root_(reading_, &document_.root(), "") {
    if (!root_.is_object()) throw InputError(document_.problem("", "expected a JSON object"));
}

bool Fields::has(const std::string& pointer) const { return root_.at(pointer).present(); }

bool Fields::given(const std::string& pointer) const {
    const auto node = root_.at(pointer);
    return node.present() && !node.value()->is_null();
}

Node Fields::required(const std::string& pointer, std::string_view expected) {
    used_.insert(pointer);
    auto node = root_.at(pointer);
    if (!node.present()) node.problem(fmt::format("missing; expected {}", expected));
    return node;
}

std::string Fields::text(const std::string& pointer) {
    const auto node = required(pointer, "a text that is not empty");
    const auto value = node.text();
    if (value && value->empty()) node.problem("expected a text that is not empty");
    return value.value_or("");
}

double Fields::positive(const std::string& pointer, double at_most) {
    const auto node = required(pointer, "a number above 0");
    const auto value = node.number(Sign::positive);
    if (!value) return 1;
    if (*value <= at_most) return *value;
    node.problem(fmt::format("expected a number above 0 and at most {}", at_most));
    return 1;
}

double Fields::not_negative(const std::string& pointer) {
    return required(pointer, "a number").number(Sign::non_negative).value_or(0);
}

std::uint32_t Fields::count(const std::string& pointer, std::uint32_t at_most) {
    return required(pointer, "a whole number above 0").count(1, at_most).value_or(1);
}

std::uint32_t Fields::count_or(const std::string& pointer, std::uint32_t fallback) {
    return given(pointer) ? count(pointer) : fallback;
}

std::uint64_t Fields::whole(const std::string& pointer) {
    const auto node = required(pointer, "a whole number above 0");
    const auto value = node.whole();
    if (value && *value == 0) node.problem("expected a whole number above 0");
    return std::max<std::uint64_t>(value.value_or(1), 1);
}

bool Fields::flag(const std::string& pointer) { return required(pointer, "true or false").boolean().value_or(false); }

bool Fields::flag_or(const std::string& pointer, bool fallback) { return given(pointer) ? flag(pointer) : fallback; }

std::string Fields::text_or_empty(const std::string& pointer) {
    const auto node = required(pointer, "a text");
    return node.is_string() ? *node.text() : std::string();
}

/// The members are asked for one by one: that the object was asked for does not make them known.
std::vector<std::string> Fields::names(const std::string& pointer) {
    const auto node = required(pointer, "an object");
    used_.erase(pointer);
    std::vector<std::string> names;
    for (auto& [name, member] : node.members()) names.push_back(name);
    if (node.is_object() && names.empty()) node.problem("expected an object that is not empty");
    return names;
}

/// The same for an array.
std::vector<std::string> Fields::elements(const std::string& pointer) {
    const auto node = required(pointer, "an array");
    used_.erase(pointer);
    std::vector<std::string> pointers;
    for (const auto& element : node.elements()) pointers.push_back(element.pointer());
    if (node.present() && node.value()->is_array() && pointers.empty())
        node.problem("expected an array that is not empty");
    return pointers;
}

std::size_t Fields::array_size(const std::string& pointer) {
    return given(pointer) ? required(pointer, "an array").elements().size() : 0;
}

void Fields::problem(const std::string& pointer, std::string message, std::string hint) {
    root_.at(pointer).problem(std::move(message), std::move(hint));
}

void Fields::finish() {
    note_unknown(document_.root(), "");
    finish_known();
}

/// What was asked for is known with all that is below it; what is around it is known as far as that goes.
void Fields::note_unknown(const json& value, const std::string& pointer) {
    const auto look_at = [&](const json& part, const std::string& at) {
        if (used_.contains(at)) return;
        const auto below = used_.lower_bound(at + "/");
        if (below != used_.end() && below->starts_with(at + "/"))
            note_unknown(part, at);
        else
            problem(at, "unknown member");
    };
    if (value.is_object())
        for (const auto& [key, part] : value.items()) look_at(part, scenarios::child_pointer(pointer, key));
    if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i) look_at(value[i], scenarios::child_pointer(pointer, i));
}

void Fields::finish_known() {
    if (!reading_.problems.empty()) throw InputError(std::move(reading_.problems));
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
