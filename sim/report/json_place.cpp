// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/json_place.hpp"

#include "scenarios/json_document.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

namespace plimsoll::results {

using nlohmann::ordered_json;
using scenarios::child_pointer;

namespace {

bool is_object(const ordered_json& value) { return value.is_object(); }
bool is_array(const ordered_json& value) { return value.is_array(); }
bool is_text(const ordered_json& value) { return value.is_string(); }
bool is_flag(const ordered_json& value) { return value.is_boolean(); }
bool is_number(const ordered_json& value) { return value.is_number(); }
bool is_whole(const ordered_json& value) { return value.is_number_unsigned(); }

bool is_count(const ordered_json& value) {
    return value.is_number_unsigned() && value.get<std::uint64_t>() <= std::numeric_limits<std::uint32_t>::max();
}

/// Not negative, and within the range of a Duration.
bool is_seconds(const ordered_json& value) {
    constexpr double kTooLong = 9.2e9;
    return value.is_number() && value.get<double>() >= 0 && value.get<double>() < kTooLong;
}

/// All of `text` as a number.
template <class Number, class... Format>
std::optional<Number> parsed(std::string_view text, Format... format) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, format...);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

const ordered_json* JsonPlace::expect(bool (*is)(const ordered_json&), std::string_view expected) const {
    if (value_ == nullptr || is(*value_)) return value_;
    problem(fmt::format("expected {}", expected));
    return nullptr;
}

void JsonPlace::problem(std::string message, std::string hint) const {
    if (!problems_->empty() && problems_->back().pointer == pointer_) return;
    Problem problem;
    problem.pointer = pointer_;
    problem.message = std::move(message);
    problem.hint = std::move(hint);
    problems_->push_back(std::move(problem));
}

void JsonPlace::refuse(const std::string& name, const std::vector<std::string>& known) const {
    if (value_ == nullptr) return;
    problem(fmt::format("\"{}\" is not one of {}", name, scenarios::one_of(known)),
            scenarios::did_you_mean(name, known));
}

bool JsonPlace::is_null() const { return value_ != nullptr && value_->is_null(); }

JsonPlace JsonPlace::find(std::string_view key) const {
    const ordered_json* object = expect(is_object, "an object");
    const ordered_json* member = nullptr;
    if (object != nullptr)
        if (const auto found = object->find(key); found != object->end()) member = &*found;
    return {member, child_pointer(pointer_, key), *problems_};
}

JsonPlace JsonPlace::operator[](std::string_view key) const {
    JsonPlace member = find(key);
    if (!member.present() && value_ != nullptr && value_->is_object())
        member.problem(fmt::format("the member \"{}\" is missing", key), "the file may be cut, or edited by hand");
    return member;
}

std::vector<JsonPlace> JsonPlace::elements() const {
    std::vector<JsonPlace> places;
    const ordered_json* array = expect(is_array, "an array");
    if (array == nullptr) return places;
    places.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i)
        places.emplace_back(&(*array)[i], child_pointer(pointer_, i), *problems_);
    return places;
}

std::string JsonPlace::text() const {
    const ordered_json* value = expect(is_text, "a text");
    return value == nullptr ? "" : value->get<std::string>();
}

bool JsonPlace::flag() const {
    const ordered_json* value = expect(is_flag, "true or false");
    return value != nullptr && value->get<bool>();
}

double JsonPlace::number() const {
    const ordered_json* value = expect(is_number, "a number");
    return value == nullptr ? 0 : value->get<double>();
}

std::uint64_t JsonPlace::whole() const {
    const ordered_json* value = expect(is_whole, "a whole number of at least 0");
    return value == nullptr ? 0 : value->get<std::uint64_t>();
}

std::uint32_t JsonPlace::count() const {
    const ordered_json* value = expect(is_count, "a whole number from 0 to 4294967295");
    return value == nullptr ? 0 : value->get<std::uint32_t>();
}

Duration JsonPlace::seconds() const {
    const ordered_json* value = expect(is_seconds, "a number of seconds, at least 0 and less than 292 years");
    if (value == nullptr) return Duration{0};
    // Apart, since a double holds the nanoseconds of no more than 104 days.
    constexpr double kNanoseconds = 1e9;
    double whole = 0;
    const double rest = std::modf(value->get<double>(), &whole);
    return std::chrono::seconds(static_cast<std::int64_t>(whole)) + Duration(std::llround(rest * kNanoseconds));
}

/// Arrays are long: of several elements that are wrong only the first is noted, and only that needs a pointer.
std::vector<double> JsonPlace::numbers() const {
    std::vector<double> numbers;
    const ordered_json* array = expect(is_array, "an array of numbers");
    if (array == nullptr) return numbers;
    numbers.reserve(array->size());
    bool noted = false;
    for (const ordered_json& element : *array) {
        if (!element.is_number() && !std::exchange(noted, true))
            JsonPlace(&element, child_pointer(pointer_, numbers.size()), *problems_).problem("expected a number");
        numbers.push_back(element.is_number() ? element.get<double>() : 0);
    }
    return numbers;
}

std::vector<std::string> JsonPlace::texts() const {
    std::vector<std::string> texts;
    for (const JsonPlace& element : elements()) texts.push_back(element.text());
    return texts;
}

pricing::Money JsonPlace::money() const {
    const ordered_json* value = expect(is_text, "an amount of USD as text, such as \"12.50\"");
    if (value == nullptr) return {};
    try {
        return pricing::Money::parse(value->get_ref<const std::string&>());
    } catch (const std::invalid_argument& error) {
        problem(error.what());
        return {};
    }
}

double JsonPlace::estimate() const {
    constexpr auto kExpected = "an amount of USD as text, such as \"12.50\"";
    const ordered_json* value = expect(is_text, kExpected);
    if (value == nullptr) return 0;
    const auto usd = parsed<double>(value->get_ref<const std::string&>(), std::chars_format::fixed);
    if (usd && std::isfinite(*usd)) return *usd;
    problem(fmt::format("expected {}", kExpected));
    return 0;
}

std::vector<JsonPlace> JsonPlace::two() const {
    std::vector<JsonPlace> both = elements();
    if (both.size() == 2) return both;
    if (value_ != nullptr && value_->is_array()) problem("expected two elements: [low, high]");
    const JsonPlace none(nullptr, pointer_, *problems_);
    return {none, none};
}

Interval JsonPlace::interval() const {
    const auto ends = two();
    return {ends[0].number(), ends[1].number()};
}

Interval JsonPlace::money_interval() const {
    const auto ends = two();
    return {ends[0].estimate(), ends[1].estimate()};
}

std::uint64_t JsonPlace::hexadecimal() const {
    constexpr int kBase = 16;
    constexpr std::size_t kDigits = 16;
    constexpr auto kExpected = "a text of 16 hexadecimal digits";
    const ordered_json* value = expect(is_text, kExpected);
    if (value == nullptr) return 0;
    const auto& digits = value->get_ref<const std::string&>();
    const auto number = parsed<std::uint64_t>(digits, kBase);
    if (!number || digits.size() != kDigits) problem(fmt::format("expected {}", kExpected));
    return number.value_or(0);
}

std::string JsonPlace::json() const {
    const ordered_json* value = expect(is_object, "an object");
    return value == nullptr ? "{}" : value->dump();
}

}  // namespace plimsoll::results
