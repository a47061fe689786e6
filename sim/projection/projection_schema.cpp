// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/projection_schema.hpp"

namespace plimsoll::sim {
namespace schema {

Schema prediction(const char* unit) {
    return object({{"mean", "of what may come", number(unit)},
                   {"p10", "one of ten is less", number(unit)},
                   {"p50", "half of them are less", number(unit)},
                   {"p90", "nine of ten are less", number(unit)}});
}

}  // namespace schema

namespace {

using namespace schema;

Schema commitment_month() {
    return object({{"upfront", "billed once, in its first month", number("currency")},
                   {"recurring", "billed hour by hour", number("currency")},
                   {"amortised", "with what is paid upfront spread over its months", number("currency")},
                   {"used", "of what is amortised", number("currency")},
                   {"unused", "the rest, which covers nothing", number("currency")},
                   {"covered", "what it covers, at the price on demand", number("currency")}});
}

Schema made_commitment() {
    return object({{"name", "in the scenario, else its title", text()},
                   {"kind", "as plimsoll commitments names them", text()},
                   {"title", "for people", text()},
                   {"covers", "an offer, a family in a region or a provider", text()},
                   {"per_hour", "with what is paid upfront spread", decimal("USD/h")},
                   {"machines", "null: an amount", or_null(count())},
                   {"term", "for how long", one_of({"1y", "3y"})},
                   {"upfront", "what is paid of it in its first month", one_of({"none", "partial", "all"})},
                   {"from", "its first month", text()},
                   {"until", "the first month without it", text()},
                   {"verified", "false: no primary source confirmed a rate", flag()}});
}

Schema projected_month() {
    return object({{"month", "2027-05", text()},
                   {"load", "in the middle, on a weekday, as a multiple of the scenario's", number()},
                   {"requests", "in the middle", number()},
                   {"meets_objectives", "at the next load above that was simulated", flag()},
                   {"bill", "of the month", prediction()},
                   {"cumulative", "from the first month to this one", prediction()},
                   {"middle", "the bill with nothing uncertain, which is the sum of its parts",
                    object({{"total", "of the parts: what is billed", number("currency")},
                            {"items", "in the order of the deployment's items, without what commitments cover",
                             list_of(number("currency"))},
                            {"one_off", "paid once", number("currency")},
                            {"support", "of items and what is paid once", number("currency")},
                            {"tax", "of all these", number("currency")},
                            {"commitments", "in their order: upfront and recurring are parts; absent without any",
                             list_of(commitment_month()), kSometimes},
                            {"on_demand", "of the items: what commitments could cover and do not; absent without any",
                             number("currency"), kSometimes},
                            {"amortised", "the total, with what is paid upfront spread; absent without any",
                             number("currency"), kSometimes}})},
                   {"above_budget", "probability; absent without a budget of a month", share(), kSometimes}});
}

Schema projected_year() {
    return object({{"year", "of the calendar", count()},
                   {"months", "of it that are projected", count()},
                   {"bill", "of these", prediction()},
                   {"above_budget", "probability; absent without a budget of a year", share(), kSometimes}});
}

Schema unit_costs() {
    return object({{"per_1k_requests", "all bills over all requests", prediction()},
                   {"per_1m_tokens", "of question and answer; null: the traffic has none", or_null(prediction())},
                   {"per_user", "and month; null: nobody said what a user does", or_null(prediction())},
                   {"margin", "revenue less all bills; null: nothing is said to earn", or_null(prediction())},
                   {"margin_share", "of the revenue", or_null(prediction(""))},
                   {"loses", "probability that the bills are more than the revenue", or_null(share())}});
}

Schema hour_at_load() {
    return object({{"load", "multiple of the scenario's", number()},
                   {"requests_per_h", "that arrive", number()},
                   {"items_per_h", "in the order of the items", list_of(number("USD"))},
                   {"relative_sd", "of the whole, from replication to replication", number()},
                   {"meets_objectives", "at this load", flag()},
                   {"p99_s", "of the latency; null: too many requests get no answer", or_null(number("s"))},
                   {"faster_steps", "factor on the whole with every step as short as it may be", number(), kSometimes},
                   {"slower_steps", "and as long", number(), kSometimes}});
}

Schema projected_deployment() {
    return object(
        {{"name", "in the scenario", text()},
         {"lost", "a simulation ended without a result: nothing else is known", flag()},
         {"competes", "false: a batch where others answer while someone waits, or an invented price", flag(),
          kSometimes},
         {"total", "of all months", prediction(), kSometimes},
         {"present_value", "of the mean bills", number("currency"), kSometimes},
         {"misses_from", "first month in which an objective is missed; null: none", or_null(text()), kSometimes},
         {"moved_by", "shares of the variance of the total",
          object({{"demand", "how much is asked for", share()},
                  {"step_times", "their error", share()},
                  {"spot_prices", "of machines", share()},
                  {"chance", "from replication to replication", share()},
                  {"exchange_rate", "of the currency to USD", share()}}),
          kSometimes},
         {"change", "from the first month to the last, nothing being uncertain",
          object({{"calendar", "days of the month", number("currency")},
                  {"load", "how much is asked for", number("currency")},
                  {"prices", "that change", number("currency")},
                  {"one_off", "paid once", number("currency")},
                  {"commitments", "their fees less what they cover", number("currency")},
                  {"exchange_rate", "of the currency to USD", number("currency")}}),
          kSometimes},
         {"unit", "what a unit costs, and what is left of what it earns", unit_costs(), kSometimes},
         {"items", "lines of the bills",
          list_of(object({{"item", "as a bill calls it", text()},
                          {"offer", "its id", text()},
                          {"pool", "from 0", count()},
                          {"spot", "billed at a spot price", flag()}})),
          kSometimes},
         {"commitments", "that are made, or will be; absent: none", list_of(made_commitment()), kSometimes},
         {"months", "in their order", list_of(projected_month()), kSometimes},
         {"years", "of the calendar", list_of(projected_year()), kSometimes},
         {"by_load", "what an hour costs at each load that was simulated", list_of(hour_at_load()), kSometimes}});
}

}  // namespace

std::string projection_schema_text() {
    return schema::text_of(
        "plimsoll.projection/1", "What `plimsoll project --json` prints",
        {{"schema", "", text()},
         {"scenario", "its name", text()},
         {"seed", "of all random numbers", count()},
         {"draws", "of what is uncertain", count()},
         {"currency", "of all amounts but those by the hour, which are in USD", text()},
         {"start", "first month", text()},
         catalogs(),
         {"budget_per_month", "absent: none", number("currency"), kSometimes},
         {"budget_per_year", "absent: none", number("currency"), kSometimes},
         {"cheapest", "from a month on, of those that compete and meet their objectives",
          list_of(object({{"from", "a month", text()}, {"deployment", "null: none", or_null(text())}}))},
         {"deployments", "in the scenario's order", list_of(projected_deployment())},
         {"notes", "what is taken for granted", list_of(text())},
         {"lost", "simulations that ended without a result", lost()}});
}

}  // namespace plimsoll::sim
