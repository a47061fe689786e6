// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/comparison_reader.hpp"

#include "scenarios/input_error.hpp"
#include "sim/report/comparison_json.hpp"
#include "sim/report/table.hpp"
#include "tests/report/sample_comparison.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <functional>
#include <limits>
#include <random>

namespace plimsoll::results::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;

/// The sample, and what of the format it lacks.
Comparison rich_comparison() {
    Comparison comparison = sample_comparison();
    comparison.scenario.seed = std::numeric_limits<std::uint64_t>::max();
    comparison.scenario.horizon = Duration(3'600'000'000'001);
    comparison.scenario.warm_up = Duration(1);
    comparison.notes.notes = {"step times are datasheet figures", "\"quoted\" — 模型"};
    comparison.warnings.push_back({"few-replications", "one replication"});
    auto& demand = comparison.deployments[0];
    // Members that are not in the order of the alphabet.
    demand.model = {R"({"name":"bert-base","prune":{"layers":1,"ffn":0.25},"student":{"layers":6,"hidden":384}})",
                    109'482'240,
                    {{"f1", 88.5, "a paper", "2019-05-24"}, {"accuracy", 0.1 + 0.2, "", ""}},
                    {"measured", "my profile", "NVIDIA T4", "2026-11-01", 0.034}};
    demand.extrapolated_steps_share = 0.001;
    demand.energy_kwh = 1.0 / 3;
    demand.offered_load = 0.75;
    demand.fingerprint = 0xabc;
    demand.pools = {{1000.5, {2.25, 4, 5.5, 0}, 0.625, 1.0 / 3}, {20, {1, 1, 3, 2.5}, 0, 0}};
    auto& api = comparison.deployments[4];
    api.slo[0].value_s = std::nullopt;
    api.slo[0].ci = std::nullopt;
    api.slo[0].clear = std::nullopt;
    api.example = true;
    api.eligible = false;
    api.interruptions_ci = Interval{0, 0.75};
    api.latency.p50.below_resolution = true;
    using pricing::Money;
    api.sensitivities = {{Sensitivity::Kind::load,
                          "load",
                          "/workload/load",
                          1,
                          0.8,
                          1.2,
                          "",
                          "±20 % by default",
                          {Money::parse("48"), 0.25},
                          {Money::parse("72"), std::nullopt}},
                         {Sensitivity::Kind::price,
                          "price of tokens",
                          "/deployments/4/pools/0/offer/price",
                          1,
                          0.7,
                          1.3,
                          "USD/hour",
                          "±30 %: no primary source confirmed it",
                          {Money::parse("42"), 0.3},
                          {Money::parse("78"), 0.3}}};
    auto& verdict = comparison.verdict;
    verdict.nearest = 3;
    verdict.step_times_ci = Interval{-1.5, 20};
    verdict.prices_ci = Interval{2, 3};
    verdict.largest_doubt = Doubt::step_times;
    verdict.flips = {{Flip::Kind::price, "on-demand m", 1.25, "model API", "on-demand m at $1.25", 1, 1.25, "USD/hour"},
                     {Flip::Kind::load, "", 2, "", "a load above 2"}};
    for (auto& change : verdict.changes)
        if (change.kind == LoadChange::Kind::cost) change.load_ci = Interval{1.25, 1.5};
    return comparison;
}

/// The problems of a text that is refused.
std::vector<Problem> problems_of(const std::string& text) {
    try {
        static_cast<void>(read_comparison(text, "result.json"));
    } catch (const InputError& error) {
        return error.problems();
    }
    return {};
}

std::vector<Problem> problems_after(const std::function<void(ordered_json&)>& change) {
    auto json = to_json(rich_comparison());
    change(json);
    return problems_of(json.dump(2));
}

auto problem_at(const std::string& pointer, const std::string& says) {
    return AllOf(Field(&Problem::pointer, pointer), Field(&Problem::message, HasSubstr(says)));
}

TEST(ComparisonReader, reads_what_was_written_byte_for_byte) {
    const std::string text = json_text(rich_comparison());
    EXPECT_EQ(json_text(read_comparison(text, "result.json")), text);
}

TEST(ComparisonReader, an_empty_comparison_and_one_without_results_come_back) {
    Comparison empty;
    EXPECT_EQ(json_text(read_comparison(json_text(empty), "")), json_text(empty));
    const Comparison lost = compare(made_scenario({}), {made_deployment("lost", {}, {})}, {});
    EXPECT_EQ(json_text(read_comparison(json_text(lost), "")), json_text(lost));
}

TEST(ComparisonReader, what_was_read_makes_the_same_table) {
    const Comparison comparison = sample_comparison();
    EXPECT_EQ(table_text(read_comparison(json_text(comparison), "")), table_text(comparison));
}

// Doubles from 1e-12 to 1e12 with all their bits, durations of any number of nanoseconds up to 26 days, money to the
// twelfth digit.
TEST(ComparisonReader, any_number_comes_back_to_its_last_digit) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> exponent(-12, 12);
    const auto real = [&] { return std::pow(10.0, exponent(random)); };
    const auto duration = [&] { return Duration(random() >> (14 + random() % 40)); };
    Comparison comparison = sample_comparison();
    auto& deployment = comparison.deployments[0];
    for (int i = 0; i < 300; ++i) {
        comparison.scenario.horizon = duration();
        comparison.scenario.slos[0].at_most = duration();
        deployment.bucket = duration();
        deployment.latency.p99 = {real(), Interval{real(), real()}};
        deployment.cost.total_ci = Interval{real(), real()};
        deployment.by_replication.cost_per_month = {real(), real(), 0};
        deployment.cost.total =
            pricing::Money::parse(fmt::format("{}.{:012}", random() % 1000, random() % 1'000'000'000'000));
        comparison.verdict.difference_per_month = real() - real();
        const std::string text = json_text(comparison);
        const Comparison read = read_comparison(text, "");
        ASSERT_EQ(json_text(read), text);
        ASSERT_EQ(read.scenario.horizon, comparison.scenario.horizon);
        ASSERT_EQ(read.deployments[0].latency.p99.value, deployment.latency.p99.value);
        ASSERT_EQ(read.deployments[0].cost.total, deployment.cost.total);
    }
}

TEST(ComparisonReader, absent_members_stay_empty) {
    const auto comparison = compare(made_scenario({latency_slo(99, 1s)}), {made_deployment("a", {"1"}, {1ms})}, {});
    const auto read = read_comparison(json_text(comparison), "");
    const auto& deployment = read.deployments.at(0);
    EXPECT_FALSE(deployment.latency.p99.ci);
    EXPECT_FALSE(deployment.cost.per_month_ci);
    EXPECT_FALSE(deployment.cost.per_1m_tokens);
    EXPECT_FALSE(deployment.model);
    EXPECT_FALSE(deployment.deadline);
    EXPECT_FALSE(deployment.slo.at(0).ci);
    EXPECT_FALSE(deployment.slo.at(0).clear);
    EXPECT_FALSE(read.verdict.runner_up);
    EXPECT_FALSE(read.verdict.clear);
}

TEST(ComparisonReader, a_result_of_the_first_version_is_read) {
    auto json = to_json(rich_comparison());
    for (auto& deployment : json["deployments"]) {
        deployment["latency_s"].erase("distribution");
        deployment["latency_parts_s"].erase("at_percentile");
        deployment["instances"].erase("lives");
        deployment["instances"].erase("lives_omitted");
    }
    const auto read = read_comparison(json.dump(), "");
    EXPECT_TRUE(read.deployments.at(0).latency_distribution.empty());
    EXPECT_EQ(to_json(read).dump(), json.dump());
}

TEST(ComparisonReader, members_of_a_later_version_are_passed_over) {
    auto json = to_json(rich_comparison());
    const std::string before = json.dump();
    json["later"] = {{"a", 1}};
    json["deployments"][0]["latency_s"]["p99.99"] = 3;
    json["verdict"]["later"] = nullptr;
    const auto read = read_comparison(json.dump(), "");
    EXPECT_EQ(to_json(read).dump(), before);
}

TEST(ComparisonReader, another_schema_is_refused_before_anything_else) {
    const auto problems = problems_after([](ordered_json& json) {
        json["schema"] = "plimsoll.comparison/2";
        json.erase("deployments");
    });
    EXPECT_THAT(problems, ElementsAre(problem_at("/schema", "\"plimsoll.comparison/2\" is not known")));
    EXPECT_THAT(problems[0].message, HasSubstr("expected \"plimsoll.comparison/1\""));
    EXPECT_EQ(problems[0].line, 2);
    EXPECT_FALSE(problems[0].hint.empty());
}

TEST(ComparisonReader, what_is_no_comparison_is_refused) {
    EXPECT_THAT(problems_of("{}"), ElementsAre(problem_at("", "no comparison")));
    EXPECT_THAT(problems_of("[]"), ElementsAre(problem_at("", "expected an object")));
    EXPECT_THAT(problems_of(""), ElementsAre(problem_at("", "empty")));
    EXPECT_THAT(problems_of("{\"schema\": \"plimsoll.comparison/1\",\n,}"), ElementsAre(Field(&Problem::line, 2)));
    for (const auto& problem : problems_of("{}")) EXPECT_EQ(problem.file, "result.json");
}

TEST(ComparisonReader, every_member_that_is_missing_or_of_another_kind_is_named) {
    const auto problems = problems_after([](ordered_json& json) {
        json["scenario"].erase("name");
        json["scenario"]["seed"] = -1;
        json["scenario"]["horizon_s"] = 1e300;
        auto& deployment = json["deployments"][1];
        deployment["serving"] = "real-tim";
        deployment["latency_s"] = 3;
        deployment["latency_s"] = {{"mean", "1"}};
        deployment["requests"] = nullptr;
        deployment["cost"]["total"] = 12.5;
        deployment["cost"]["lines"][0]["amount"] = "12,5";
        deployment["cost"]["ci95"]["total"] = {"1", "2", "3"};
        deployment["fingerprint"] = "12";
        deployment["instances"]["lives"][0]["phases"][0]["phase"] = "provisions";
        json["deployments"][0]["latency_s"]["distribution"]["share"].push_back(1);
        deployment["series"]["completed"] = {1, 2, 3};
        json["verdict"]["cheapest"] = "nobody";
        json["warnings"] = "none";
        json["provenance"]["notes"] = {"one", 2};
    });
    EXPECT_THAT(problems, Contains(problem_at("/scenario/name", "missing")));
    EXPECT_THAT(problems, Contains(problem_at("/scenario/seed", "expected a whole number")));
    EXPECT_THAT(problems, Contains(problem_at("/scenario/horizon_s", "292 years")));
    EXPECT_THAT(problems, Contains(problem_at("/deployments/1/serving", "\"real-tim\" is not one of")));
    EXPECT_THAT(problems, Contains(Field(&Problem::hint, HasSubstr("real-time"))));
    EXPECT_THAT(problems, Contains(problem_at("/deployments/1/latency_s/mean", "expected a number")));
    EXPECT_THAT(problems, Contains(problem_at("/deployments/1/latency_s/p99", "missing")));
    EXPECT_THAT(problems, Contains(problem_at("/deployments/1/requests", "expected an object")).Times(1));
    EXPECT_THAT(problems, Contains(problem_at("/deployments/1/cost/total", "as text")));
    EXPECT_THAT(problems, Contains(problem_at("/deployments/1/cost/lines/0/amount", "12,5")));
    EXPECT_THAT(problems, Contains(problem_at("/deployments/1/cost/ci95/total", "two elements")));
    EXPECT_THAT(problems, Contains(problem_at("/deployments/1/fingerprint", "hexadecimal")));
    EXPECT_THAT(problems, Contains(problem_at("/deployments/1/instances/lives/0/phases/0/phase", "not one of")));
    EXPECT_THAT(problems, Contains(problem_at("/deployments/0/latency_s/distribution/at_most_s", "\"share\" has")));
    EXPECT_THAT(problems, Contains(problem_at("/deployments/1/series/completed", "3 values")));
    EXPECT_THAT(problems, Contains(problem_at("/verdict/cheapest", "no deployment \"nobody\"")));
    EXPECT_THAT(problems, Contains(problem_at("/warnings", "expected an array")));
    EXPECT_THAT(problems, Contains(problem_at("/provenance/notes/1", "expected a text")));
    for (const auto& problem : problems) EXPECT_GT(problem.line, 0) << problem.text();
}

TEST(ComparisonReader, counts_of_a_series_are_whole) {
    for (const ordered_json& wrong : {ordered_json(0.5), ordered_json(-1), ordered_json(1e20), ordered_json("1")})
        EXPECT_THAT(
            problems_after([&](ordered_json& json) { json["deployments"][0]["series"]["rejected"][1] = wrong; }),
            ElementsAre(Field(&Problem::pointer, HasSubstr("/deployments/0/series/rejected"))))
            << wrong;
}

TEST(ComparisonReader, a_text_cut_anywhere_is_refused) {
    const std::string text = json_text(rich_comparison());
    for (std::size_t size = 0; size + 2 < text.size(); size += 101)
        ASSERT_THROW(static_cast<void>(read_comparison(text.substr(0, size), "")), InputError) << size;
}

TEST(ComparisonReader, damage_never_does_worse_than_an_input_error) {
    const std::string text = json_text(rich_comparison());
    std::mt19937_64 random(2);
    for (int i = 0; i < 500; ++i) {
        std::string damaged = text;
        damaged[random() % text.size()] = static_cast<char>(random());
        try {
            static_cast<void>(json_text(read_comparison(damaged, "")));
        } catch (const InputError&) {
            continue;  // damage inside a name cannot be seen
        }
    }
}

}  // namespace
}  // namespace plimsoll::results::testing
