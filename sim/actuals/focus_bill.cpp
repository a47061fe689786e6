// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/actuals/focus_bill.hpp"

#include "pricing/quantity.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/files/csv_rows.hpp"
#include "scenarios/input_error.hpp"
#include "sim/traffic/calendar_time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <tuple>
#include <utility>

namespace plimsoll::sim {
namespace {

using pricing::Money;
using scenarios::CsvRows;
using scenarios::RowError;

/// Exports write what is not there as nothing, or as the word of their database.
std::string_view said(std::string_view field) {
    return field == "NULL" || field == "null" ? std::string_view{} : field;
}

/// With the quotes in it, which a table doubles.
std::string text_of(std::string_view field) {
    std::string text(said(field));
    for (auto at = text.find("\"\""); at != std::string::npos; at = text.find("\"\"", at + 1)) text.erase(at, 1);
    return text;
}

/// Without 0x, inf and the like.
double number_of(std::string_view field, std::string_view column) {
    const std::string text(said(field));
    if (text.empty()) return 0;
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (end != text.c_str() + text.size() || !std::isfinite(value) ||
        text.find_first_not_of("0123456789+-.eE") != std::string::npos)
        throw RowError(fmt::format("{} is \"{}\", which is no number", column, text));
    return value;
}

/// Exact; beyond the twelfth fractional digit rounded once.
Money money_of(std::string_view field, std::string_view column) {
    auto text = said(field);
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto exact = pricing::parse_quantity(text);
    const auto amount =
        Money::parse("1").times(exact ? *exact : pricing::quantity_from(std::abs(number_of(said(field), column))));
    return negative ? Money{} - amount : amount;
}

std::chrono::sys_seconds instant_of(std::string_view field, std::string_view column) {
    try {
        return std::chrono::sys_seconds(
            std::chrono::floor<std::chrono::seconds>(std::chrono::nanoseconds(parse_iso8601(said(field)).ns)));
    } catch (const std::exception&) {
        throw RowError(fmt::format("{} is \"{}\", which is no time", column, field),
                       "FOCUS writes 2027-01-31T23:00:00Z");
    }
}

std::chrono::year_month month_of(std::chrono::sys_seconds instant) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(instant));
    return day.year() / day.month();
}

const char* column_of(BillCost cost) {
    switch (cost) {
        case BillCost::billed:
            return "BilledCost";
        case BillCost::effective:
            return "EffectiveCost";
        case BillCost::contracted:
            return "ContractedCost";
        case BillCost::list:
            return "ListCost";
    }
    return "";
}

/// Where the columns are that are read.
class Columns {
public:
    Columns(const CsvRows& rows, BillCost cost) : cost_name_(column_of(cost)) {
        std::vector<Problem> problems;
        const auto required = [&](const char* name) -> std::size_t {
            try {
                return rows.column(name);
            } catch (const InputError& error) {
                auto problem = error.problems().front();
                if (problem.hint.empty()) problem.hint = "a bill by FOCUS has it; export your bill in that format";
                problems.push_back(std::move(problem));
                return 0;
            }
        };
        cost_ = required(cost_name_);
        begin_ = required("ChargePeriodStart");
        end_ = required("ChargePeriodEnd");
        provider_ = required("ProviderName");
        service_ = required("ServiceName");
        category_ = required("ChargeCategory");
        currency_ = required("BillingCurrency");
        if (!problems.empty()) throw InputError(std::move(problems));
        const auto optional = [&](const char* name) {
            return rows.has(name) ? std::optional(rows.column(name)) : std::nullopt;
        };
        region_ = optional("RegionId");
        pricing_ = optional("PricingCategory");
        sku_ = optional("SkuId");
        description_ = optional("ChargeDescription");
        unit_ = optional("PricingUnit");
        quantity_ = optional("PricingQuantity");
    }

    using Fields = std::vector<std::string_view>;
    [[nodiscard]] BilledCharge charge(const Fields& fields) const {
        const auto text = [&](const std::optional<std::size_t>& column) {
            return column ? text_of(fields[*column]) : std::string();
        };
        return {text(provider_),
                text(service_),
                text(region_),
                text(category_),
                text(pricing_),
                text(sku_),
                text(description_),
                text(unit_),
                quantity_ ? number_of(fields[*quantity_], "PricingQuantity") : 0,
                money_of(fields[cost_], cost_name_)};
    }
    [[nodiscard]] std::string currency(const Fields& fields) const { return std::string(said(fields[currency_])); }
    [[nodiscard]] std::chrono::sys_seconds begin(const Fields& fields) const {
        return instant_of(fields[begin_], "ChargePeriodStart");
    }
    [[nodiscard]] std::chrono::sys_seconds end(const Fields& fields) const {
        return instant_of(fields[end_], "ChargePeriodEnd");
    }

private:
    const char* cost_name_;
    std::size_t cost_ = 0, begin_ = 0, end_ = 0, provider_ = 0, service_ = 0, category_ = 0, currency_ = 0;
    std::optional<std::size_t> region_, pricing_, sku_, description_, unit_, quantity_;
};

/// Which rows are taken.
class Conditions {
public:
    Conditions(const CsvRows& rows, const std::vector<BillCondition>& conditions) {
        for (const auto& condition : conditions) conditions_.emplace_back(rows.column(condition.column), condition);
    }
    [[nodiscard]] bool hold(const std::vector<std::string_view>& fields) const {
        return std::all_of(conditions_.begin(), conditions_.end(), [&](const auto& each) {
            const auto& [column, condition] = each;
            const auto field = text_of(fields[column]);
            if (condition.tag.empty()) return field == condition.value;
            const auto tags = nlohmann::json::parse(field, nullptr, false);
            const auto tag = tags.is_object() ? tags.find(condition.tag) : tags.end();
            return tag != tags.end() && tag->is_string() && tag->template get<std::string>() == condition.value;
        });
    }

private:
    std::vector<std::pair<std::size_t, BillCondition>> conditions_;
};

/// Adds charges of one kind up.
class Adder {
public:
    explicit Adder(FocusBill& bill) : bill_(bill) {}

    void add(BilledCharge charge, std::chrono::sys_seconds begin, std::chrono::sys_seconds end) {
        auto& month = bill_.months[month_of(begin)];
        if (month.charges.empty() || begin < month.from) month.from = begin;
        if (month.charges.empty() || end > month.until) month.until = end;
        const auto [known, is_new] =
            places_.try_emplace(Kind{month_of(begin), charge.provider, charge.service, charge.region, charge.category,
                                     charge.pricing, charge.sku, charge.description, charge.unit},
                                month.charges.size());
        if (is_new) {
            month.charges.push_back(std::move(charge));
            return;
        }
        auto& sum = month.charges[known->second];
        sum.quantity += charge.quantity;
        sum.cost += charge.cost;
    }

private:
    using Kind = std::tuple<std::chrono::year_month, std::string, std::string, std::string, std::string, std::string,
                            std::string, std::string, std::string>;
    FocusBill& bill_;
    std::map<Kind, std::size_t> places_;
};

[[noreturn]] void fail_at(const CsvRows& rows, std::string message, std::string hint) {
    throw InputError(Problem{rows.path(), rows.line(), "", std::move(message), std::move(hint)});
}

void take_row(FocusBill& bill, Adder& adder, const Columns& columns, const CsvRows& rows,
              const std::vector<std::string_view>& fields) {
    ++bill.taken;
    const auto currency = columns.currency(fields);
    if (bill.taken == 1) bill.currency = currency;
    if (currency != bill.currency)
        fail_at(rows, fmt::format("is in {}, and what is above it in {}", currency, bill.currency),
                "take one currency at a time: --where BillingCurrency=" + bill.currency);
    adder.add(columns.charge(fields), columns.begin(fields), columns.end(fields));
}

}  // namespace

Money BilledMonth::total() const {
    Money sum;
    for (const auto& charge : charges) sum += charge.cost;
    return sum;
}

BillCondition parse_bill_condition(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        throw InputError(Problem{"--where", 0, text, "expected a column and what it says",
                                 "for example SubAccountName=search or Tags.team=search"});
    BillCondition condition{text.substr(0, equals), "", text.substr(equals + 1)};
    constexpr std::string_view kTags = "Tags.";
    if (condition.column.starts_with(kTags)) {
        condition.tag = condition.column.substr(kTags.size());
        condition.column = "Tags";
    }
    return condition;
}

FocusBill read_focus_bill(const std::string& path, BillCost cost, const std::vector<BillCondition>& conditions) {
    CsvRows rows(path);
    const Columns columns(rows, cost);
    const Conditions wanted(rows, conditions);
    FocusBill bill;
    bill.path = path;
    Adder adder(bill);
    std::vector<std::string_view> fields;
    try {
        while (rows.next(fields)) {
            ++bill.rows;
            if (wanted.hold(fields)) take_row(bill, adder, columns, rows, fields);
        }
    } catch (const RowError& error) {
        fail_at(rows, error.what(), error.hint(scenarios::Syntax::command_line));
    }
    if (bill.rows == 0) throw InputError(Problem{path, 0, "", "has no charges", ""});
    if (bill.taken == 0)
        throw InputError(Problem{path, 0, "", fmt::format("none of its {} charges meets every --where", bill.rows),
                                 "look at how its columns are written"});
    return bill;
}

}  // namespace plimsoll::sim
