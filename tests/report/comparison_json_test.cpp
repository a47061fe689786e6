// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/comparison_json.hpp"

#include "sim/report/files.hpp"
#include "sim/report/table.hpp"
#include "tests/report/golden.hpp"
#include "tests/report/sample_comparison.hpp"

#include <nlohmann/json.hpp>

#include <clocale>
#include <locale>

namespace plimsoll::results::testing {
namespace {

/// 1.234,5: what a German or French locale does to anyone who asks it.
class CommaNumbers : public std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

/// The global locales as they would be under such a user, and as they were afterwards, whatever happens.
class CommaLocale {
public:
    CommaLocale() : c_before_(std::setlocale(LC_ALL, nullptr)) {
        std::locale::global(std::locale(std::locale::classic(), new CommaNumbers));
        for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8"})  // where installed
            if (std::setlocale(LC_ALL, name) != nullptr) break;
    }
    ~CommaLocale() {
        std::setlocale(LC_ALL, c_before_.c_str());
        std::locale::global(std::locale::classic());
    }
    CommaLocale(const CommaLocale&) = delete;
    CommaLocale& operator=(const CommaLocale&) = delete;

private:
    std::string c_before_;
};

std::string everything(const Comparison& comparison) {
    std::string text =
        json_text(comparison) + table_text(comparison) + load_curve_csv(comparison) + cost_lines_csv(comparison);
    for (const auto& deployment : comparison.deployments) text += series_csv(deployment);
    return text;
}

TEST(ComparisonJson, is_the_documented_schema) { expect_golden("comparison.json", json_text(sample_comparison())); }

TEST(ComparisonJson, the_same_input_gives_the_same_bytes) {
    EXPECT_EQ(json_text(sample_comparison()), json_text(sample_comparison()));
}

TEST(ComparisonJson, a_comma_locale_changes_no_output) {
    const std::string expected = everything(sample_comparison());
    const CommaLocale comma;
    const std::string actual = everything(sample_comparison());
    EXPECT_EQ(actual, expected);
}

TEST(ComparisonJson, doubles_read_back_exactly_and_money_is_text) {
    const Comparison comparison = sample_comparison();
    const auto json = nlohmann::json::parse(json_text(comparison));
    const auto& first = json.at("deployments").at(0);
    EXPECT_EQ(first.at("latency_s").at("mean").get<double>(), comparison.deployments[0].latency.mean.value);
    EXPECT_EQ(first.at("series").at("in_system_mean").at(1).get<double>(), 0.3333333333333333);
    EXPECT_EQ(first.at("cost").at("total").get<std::string>(), comparison.deployments[0].cost.total.text());
    EXPECT_TRUE(first.at("cost").at("ci95").at("per_month").at(0).is_string());
}

TEST(ComparisonJson, the_total_is_the_exact_sum_of_the_lines) {
    const auto json = nlohmann::json::parse(json_text(sample_comparison()));
    for (const auto& deployment : json.at("deployments")) {
        pricing::Money sum;
        for (const auto& line : deployment.at("cost").at("lines"))
            sum += pricing::Money::parse(line.at("amount").get<std::string>());
        EXPECT_EQ(sum.text(), deployment.at("cost").at("total").get<std::string>());
    }
}

TEST(ComparisonJson, what_is_unknown_is_absent) {
    const auto json =
        nlohmann::json::parse(json_text(compare(made_scenario({}), {made_deployment("a", {"1"}, {1ms})}, {})));
    const auto& deployment = json.at("deployments").at(0);
    for (const char* key : {"energy_kwh", "offered_load", "deadline", "device_note"})
        EXPECT_FALSE(deployment.contains(key)) << key;
    EXPECT_FALSE(deployment.at("latency_s").contains("ci95"));
    EXPECT_FALSE(deployment.at("cost").contains("per_1m_tokens"));
    EXPECT_FALSE(json.at("verdict").contains("runner_up"));
}

TEST(ComparisonJson, says_what_no_bill_holds) {
    EXPECT_EQ(to_json(sample_comparison()).at("provenance").at("left_out"),
              nlohmann::ordered_json::parse(
                  R"(["taxes", "support", "data transfer", "storage and disks", "load balancers", "logs"])"));
}

// The figures of one pool are those of the deployment.
TEST(ComparisonJson, pools_are_told_apart_where_there_are_several) {
    const auto pools_of = [](std::size_t number) {
        auto comparison = compare(made_scenario({}), {made_deployment("a", {"1"}, {1ms})}, {});
        comparison.deployments[0].pools.resize(number);
        comparison.deployments[0].pools.back() = {
            .served = 12.5,
            .instances = {.mean = 0.75, .peak = 2, .launched = 3, .interrupted = 1},
            .utilization = 0.5};
        return to_json(comparison).at("deployments").at(0).value("pools", nlohmann::ordered_json());
    };
    EXPECT_TRUE(pools_of(1).is_null());
    const auto pools = pools_of(2);
    ASSERT_EQ(pools.size(), 2U);
    EXPECT_EQ(pools[1], nlohmann::ordered_json::parse(
                            R"({"served": 12.5, "instances": {"mean": 0.75, "peak": 2.0, "launched": 3.0,
                                "interrupted": 1.0}, "utilization": 0.5})"));
}

TEST(ComparisonJson, a_name_that_is_not_utf8_does_not_stop_the_report) {
    const auto comparison = compare(made_scenario({}), {made_deployment("caf\xe9", {"1"}, {1ms})}, {});
    const auto json = nlohmann::json::parse(json_text(comparison));
    EXPECT_EQ(json.at("deployments").at(0).at("name"), "caf\xef\xbf\xbd");
}

// Renaming or reordering deployments changes nothing but names and order.
TEST(ComparisonJson, reordering_deployments_changes_no_result) {
    DeploymentRuns a = made_deployment("a", {"1", "2"}, {1ms});
    DeploymentRuns b = made_deployment("b", {"3", "5"}, {2ms});
    const auto scenario = made_scenario({latency_slo(99, 1s)}, 2);
    const auto one = to_json(compare(scenario, {a, b}, {}));
    const auto other = to_json(compare(scenario, {b, a}, {}));
    EXPECT_EQ(one.at("deployments").at(0), other.at("deployments").at(1));
    EXPECT_EQ(one.at("deployments").at(1), other.at("deployments").at(0));
    EXPECT_EQ(one.at("verdict"), other.at("verdict"));
    EXPECT_EQ(one.at("fingerprint"), other.at("fingerprint"));
}

// Prices x 3 give cost x 3 and the same latencies.
TEST(ComparisonJson, three_times_the_prices_cost_three_times_as_much) {
    const auto scenario = made_scenario({latency_slo(99, 1s)}, 2);
    const auto cheap = compare(scenario, {made_deployment("a", {"1.1", "2.3"}, {1ms})}, {});
    const auto dear = compare(scenario, {made_deployment("a", {"3.3", "6.9"}, {1ms})}, {});
    EXPECT_EQ(cheap.deployments[0].cost.per_month.times(3), dear.deployments[0].cost.per_month);
    EXPECT_EQ(cheap.deployments[0].latency.p99.value, dear.deployments[0].latency.p99.value);
}

}  // namespace
}  // namespace plimsoll::results::testing
