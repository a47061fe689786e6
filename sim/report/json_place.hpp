// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/input_error.hpp"
#include "sim/compare/statistics.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plimsoll::results {

/// Inside the reader of results: a value of the text and its JSON pointer. What is missing or of another kind is noted
/// once and read as 0 or empty, so that code that reads never handles an error. A place without a value notes nothing
/// more, whatever is read from it. No scenarios::Node: that knows the line of each value, for people who write such a
/// file; results are megabytes that a program wrote.
class JsonPlace {
public:
    using Problems = std::vector<Problem>;

    JsonPlace(const nlohmann::ordered_json* value, std::string pointer, Problems& problems)
        : value_(value), pointer_(std::move(pointer)), problems_(&problems) {}

    [[nodiscard]] bool present() const { return value_ != nullptr; }
    [[nodiscard]] bool is_null() const;
    /// A member that must be there.
    [[nodiscard]] JsonPlace operator[](std::string_view key) const;
    /// A member that may be absent: then this has no value.
    [[nodiscard]] JsonPlace find(std::string_view key) const;
    /// What `read` makes of a member; nothing where that is absent.
    template <class Value>
    [[nodiscard]] std::optional<Value> optional(std::string_view key, Value (JsonPlace::*read)() const) const {
        const JsonPlace member = find(key);
        if (!member.present()) return std::nullopt;
        return (member.*read)();
    }
    /// Of an array.
    [[nodiscard]] std::vector<JsonPlace> elements() const;

    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool flag() const;
    [[nodiscard]] double number() const;
    [[nodiscard]] std::uint64_t whole() const;
    [[nodiscard]] std::uint32_t count() const;  ///< a whole number of 32 bits
    [[nodiscard]] Duration seconds() const;     ///< a number of seconds >= 0, as the nearest whole nanosecond
    [[nodiscard]] std::vector<double> numbers() const;
    [[nodiscard]] std::vector<std::string> texts() const;
    [[nodiscard]] pricing::Money money() const;     ///< exact, a decimal text
    [[nodiscard]] double estimate() const;          ///< a decimal text
    [[nodiscard]] Interval interval() const;        ///< [low, high]
    [[nodiscard]] Interval money_interval() const;  ///< the same, of decimal texts
    [[nodiscard]] std::uint64_t hexadecimal() const;
    /// An object as compact JSON text, its members in their order.
    [[nodiscard]] std::string json() const;
    template <class E>
    [[nodiscard]] E choice() const {
        const std::string name = text();
        for (const auto& known : scenarios::names_of<E>())
            if (known.name == name) return known.value;
        refuse(name, scenarios::spelled<E>());
        return {};
    }

    /// Notes a problem at this place, unless that is where the last one was.
    void problem(std::string message, std::string hint = "") const;

private:
    /// The value where it is of the kind that `is` asks for; null, and noted, where it is not.
    [[nodiscard]] const nlohmann::ordered_json* expect(bool (*is)(const nlohmann::ordered_json&),
                                                       std::string_view expected) const;
    [[nodiscard]] std::vector<JsonPlace> two() const;
    /// `name` is not one of those known.
    void refuse(const std::string& name, const std::vector<std::string>& known) const;

    const nlohmann::ordered_json* value_;
    std::string pointer_;
    Problems* problems_;
};

}  // namespace plimsoll::results
