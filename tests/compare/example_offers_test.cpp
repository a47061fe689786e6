// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/comparison.hpp"
#include "sim/compare/verdict.hpp"
#include "tests/compare/made_runs.hpp"

#include <gmock/gmock.h>

/// An offer that is marked as an example has an invented price: it shows a kind of offer and decides nothing.
namespace plimsoll::results::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

/// 1,000 tokens a run for that much money.
DeploymentRuns example_api(const std::string& cost, Duration latency = 100ms) {
    DeploymentRuns api = made_deployment("api", {cost}, {latency});
    api.serving = scenarios::Serving::api;
    api.example = true;
    api.runs[0].tokens = 1000;
    return api;
}

DeploymentRuns real(const std::string& name, const std::string& cost) { return made_deployment(name, {cost}, {100ms}); }

Comparison with_examples(const std::vector<DeploymentRuns>& deployments, bool examples_compete = false) {
    auto scenario = made_scenario({latency_slo(99, 1s)});
    scenario.examples_compete = examples_compete;
    return compare(scenario, deployments, {});
}

TEST(ExampleOffers, never_win) {
    const auto comparison = with_examples({example_api("1"), real("machine", "3")});
    EXPECT_EQ(comparison.verdict.cheapest, 1U);
    EXPECT_FALSE(comparison.verdict.runner_up);
    EXPECT_FALSE(comparison.deployments[0].eligible);
}

TEST(ExampleOffers, meet_no_objective_for_others) {
    const auto comparison = with_examples({example_api("1"), made_deployment("slow", {"3"}, {5s})});
    EXPECT_FALSE(comparison.verdict.cheapest);
    EXPECT_EQ(comparison.verdict.nearest, 1U);
    EXPECT_THAT(comparison.warnings.at(0).text, HasSubstr("p99 latency <= 1 s"));
}

TEST(ExampleOffers, are_no_winner_of_a_load) {
    DeploymentRuns api = example_api("1");
    DeploymentRuns machine = real("machine", "3");
    for (const double load : {1.0, 2.0}) {
        add_point(api, load, load == 1 ? "1" : "9", 1ms);
        add_point(machine, load, "3", 1ms);
    }
    const auto comparison = with_examples({api, machine});
    EXPECT_TRUE(comparison.verdict.changes.empty());
    EXPECT_EQ(cheapest_at(comparison.deployments, 1), 1U);
}

// The machine costs 3 for the 1,000 tokens for which the example asks 6: 3,000 and 6,000 a million.
TEST(ExampleOffers, say_where_a_real_quote_would_have_to_be) {
    EXPECT_THAT(with_examples({example_api("6"), real("machine", "3")}).verdict.sentences,
                Contains("An API quote must be below $3,000 per million tokens to matter ('api' (example price) asks "
                         "$6,000)."));
    EXPECT_THAT(with_examples({example_api("6", 2s), real("machine", "3")}).verdict.sentences,
                Contains(HasSubstr("and better than the example: its p99 latency is 2.00 s instead of 1 s")));
}

TEST(ExampleOffers, compete_on_request_and_every_sentence_says_what_they_are) {
    const auto comparison = with_examples({example_api("1"), real("machine", "3")}, true);
    EXPECT_EQ(comparison.verdict.cheapest, 0U);
    EXPECT_EQ(comparison.verdict.sentences.at(0),
              "'api' (example price) is the cheapest that meets its objectives: $10.00 a month.");
}

TEST(ExampleOffers, alone_give_no_verdict) {
    const auto comparison = with_examples({example_api("1")});
    EXPECT_FALSE(comparison.verdict.cheapest);
    EXPECT_FALSE(comparison.verdict.nearest);
    EXPECT_THAT(comparison.verdict.sentences.at(0), HasSubstr("/experiment/examples_compete"));
}

}  // namespace
}  // namespace plimsoll::results::testing
