// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"
#include "sim/measured/description.hpp"
#include "sim/report/json_place.hpp"
#include "sim/report/value_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace plimsoll::results {

/// Fills what is described from a JSON object that JsonWriter made. What follows from other members is passed over.
class JsonReader {
public:
    explicit JsonReader(JsonPlace place) : place_(std::move(place)) {}

    template <class Value>
    void operator()(const char* name, Value&& value, const About&, Presence presence = kAlways) {
        const JsonPlace member = may_be_absent(value, presence) ? place_.find(name) : place_[name];
        if (member.present()) read(member, value);
    }
    template <class Members>
    void object(const char* name, Members members, const About&, Presence presence = kAlways) {
        JsonReader inner(is_optional(presence) ? place_.find(name) : place_[name]);
        members(inner);
    }
    template <class Row>
    void columns(std::vector<Row>& rows) {
        Columns columns{place_};
        Row none{};
        describe(columns, none);
        rows.assign(columns.all.empty() ? 0 : columns.all.front().numbers.size(), Row{});
        for (const auto& column : columns.all)
            if (column.numbers.size() != rows.size())
                column.place.problem(fmt::format("{} values, where \"{}\" has {}", column.numbers.size(),
                                                 columns.all.front().name, rows.size()));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Cells cells{columns, i};
            describe(cells, rows[i]);
        }
    }
    template <class Value>
    void derived(const char*, const Value&, const About&) {}
    void constant(const char* name, std::string_view text) {
        const JsonPlace member = place_[name];
        if (member.present() && member.text() != text) member.problem(fmt::format("expected \"{}\"", text));
    }
    void constant(const char*, int) {}

private:
    struct Column {
        const char* name;
        JsonPlace place;
        std::vector<double> numbers;
    };
    struct Columns {
        JsonPlace place;
        std::vector<Column> all{};

        template <class Value>
        void operator()(const char* name, const Value&, const About&) {
            const JsonPlace column = place[name];
            all.push_back({name, column, column.numbers()});
        }
    };
    struct Cells {
        const Columns& columns;
        std::size_t row;
        std::size_t next = 0;

        template <class Value>
        void operator()(const char*, Value& value, const About&) {
            const Column& column = columns.all[next++];
            if (row >= column.numbers.size()) return;
            const double number = column.numbers[row];
            if constexpr (std::integral<Value>) {
                const double too_large = std::ldexp(1.0, std::numeric_limits<Value>::digits);
                if (number < 0 || number >= too_large || number != std::floor(number))
                    return column.place.problem(fmt::format("expected whole numbers; {} is none", number));
            }
            value = static_cast<Value>(number);
        }
    };

    /// A condition may rest on what was read before; then it says that the member must be there.
    static bool is_optional(Presence presence) {
        return presence.rule == Presence::Rule::unless_empty || !presence.holds;
    }
    template <class Value>
    static bool may_be_absent(const Value& value, Presence presence) {
        return is_optional(presence) || requires { value.has_value(); }
        || requires { value.value.has_value(); }
        || requires { value.index.has_value(); };
    }

    static void read(const JsonPlace& place, bool& value) { value = place.flag(); }
    static void read(const JsonPlace& place, double& value) { value = place.number(); }
    static void read(const JsonPlace& place, std::uint64_t& value) { value = place.whole(); }
    static void read(const JsonPlace& place, std::uint32_t& value) { value = place.count(); }
    static void read(const JsonPlace& place, std::string& value) { value = place.text(); }
    static void read(const JsonPlace& place, Duration& value) { value = place.seconds(); }
    static void read(const JsonPlace& place, pricing::Money& value) { value = place.money(); }
    static void read(const JsonPlace& place, Interval& value) { value = place.interval(); }
    static void read(const JsonPlace& place, std::vector<double>& values) { values = place.numbers(); }
    static void read(const JsonPlace& place, std::vector<std::string>& values) { values = place.texts(); }
    template <class E>
    requires std::is_enum_v<E>
    static void read(const JsonPlace& place, E& value) { value = place.choice<E>(); }
    template <class Value>
    static void read(const JsonPlace& place, std::optional<Value>& value) {
        read(place, value.emplace());
    }
    template <class Value>
    static void read(const JsonPlace& place, std::vector<Value>& values) {
        for (const JsonPlace& element : place.elements()) read(element, values.emplace_back());
    }
    static void read(const JsonPlace& place, Usd<std::optional<double>> usd) { usd.value = place.estimate(); }
    static void read(const JsonPlace& place, Usd<std::optional<Interval>> usd) { usd.value = place.money_interval(); }
    static void read(const JsonPlace& place, Usd<std::vector<double>> usd) {
        for (const JsonPlace& element : place.elements()) usd.value.push_back(element.estimate());
    }
    static void read(const JsonPlace& place, Hexadecimal<std::uint64_t> number) { number.value = place.hexadecimal(); }
    static void read(const JsonPlace& place, JsonObject<std::string> object) { object.text = place.json(); }
    static void read(const JsonPlace& place, OrNull<std::string> text) {
        text.text = place.is_null() ? "" : place.text();
    }
    static void read(const JsonPlace& place, OrNull<std::optional<Date>> date) {
        if (place.is_null()) return;
        date.text = Date::parse(place.text());
        if (!date.text) place.problem("expected a date such as 2026-07-20");
    }
    static void read(const JsonPlace& place, Ends<double> ends) {
        const Interval interval = place.interval();
        ends.low = interval.lo;
        ends.high = interval.hi;
    }
    static void read(const JsonPlace& place, DeploymentName<std::optional<std::size_t>> name) {
        const std::string wanted = place.text();
        const auto& all = name.deployments;
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == wanted; });
        if (found == all.end()) return place.problem(fmt::format("there is no deployment \"{}\"", wanted));
        name.index = static_cast<std::size_t>(found - all.begin());
    }
    template <class Value>
    requires std::is_class_v<Value>
    static void read(const JsonPlace& place, Value& value) {
        JsonReader reader(place);
        describe(reader, value);
    }

    JsonPlace place_;
};

}  // namespace plimsoll::results
