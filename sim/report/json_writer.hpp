// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/enum_names.hpp"
#include "sim/measured/description.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/value_forms.hpp"

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace plimsoll::results {

/// Makes a JSON object of what is described. A vector of columns becomes an array per member of its rows.
class JsonWriter {
public:
    using Json = nlohmann::ordered_json;

    template <class Value>
    void operator()(const char* name, const Value& value, const About&, Presence presence = kAlways) {
        if (is_there(value, presence)) object_[name] = json_of(value);
    }
    template <class Members>
    void object(const char* name, Members members, const About&, Presence presence = kAlways) {
        if (presence.rule == Presence::Rule::conditional && !presence.holds) return;
        JsonWriter inner;
        members(inner);
        if (presence.rule == Presence::Rule::unless_empty && inner.object_.empty()) return;
        object_[name] = std::move(inner.object_);
    }
    template <class Row>
    void columns(const std::vector<Row>& rows) {
        Columns columns;
        const Row none{};
        describe(columns, none);  // the names, also where there is no row
        for (auto& [name, values] : columns.all) values.clear();
        for (const Row& row : rows) {
            columns.next = 0;
            describe(columns, row);
        }
        for (auto& [name, values] : columns.all) object_[name] = std::move(values);
    }
    template <class Value>
    void derived(const char* name, const Value& value, const About& about) {
        (*this)(name, value, about);
    }
    template <class Value>
    void constant(const char* name, const Value& value) {
        object_[name] = value;
    }

    [[nodiscard]] Json take() { return std::move(object_); }

private:
    struct Columns {
        std::vector<std::pair<const char*, Json>> all;
        std::size_t next = 0;

        template <class Value>
        void operator()(const char* name, const Value& value, const About&) {
            if (next == all.size()) all.emplace_back(name, Json::array());
            all[next++].second.push_back(json_of(value));
        }
    };

    template <class Value>
    static bool is_there(const Value& value, Presence presence) {
        if constexpr (requires { value.has_value(); })
            return value.has_value();
        else if constexpr (requires { value.value.has_value(); })
            return value.value.has_value();
        else if constexpr (requires { value.index.has_value(); })
            return value.index.has_value();
        if (presence.rule != Presence::Rule::unless_empty) return presence.holds;
        if constexpr (std::is_arithmetic_v<Value>)
            return value > 0;
        else if constexpr (requires { value.empty(); })
            return !value.empty();
        else
            return true;
    }

    static Json json_of(bool value) { return value; }
    static Json json_of(double value) { return number(value); }
    static Json json_of(std::integral auto value) { return value; }
    static Json json_of(const std::string& text) { return text; }
    static Json json_of(Duration duration) { return number(seconds_of(duration)); }
    static Json json_of(const pricing::Money& money) { return money.text(); }
    static Json json_of(const Interval& interval) { return pair(interval); }
    static Json json_of(const std::vector<double>& values) { return values; }
    template <class E>
    requires std::is_enum_v<E>
    static Json json_of(E value) { return scenarios::name_of(value); }
    template <class Value>
    static Json json_of(const std::optional<Value>& value) {
        return json_of(*value);
    }
    template <class Value>
    static Json json_of(const std::vector<Value>& values) {
        Json array = Json::array();
        for (const auto& value : values) array.push_back(json_of(value));
        return array;
    }
    static Json json_of(Usd<const std::optional<double>> usd) { return estimate_text(*usd.value); }
    static Json json_of(Usd<const std::optional<Interval>> usd) { return money_pair(*usd.value); }
    static Json json_of(Usd<const std::vector<double>> usd) {
        Json array = Json::array();
        for (const double value : usd.value) array.push_back(estimate_text(value));
        return array;
    }
    static Json json_of(Hexadecimal<const std::uint64_t> number) { return fingerprint_text(number.value); }
    static Json json_of(JsonObject<const std::string> object) { return Json::parse(object.text); }
    static Json json_of(OrNull<const std::string> text) { return text.text.empty() ? Json() : Json(text.text); }
    static Json json_of(OrNull<const std::optional<Date>> date) { return date.text ? Json(date.text->text()) : Json(); }
    static Json json_of(Ends<const double> ends) { return pair({ends.low, ends.high}); }
    static Json json_of(DeploymentName<const std::optional<std::size_t>> name) {
        return name.deployments[*name.index].name;
    }
    template <class Value>
    requires std::is_class_v<Value>
    static Json json_of(const Value& value) {
        JsonWriter writer;
        describe(writer, value);
        return writer.take();
    }

    Json object_ = Json::object();
};

}  // namespace plimsoll::results
