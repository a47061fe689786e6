// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/table.hpp"

#include "sim/compare/why.hpp"
#include "sim/report/layout.hpp"
#include "sim/report/sensitivities_text.hpp"
#include "sim/report/tokens_text.hpp"
#include "tests/report/golden.hpp"
#include "tests/report/sample_comparison.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace plimsoll::results::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// Without the sequences ESC [ digits m.
std::string without_colours(const std::string& text) {
    std::string bare;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\x1b') {
            at = text.find('m', at);
        } else {
            bare += text[at];
        }
    }
    return bare;
}

TEST(Table, reads_well_at_120_columns) {
    expect_golden("table-120.txt", table_text(sample_comparison(), {120, false}));
}

TEST(Table, reads_well_at_80_columns) { expect_golden("table-80.txt", table_text(sample_comparison(), {80, false})); }

TEST(Table, no_line_is_wider_than_asked) {
    const Comparison comparison = sample_comparison();
    for (std::size_t width = 60; width <= 200; ++width)
        for (const auto& line : lines_of(table_text(comparison, {width, false})))
            ASSERT_LE(display_width(line), width) << line;
}

TEST(Table, tells_of_tokens_where_answers_come_one_by_one) {
    Comparison comparison = sample_comparison();
    EXPECT_TRUE(tokens_text(comparison, 120).empty());
    auto& chat = comparison.deployments[0];
    const auto times = [](double p50, double p99) {
        LatencySummary summary;
        summary.p50.value = p50;
        summary.p99.value = p99;
        return summary;
    };
    chat.first_token = times(0.0476, 0.168);
    chat.token_gaps = times(0.0073, 1.25);
    chat.first_token_parts = FirstTokenParts{0.02, 0.0031, 0, 0.025};
    chat.tokens_per_s = TokenRates{1722, 449};
    chat.token_series.resize(1);
    chat.token_load = {.running = 3.5, .waiting = 0.25, .kv_cache_used = 0.008, .kv_cache_peak = 0.058};
    const auto text = tokens_text(comparison, 120);
    EXPECT_THAT(text, HasSubstr("47.6 / 168 ms"));
    EXPECT_THAT(text, HasSubstr("3.1 / 0 / 25 ms"));
    EXPECT_THAT(text, HasSubstr("0.0073 / 1.25 s"));
    EXPECT_THAT(text, HasSubstr("1,722 / 449"));
    EXPECT_THAT(text, HasSubstr("0.8 % / 5.8 %"));
    EXPECT_THAT(text, Not(HasSubstr("preemptions"))) << "nobody was preempted";
    EXPECT_THAT(lines_of(text)[0], HasSubstr("model API")) << "its tokens have a price";
    for (std::size_t width = 60; width <= 200; ++width)
        for (const auto& line : lines_of(tokens_text(comparison, width))) ASSERT_LE(display_width(line), width) << line;
}

TEST(Table, colours_change_nothing_but_colours) {
    const Comparison comparison = sample_comparison();
    for (const std::size_t width : {80U, 120U, 180U}) {
        const std::string coloured = table_text(comparison, {width, true});
        EXPECT_THAT(coloured, HasSubstr("\x1b[32m"));
        const std::string stripped = without_colours(coloured);
        const auto plain = lines_of(table_text(comparison, {width, false}));
        auto bare = lines_of(stripped);
        for (auto& line : bare) line.erase(line.find_last_not_of(' ') + 1);
        EXPECT_EQ(bare, plain) << width;
    }
}

TEST(Table, a_name_with_control_characters_is_shown_without_them) {
    const auto comparison = compare(made_scenario({}), {made_deployment("evil\x1b[2J", {"1"}, {1ms})}, {});
    EXPECT_THAT(table_text(comparison, {120, false}), Not(HasSubstr("\x1b")));
}

TEST(Table, a_breach_of_the_audit_is_shouted) {
    DeploymentRuns deployment = made_deployment("a", {"1"}, {1ms});
    deployment.runs[0].audit[0] = {"arrived = completed", false, "5 != 4"};
    const std::string text = table_text(compare(made_scenario({}), {deployment}, {}), {120, false});
    EXPECT_THAT(text, HasSubstr("audit: FAILED"));
    EXPECT_THAT(text, HasSubstr("a: arrived = completed: 5 != 4"));
}

TEST(Table, a_discount_shows_the_list_price) {
    DeploymentRuns deployment = made_deployment("a", {"10"}, {1ms});
    deployment.prices.factors.on_demand = 0.5;
    const std::string text = table_text(compare(made_scenario({}), {deployment}, {}), {120, false});
    EXPECT_THAT(text, HasSubstr("$50"));
    EXPECT_THAT(text, HasSubstr("note: price_factors change the prices; at list prices a month costs: 'a' $100"));
}

TEST(Table, nothing_to_show_is_no_reason_to_fail) {
    EXPECT_THAT(table_text(compare(made_scenario({}), {}, {})), HasSubstr("audit: 0 checks passed"));
    EXPECT_THAT(table_text(compare(made_scenario({}), {DeploymentRuns{}}, {})), HasSubstr("no result"));
}

TEST(Table, without_a_load_curve_there_is_no_table_of_it) {
    EXPECT_EQ(load_curve_text(compare(made_scenario({}), {made_deployment("a", {"1"}, {1ms})}, {})), "");
}

// 7 on machines and 1 on requests: 7/8 = 87.5 %; 3 s of 4 s queueing.
TEST(Table, ranks_assumptions_where_they_were_varied) {
    Comparison comparison = sample_comparison();
    EXPECT_EQ(sensitivities_text(comparison), "");
    auto& api = comparison.deployments[4];
    Sensitivity load;
    load.what = "load";
    load.low = 0.8;
    load.high = 1.2;
    load.at_low = {pricing::Money::parse("480"), 0.4};
    load.at_high = {pricing::Money::parse("720"), 0.4};
    Sensitivity start;
    start.what = "time of a cold start";
    start.unit = "s";
    start.low = 30;
    start.high = 120;
    start.at_low = {pricing::Money::parse("600"), 0.1};
    start.at_high = {pricing::Money::parse("600"), 0.9};
    api.sensitivities = {load, start};
    EXPECT_EQ(sensitivities_text(comparison, {80, false}),
              "What each assumption does alone, from one end of what it may be to the other:\n"
              "  assumption                     from / to  cost per month               p99\n"
              "model API\n"
              "  time of a cold start  30.0 s to 2.00 min               –  100 ms to 900 ms\n"
              "  load                    0.8 to 1.2 times    $480 to $720                 –\n");
}

TEST(Why, names_what_most_of_the_money_and_most_of_the_latency_is_for) {
    DeploymentRuns deployment = made_deployment("a", {"7"}, {4s});
    deployment.prices.offers.pools[0].meters.emplace_back(pricing::RequestMeter{pricing::Money::parse("1"), 0});
    deployment.runs[0].usage[0].requests = 1'000'000;
    deployment.runs[0].parts = {};
    deployment.runs[0].parts.queue = 3'000'000'000;
    deployment.runs[0].parts.compute = 1'000'000'000;
    const auto comparison = compare(made_scenario({}), {deployment}, {});
    EXPECT_EQ(why_text(comparison.deployments[0]), "88 % of cost: on-demand m; 75 % of latency: queueing");
}

TEST(Table, lists_models_with_their_quality_where_they_differ) {
    DeploymentRuns large = made_deployment("large", {"10", "10"}, {100ms});
    large.model =
        ServedModelFacts{R"({"name": "bert-base"})", 109e6, {{"MNLI-m accuracy, test, %", 84.6, "s", "d"}}, {}};
    DeploymentRuns small = made_deployment("small", {"5", "5"}, {50ms});
    small.model = large.model;
    EXPECT_THAT(table_text(compare(made_scenario({}), {large, small}, {}), {}), Not(HasSubstr("published quality")));
    small.model->variant = R"({"name": "bert-base", "prune": {"layers": 6}})";
    small.model->quality.clear();
    small.model->parameters = 66e6;
    const auto text = table_text(compare(made_scenario({}), {large, small}, {}), {});
    EXPECT_THAT(text, HasSubstr("109.0 M parameters; MNLI-m accuracy, test, %: 84.6"));
    EXPECT_THAT(text, HasSubstr("quality unknown"));
}

}  // namespace
}  // namespace plimsoll::results::testing
