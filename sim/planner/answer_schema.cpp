// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/answer_schema.hpp"

#include "sim/planner/schema_members.hpp"

#include <utility>
#include <vector>

namespace plimsoll::sim {

namespace {

using namespace schema;

Schema cost() {
    return object({{"per_month", "decimal", decimal("USD")},
                   {"currency", "of it", one_of({"USD"})},
                   {"ci95", "of chance; absent with one replication", interval("USD"), kSometimes}});
}
Schema latency() {
    return object({{"p99", "of the latency; null: too many requests get no answer", or_null(number("s"))},
                   {"ci95", "of chance; absent with one replication", interval("s"), kSometimes}});
}
Schema objective() {
    return object({{"objective", "what is asked, in words", text()},
                   {"limit_s", "what it may be", number("s")},
                   {"value_s", "what it is; null: too many requests get no answer", or_null(number("s"))},
                   {"ci95_s", "of the value, by chance; absent with one replication", interval("s"), kSometimes}});
}
Schema future_figures() {
    return object({{"meets_objectives", "every one, in this future", flag()},
                   {"cost", "in this future", cost()},
                   {"regret_per_month",
                    "what it costs more than the best plan for this future; absent: the aim is another, or nothing "
                    "meets the objectives here",
                    decimal("USD"), kSometimes},
                   {"latency_s", "in this future", latency()}});
}

/// \param figures: whether each of them is there always
std::vector<Member> figures(bool always) {
    return {{"replications", "how many it was given", count(), always},
            {"meets_objectives", "every one, in enough futures", flag(), always},
            {"cost", "over several futures what is made small: expected cost, a percentile of it, or regret", cost(),
             always},
            {"latency_s", "of all replications, in enough futures", latency(), always},
            {"objectives", "of every future", list_of(objective()), always},
            {"binding", "index of the objective that it comes nearest to, or misses by most", count(), always},
            {"futures", "how it does in each, in their order; absent where there is but one", list_of(future_figures()),
             kSometimes}};
}

std::vector<Member> choice() {
    return {{"deployment", "its name in the scenario", text()},
            {"point", "of the grid, from 0", count()},
            {"at", "what varies of it, by column", Schema{{"type", "object"}}},
            {"set", "the same as overrides for --set", list_of(text())}};
}

Schema candidate() {
    auto members = choice();
    for (auto& member : figures(true)) members.push_back(std::move(member));
    return object(members);
}

Schema future() {
    return object({{"name", "what is then so", text()},
                   {"weight", "how probable it is", share()},
                   {"set", "as overrides for --set", list_of(text())}});
}

}  // namespace

std::string plan_schema_text() {
    return schema::text_of(
        "plimsoll.plan/1", "What `plimsoll plan --json` prints",
        {{"schema", "", text()},
         {"scenario", "its name", text()},
         {"seed", "of all random numbers", count()},
         catalogs(),
         {"tolerance", "differences that do not matter, as a share", share()},
         {"confidence", "that was asked for", share()},
         {"probability", "that the choice is good, at least; without a winner, that nothing meets the objectives",
          share()},
         {"minimise",
          "expected, a percentile such as p90, or regret; absent where there is but one future",
          {{"type", "string"}, {"pattern", "^(expected|regret|p[0-9.e+-]+)$"}},
          kSometimes},
         {"met_in", "share of the futures in which objectives must be met; absent where there is but one", share(),
          kSometimes},
         {"futures", "what may come; absent where there is but one", list_of(future()), kSometimes},
         {"winner", "null where nothing meets the objectives", or_null(candidate())},
         {"runner_up", "the next one that meets the objectives", or_null(candidate())},
         {"difference_ci95_per_month", "of the runner-up's cost less the winner's, paired by replication",
          interval("USD"), kSometimes},
         {"cheaper", "the cheaper one that misses the objectives by least", or_null(candidate())},
         {"faster", "the cheapest with a tenth less of what binds", or_null(candidate())},
         {"nearest", "where there is no winner: the one that misses the objectives by least", or_null(candidate())},
         {"rival", "about which most is in doubt, where the probability is below the confidence",
          or_null(object(choice()))},
         {"front", "of cost and p99, the cheapest first", list_of(candidate())},
         {"candidates", "how many there are",
          object({{"all", "that can be chosen", count()},
                  {"hopeless", "ruled out by arithmetic", count()},
                  {"too_expensive", "never simulated before the winner was found", count()},
                  {"examples_left_out", "whose price is invented", count()},
                  {"batches_left_out", "where others answer while someone waits", count()}})},
         {"why_hopeless", "where none was worth a simulation: why the first is not", text(), kSometimes},
         {"points", "of the grid",
          object({{"all", "in all", count()},
                  {"invalid", "at which the scenario makes no sense", count()},
                  {"why_invalid", "the first of these", text(), kSometimes}})},
         {"simulations", "what it took",
          object({{"run", "simulated now", count()},
                  {"from_cache", "found in the cache", count()},
                  {"exhaustive", "to give every candidate as many replications as the winner has", count()}})},
         {"lost", "simulations that ended without a result; their candidates are left out", lost()}});
}

std::string stress_schema_text() {
    std::vector<Member> row{
        {"stress", "which", one_of({"none", "traffic", "instances", "spot", "prices", "steps"})},
        {"outcome", "whether there are figures", one_of({"simulated", "unconcerned", "nothing_left", "lost"})}};
    for (auto& member : figures(kSometimes)) row.push_back(std::move(member));
    row.push_back({"cause", "the largest part of latency, where an objective is missed", text(), kSometimes});
    return schema::text_of(
        "plimsoll.stress/1", "What `plimsoll stress --json` prints",
        {{"schema", "", text()},
         {"scenario", "its name", text()},
         {"seed", "of all random numbers", count()},
         catalogs(),
         {"traffic", "so many times the requests", number()},
         {"prices", "every price so many times as high", number()},
         {"steps", "every step so many times as long", number()},
         {"deployments", "those chosen, in their order",
          list_of(object({{"name", "in the scenario", text()},
                          {"stresses", "the first is the deployment as it is", list_of(object(row))}}))},
         {"lost", "simulations that ended without a result", lost()}});
}

}  // namespace plimsoll::sim
