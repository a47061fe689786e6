// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/projection_reader.hpp"

#include "scenarios/month.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::scenarios {

using std::chrono::year_month;

namespace {

std::optional<year_month> read_month(const Node& node) {
    const auto written = node.text();
    if (!written) return std::nullopt;
    const auto month = parse_month(*written);
    if (!month) node.problem(fmt::format("\"{}\" is no month", *written), R"(write for example "2027-01")");
    return month;
}

year_month required_month(const Node& node) {
    return read_month(node.required("at", R"(the first month, for example "2027-01")")).value_or(year_month{});
}

std::vector<double> read_seasonality(const Node& node) {
    constexpr std::size_t kMonths = 12;
    std::vector<double> factors;
    for (const Node& element : node.elements()) factors.push_back(element.number(Sign::non_negative).value_or(1));
    if (!factors.empty() && factors.size() != kMonths)
        node.problem(fmt::format("has {} values, expected one for each month of the year", factors.size()),
                     "12 factors from January to December");
    return factors;
}

/// What begins in a month, and has a name.
template <class Dated>
Dated read_dated(const Node& node) {
    Dated dated;
    dated.at = required_month(node);
    assign(dated.name, node["name"].text());
    return dated;
}

LoadEvent read_event(const Node& node) {
    auto event = read_dated<LoadEvent>(node);
    assign(event.months, node["months"].count(1));
    assign(event.load, node.required("load", "a factor, for example 2").number(Sign::non_negative));
    return event;
}

PriceChange read_price_change(const Node& node) {
    auto change = read_dated<PriceChange>(node);
    assign(change.offer, node["offer"].text());
    change.purchase = node["purchase"].choice<Purchase>();
    assign(change.factor, node.required("factor", "for example 0.9").number(Sign::non_negative));
    return change;
}

RevenueSpec read_revenue(const Node& node) {
    RevenueSpec revenue;
    revenue.per_1k_requests = node["per_1k_requests"].number(Sign::non_negative);
    revenue.per_1m_tokens = node["per_1m_tokens"].number(Sign::non_negative);
    revenue.per_user = node["per_user"].number(Sign::non_negative);
    revenue.requests_per_user = node["requests_per_user"].number(Sign::positive);
    if (revenue.per_user && !revenue.requests_per_user)
        node.problem("what a user pays needs to be known of how many requests", R"(add "requests_per_user": 300)");
    return revenue;
}

CurrencySpec read_currency(const Node& node) {
    CurrencySpec currency;
    if (!node.present()) return currency;
    const Node code = node.required("code", R"(of ISO 4217, for example "EUR")");
    assign(currency.code, code.text());
    const bool is_code = currency.code.size() == 3 && std::all_of(currency.code.begin(), currency.code.end(),
                                                                  [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!is_code)
        code.problem(fmt::format("\"{}\" is no currency", currency.code), R"(of ISO 4217, for example "EUR")");
    if (currency.code == "USD") {
        node.refuse({"per_usd", "changes", "sd"}, "does not apply to USD, in which prices are", "leave it out");
        return currency;
    }
    assign(currency.per_usd,
           node.required("per_usd", "how much of it is a dollar, for example 0.92").number(Sign::positive));
    for (const Node& element : node["changes"].elements()) {
        CurrencySpec::Change change;
        change.at = required_month(element);
        assign(change.per_usd, element.required("per_usd", "for example 0.9").number(Sign::positive));
        if (!currency.changes.empty() && change.at <= currency.changes.back().at)
            element["at"].problem("is not after the month before it", "one rate for each month, in their order");
        currency.changes.push_back(change);
    }
    assign(currency.sd, node["sd"].number(Sign::non_negative));
    return currency;
}

OneOffCost read_one_off(const Node& node) {
    auto cost = read_dated<OneOffCost>(node);
    assign(cost.deployment, node["deployment"].text());
    assign(cost.usd, node.required("usd", "an amount, for example 5000").number(Sign::non_negative));
    return cost;
}

CommitmentSpec read_commitment(const Node& node) {
    constexpr std::uint32_t kMostMonths = 120;
    auto commitment = read_dated<CommitmentSpec>(node);
    assign(commitment.months, node["months"].count(1, kMostMonths));
    assign(commitment.kind, node["kind"].text());
    assign(commitment.covers, node["covers"].text());
    assign(commitment.deployment, node["deployment"].text());
    commitment.machines = node["machines"].count(1);
    commitment.per_hour = node["per_hour"].number(Sign::positive);
    assign(commitment.term, node["term"].choice<Term>());
    assign(commitment.upfront, node["upfront"].choice<Upfront>());
    commitment.discount = node["discount"].number(Sign::positive);
    if (commitment.discount && *commitment.discount >= 1)
        node["discount"].problem("is no share below 1", "for example 0.37");
    if (node.has("machines") == node.has("per_hour"))
        node.problem("a commitment is either so many \"machines\" or so much \"per_hour\"", R"(add "machines": 2)");
    if (!node.has("kind") && !node.has("discount"))
        node.problem("neither says of which kind it is nor at which discount",
                     R"(add "kind": "aws-compute-savings-plan", or "discount": 0.37)");
    return commitment;
}

template <class Read>
auto read_all(const Node& node, Read read) {
    std::vector<decltype(read(node))> all;
    for (const Node& element : node.elements()) all.push_back(read(element));
    return all;
}

}  // namespace

ProjectionSpec read_projection(const Node& node) {
    constexpr std::uint32_t kMostMonths = 120;
    constexpr std::uint32_t kMostDraws = 100'000;
    ProjectionSpec spec;
    spec.start = read_month(node["start"]);
    assign(spec.months, node["months"].count(1, kMostMonths));
    if (const auto growth = node["growth"].number(Sign::any)) {
        spec.growth = *growth;
        if (spec.growth <= -1) node["growth"].problem("a load cannot shrink by all of itself", "for example -0.02");
    }
    assign(spec.growth_sd, node["growth_sd"].number(Sign::non_negative));
    assign(spec.volatility, node["volatility"].number(Sign::non_negative));
    spec.seasonality = read_seasonality(node["seasonality"]);
    assign(spec.weekend, node["weekend"].number(Sign::non_negative));
    spec.events = read_all(node["events"], read_event);
    spec.prices = read_all(node["prices"], read_price_change);
    spec.one_off = read_all(node["one_off"], read_one_off);
    spec.commitments = read_all(node["commitments"], read_commitment);
    assign(spec.spot_price_sd, node["spot_price_sd"].number(Sign::non_negative));
    assign(spec.support, node["support"].number(Sign::non_negative));
    assign(spec.tax, node["tax"].number(Sign::non_negative));
    spec.budget_per_month = node["budget_per_month"].number(Sign::positive);
    spec.budget_per_year = node["budget_per_year"].number(Sign::positive);
    spec.revenue = read_revenue(node["revenue"]);
    spec.currency = read_currency(node["currency"]);
    assign(spec.discount_rate, node["discount_rate"].number(Sign::non_negative));
    assign(spec.draws, node["draws"].count(100, kMostDraws));
    return spec;
}

}  // namespace plimsoll::scenarios
