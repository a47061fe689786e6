// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/enum_names.hpp"
#include "scenarios/printable.hpp"
#include "sim/compare/text.hpp"
#include "sim/measured/description.hpp"
#include "sim/report/comparison_json.hpp"
#include "sim/report/value_forms.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace plimsoll::results {

/// Makes cells of what is described: one for each single value at whatever depth, empty where there is none; lists have
/// files of their own. Columns are named by their path, the unit last: `latency_p99_s`, `cost_per_month`; the ends of
/// an interval stand behind what it is of, as `latency_p99_lo_s` and `latency_p99_hi_s`.
class CsvRow {
public:
    struct Cell {
        std::string column, text;
        bool is_text = false;  ///< of whoever wrote the scenario: made safe where it is written
    };

    template <class Value>
    void operator()(const char* name, const Value& value, const About&, Presence presence = kAlways) {
        if constexpr (std::is_arithmetic_v<Value>)
            add(name, presence.rule == Presence::Rule::unless_empty && value == Value{} ? "" : cell_of(value));
        else if constexpr (requires { cell_of(value); })
            add(name, cell_of(value), kIsText<Value>);
        else if constexpr (Described<CsvRow, const Value>)
            object(name, [&](CsvRow& row) { describe(row, value); }, {});
    }
    template <class Members>
    void object(const char* name, Members members, const About&, Presence = kAlways) {
        const std::string_view member = name;
        if (member == "ci95") return members(*this);
        constexpr std::string_view kSeconds = "_s";
        const bool seconds = member.ends_with(kSeconds);
        const auto outer = std::pair(prefix_, suffix_);
        prefix_ += std::string(seconds ? member.substr(0, member.size() - kSeconds.size()) : member) + "_";
        if (seconds) suffix_ = kSeconds;
        members(*this);
        std::tie(prefix_, suffix_) = outer;
    }
    template <class Rows>
    void columns(const Rows&) {}
    template <class Value>
    void derived(const char* name, const Value& value, const About& about) {
        (*this)(name, value, about);
    }
    void constant(const char* name, std::string_view text) { add(name, std::string(text)); }
    void constant(const char*, int) {}

    [[nodiscard]] std::vector<Cell>& cells() { return cells_; }

private:
    using Ends = std::pair<std::string, std::string>;
    template <class Value>
    static constexpr bool kIsText =
        std::is_same_v<Value, std::string> || std::is_same_v<Value, std::optional<std::string>>;

    static std::string cell_of(bool value) { return value ? "true" : "false"; }
    static std::string cell_of(double value) { return exact_text(value); }
    static std::string cell_of(std::uint64_t value) { return std::to_string(value); }
    static std::string cell_of(std::uint32_t value) { return std::to_string(value); }
    static const std::string& cell_of(const std::string& text) { return text; }
    static std::string cell_of(Duration duration) { return exact_text(seconds_of(duration)); }
    static std::string cell_of(const pricing::Money& money) { return money.text(); }
    template <class E>
    requires std::is_enum_v<E>
    static std::string cell_of(E value) { return std::string(scenarios::name_of(value)); }
    static Ends cell_of(const Interval& interval) { return {exact_text(interval.lo), exact_text(interval.hi)}; }
    template <class Value>
    static auto cell_of(const std::optional<Value>& value) -> decltype(cell_of(*value)) {
        return value ? cell_of(*value) : decltype(cell_of(*value)){};
    }
    static Ends cell_of(Usd<const std::optional<Interval>> usd) {
        return usd.value ? Ends{estimate_text(usd.value->lo), estimate_text(usd.value->hi)} : Ends{};
    }
    static std::string cell_of(Hexadecimal<const std::uint64_t> number) { return fingerprint_text(number.value); }

    void add(std::string_view name, std::string text, bool is_text = false) {
        cells_.push_back({prefix_ + std::string(name) + suffix_, std::move(text), is_text});
    }
    void add(std::string_view name, Ends ends, bool /*is_text*/ = false) {
        const std::string column = prefix_ + std::string(name);
        const std::string value = column + suffix_;
        const auto of =
            std::find_if(cells_.begin(), cells_.end(), [&](const Cell& cell) { return cell.column == value; });
        const Cell both[] = {{column + "_lo" + suffix_, std::move(ends.first)},
                             {column + "_hi" + suffix_, std::move(ends.second)}};
        cells_.insert(of == cells_.end() ? of : of + 1, std::begin(both), std::end(both));
    }
    std::vector<Cell> cells_;
    std::string prefix_, suffix_;
};

}  // namespace plimsoll::results
