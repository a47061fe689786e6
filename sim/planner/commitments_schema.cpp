// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/commitments_schema.hpp"

#include "sim/planner/schema_members.hpp"

namespace plimsoll::sim {
namespace {

using namespace schema;

std::vector<Member> month_at_demand() {
    return {{"demand", "so many times the machines in every hour", number()},
            {"on_demand", "without commitments", decimal("USD")},
            {"total", "with them", decimal("USD")},
            {"saving", "the difference", decimal("USD")}};
}

Schema advised() {
    return object({{"kind", "such as aws-compute-savings-plan", text()},
                   {"title", "for people", text()},
                   {"covers", "an offer, a family or a region", text()},
                   {"per_hour", "what is committed to", decimal("USD")},
                   {"machines", "how many; absent where it is an amount", number(), kSometimes},
                   {"verified", "a primary source confirms the rate", flag()},
                   {"unused_per_month", "what lies idle", decimal("USD")},
                   {"utilisation", "used of what is paid for", or_null(share())}});
}

Schema advice() {
    auto month = month_at_demand();
    month.push_back({"saving_ci95", "by chance; absent with one replication", interval("USD"), kSometimes});
    month.push_back({"unused", "what lies idle", decimal("USD")});
    return object(
        {{"name", "in the scenario", text()},
         {"lost", "a simulation ended without a result", flag()},
         {"offers", "of its machines on demand", list_of(text())},
         {"mix", "the best; empty: no commitment is worth it", list_of(advised())},
         {"per_month", "in the middle of the demand", object(month), kSometimes},
         {"coverage", "covered of what is used", share(), kSometimes},
         {"utilisation", "used of what is paid for; null: nothing is", or_null(share()), kSometimes},
         {"break_even_utilisation", "from which on it is worth it", or_null(number()), kSometimes},
         {"effective_rate", "of an hour of a machine", or_null(number("USD")), kSometimes},
         {"paid_back_in_month", "in which it has cost less than on demand; null: never", or_null(count()), kSometimes},
         {"least_demand", "down to which it saves", or_null(number()), kSometimes},
         {"per_month_at_low_demand", "absent where the demand does not vary", object(month_at_demand()), kSometimes},
         {"by_hour", "of the simulated period, or of a week: what it costs with the mix, in the mean",
          object({{"used", "of what is committed", list_of(number("USD/h"))},
                  {"unused", "of it, too: it covers nothing", list_of(number("USD/h"))},
                  {"on_demand", "what is left, at list price", list_of(number("USD/h"))}}),
          kSometimes},
         {"warnings", "what to know before signing",
          list_of(object({{"code", "for programs", text()}, {"text", "for people", text()}}))}});
}

}  // namespace

std::string commitments_schema_text() {
    return schema::text_of("plimsoll.commitments/1", "What `plimsoll commitments --json` prints",
                           {{"schema", "", text()},
                            {"scenario", "its name", text()},
                            {"seed", "of all random numbers", count()},
                            {"replications", "of each deployment", count()},
                            {"horizon_s", "of the usage", number("s")},
                            {"term", "of the commitments", one_of({"1y", "3y"})},
                            {"upfront", "what is paid at once", one_of({"none", "partial", "all"})},
                            {"demand", "between so many times the machines", interval("")},
                            {"currency", "of all amounts", one_of({"USD"})},
                            catalogs(),
                            {"deployments", "in the scenario's order", list_of(advice())},
                            {"lost", "simulations that ended without a result", lost()}});
}

}  // namespace plimsoll::sim
