// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

namespace plimsoll::cli_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class Commitments : public ProgramTest {
protected:
    /// The second deployment, two machines at 1.00 USD an hour all the time.
    [[nodiscard]] json two(std::vector<std::string> more) const {
        std::vector<std::string> arguments{"commitments", small(), "--deployment", "two", "--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto told = run(arguments);
        EXPECT_EQ(told.status, 0) << told.err;
        return json::parse(told.out).at("deployments").at(0);
    }
    /// The small scenario with the offer of its first deployment replaced.
    [[nodiscard]] std::string with_offer(const std::string& offer) const {
        return file("other.json", replaced(kSmall, R"({"offer": {"price": "1.00 USD/h"}})", offer));
    }
};

// 2 x 0.60 x 730 = 876 instead of 1,460; the 60 % are paid for on demand in 7.2 of 12 months.
TEST_F(Commitments, AreThoseThatCostLeast) {
    const auto found = two({"--discount", "40%"});
    ASSERT_EQ(found.at("mix").size(), 1U);
    EXPECT_EQ(found["mix"][0].at("machines"), 2);
    EXPECT_EQ(found["mix"][0].at("per_hour"), "1.20");
    EXPECT_EQ(found.at("per_month").at("on_demand"), "1460.00");
    EXPECT_EQ(found["per_month"].at("total"), "876.00");
    EXPECT_EQ(found["per_month"].at("saving"), "584.00");
    EXPECT_EQ(found["per_month"].at("unused"), "0.00");
    EXPECT_EQ(found.at("coverage"), 1);
    EXPECT_EQ(found.at("utilisation"), 1);
    EXPECT_EQ(found.at("break_even_utilisation"), 0.6);
    EXPECT_EQ(found.at("effective_rate"), 0.6);
    EXPECT_EQ(found.at("paid_back_in_month"), 8);
    EXPECT_NEAR(found.at("least_demand").get<double>(), 0.6, 1.0 / 1024);
    EXPECT_EQ(found.at("warnings").at(0).at("code"), "short-horizon");
    EXPECT_EQ(two({"--discount", "40%", "--term", "3y"}).at("paid_back_in_month"), 22);  // 21.6 of 36
}

// At 50 to 100 % of the machines the first is always used, the second half of the time, which 60 % do not pay.
TEST_F(Commitments, AreForTheExpectedDemandAndTellTheRiskOfItsLowEnd) {
    const auto found = two({"--discount", "40%", "--demand", "50%..100%"});
    EXPECT_EQ(found.at("mix").at(0).at("machines"), 1);
    EXPECT_EQ(found.at("per_month").at("on_demand"), "1095.00");  // 1.5 machines
    EXPECT_EQ(found["per_month"].at("total"), "803.00");          // 438 and half a machine
    EXPECT_EQ(found.at("per_month_at_low_demand").at("on_demand"), "730.00");
    EXPECT_EQ(found["per_month_at_low_demand"].at("total"), "438.00");
    EXPECT_THAT(run({"commitments", small(), "--demand", "50%..150%"}).out,
                HasSubstr("with 50 % to 150 % of the machines"));
    EXPECT_EQ(two({"--discount", "51%", "--demand", "0.5..1"}).at("mix").at(0).at("machines"), 2);
}

TEST_F(Commitments, TakeWhatTheProviderSells) {
    const auto scenario = with_offer(R"({"offer": "gcp/us-central1/g2-standard-4"})");
    const auto told = run({"commitments", scenario, "--deployment", "one", "--json"});
    const auto mix = json::parse(told.out).at("deployments").at(0).at("mix");
    ASSERT_EQ(mix.size(), 1U) << told.out;
    EXPECT_EQ(mix[0].at("kind"), "gcp-resource-cud");
    EXPECT_EQ(mix[0].at("covers"), "gcp/us-central1/g2");
    EXPECT_EQ(mix[0].at("per_hour"), "0.4453043364");  // 63 % of 0.70683228
    const auto text = run({"commitments", scenario, "--term", "3y", "--kind", "gcp-resource-cud"}).out;
    EXPECT_THAT(text, HasSubstr("For 3 years, upfront none"));
    EXPECT_THAT(text, HasSubstr("resource-based committed use discount"));
    const auto other = run({"commitments", scenario, "--deployment", "one", "--kind", "gcp-flexible-cud"}).out;
    EXPECT_THAT(other, HasSubstr("no commitment to choose from"));
    EXPECT_THAT(other, HasSubstr("no rate of a commitment is known for gcp/us-central1/g2-standard-4"));
}

// Two requests of half a second a second, with 1 GB: 3,600 GB-seconds an hour are 0.06 USD, and a little more for cold
// starts. In the projection 0.03 an hour cover 0.03 / 0.85 of it, in each of the 744 hours of January.
TEST_F(Commitments, OfAProviderCoverTheWorkOfItsFunctions) {
    const auto scenario = file("functions.json", R"({"plimsoll": 1,
  "workload": {"traffic": {"generate": {"process": "constant", "rate": "2 /s"}}},
  "service": {"time": {"constant": "500 ms"}}, "experiment": {"horizon": "1 h", "replications": 1},
  "price_factors": {"free-grants": 0},
  "deployments": [{"name": "functions", "serving": "serverless", "pools": [{"offer": "aws/us-east-1/lambda-1024mb"}]}]})");
    const auto told =
        run({"commitments", scenario, "--kind", "aws-compute-savings-plan", "--discount", "15%", "--json"});
    ASSERT_EQ(told.status, 0) << told.err;
    const auto found = json::parse(told.out).at("deployments").at(0);
    const double on_demand = std::stod(found.at("per_month").at("on_demand").get<std::string>());
    const double total = std::stod(found["per_month"].at("total").get<std::string>());
    EXPECT_GE(on_demand, 0.06 * 730);
    EXPECT_LT(on_demand, 0.0605 * 730);
    EXPECT_NEAR(total, 0.85 * on_demand, 1e-6);
    EXPECT_EQ(found.at("coverage"), 1);
    EXPECT_TRUE(found.at("effective_rate").is_null()) << "there are no machines";
    EXPECT_NEAR(found.at("by_hour").at("used").at(0).get<double>(), total / 730, 1e-9);
    EXPECT_THAT(run({"commitments", scenario, "--kind", "aws-reserved-instance", "--discount", "15%"}).out,
                HasSubstr("no machines on demand that a commitment could cover"));

    const auto months =
        run({"project", scenario, "--start", "2027-01", "--months", "1", "--json", "--commitment",
             R"({"at": "2027-01", "kind": "aws-compute-savings-plan", "per_hour": 0.03, "discount": 0.15})"});
    ASSERT_EQ(months.status, 0) << months.err;
    const auto january = json::parse(months.out).at("deployments").at(0).at("months").at(0).at("middle");
    EXPECT_NEAR(january.at("commitments").at(0).at("covered").get<double>(), 0.03 / 0.85 * 744, 1e-6);
    EXPECT_NEAR(january.at("on_demand").get<double>(), (on_demand / 730 - 0.03 / 0.85) * 744, 1e-5);
}

TEST_F(Commitments, CoverNoSpotMachines) {
    const auto scenario = with_offer(
        R"({"offer": {"price": "1.00 USD/h", "spot_price": "0.30 USD/h"}, "purchase": "spot",
            "interruptions": {"mean_time_to_interruption": "5 h"}})");
    const auto told = run({"commitments", scenario, "--deployment", "one", "--discount", "50%"});
    EXPECT_EQ(told.status, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("no machines on demand that a commitment could cover"));
}

TEST_F(Commitments, TakeRatesOfOnesOwn) {
    const auto scenario = with_offer(R"({"offer": "aws/us-east-1/g5.xlarge"})");
    constexpr const char* kRates = R"({"plimsoll_commitments": 1, "id": "aws-reserved-instance", "title": "ours",
"provider": "aws", "covers": "offer", "rule": {"source": "our contract", "date": "2026-01-01"},
"provenance": {"source": "our contract", "date": "2026-01-01"},
"rates": [{"families": ["g5"], "regions": ["us-east-1"], "term": "1y", "upfront": "all", "discount": "45"}]})";
    const auto rates = file("rates.json", kRates);
    const auto told =
        run({"commitments", scenario, "--deployment", "one", "--rates", rates, "--upfront", "all", "--json"});
    EXPECT_EQ(json::parse(told.out).at("deployments").at(0).at("mix").at(0).at("per_hour"), "0.5533") << told.err;
    const auto bad = file("bad.json", replaced(replaced(kRates, "us-east-1", "us-east1"), "1y", "2y"));
    const auto refused = run({"commitments", scenario, "--rates", bad});
    EXPECT_EQ(refused.status, 3);
    EXPECT_THAT(refused.err, HasSubstr("bad.json:4: /rates/0/regions: 'us-east1' is no region of aws"));
    EXPECT_THAT(refused.err, HasSubstr(R"(did you mean "us-east-1"?)"));
    EXPECT_THAT(refused.err, HasSubstr(R"(bad.json:4: /rates/0/term: '2y' is not "1y" or "3y")"));
}

TEST_F(Commitments, AreTheSameOfAResultAndForAnyNumberOfJobs) {
    const auto once = run({"commitments", small(), "--discount", "40%", "--json", "-j", "1"}).out;
    EXPECT_EQ(run({"commitments", small(), "--discount", "40%", "--json", "-j", "3"}).out, once);
    const auto result = file("result.json", run({"compare", small(), "--json"}).out);
    EXPECT_EQ(run({"commitments", result, "--discount", "40%", "--json"}).out, once);
}

TEST_F(Commitments, RefuseWhatCannotBeMeant) {
    const auto refused = [this](std::vector<std::string> more) {
        more.insert(more.begin(), {"commitments", small()});
        const auto told = run(more);
        EXPECT_EQ(told.status, 2) << more.back();
        return told.err;
    };
    EXPECT_THAT(refused({"--deployment", "three"}), HasSubstr(R"(there is no "three", but "one" or "two")"));
    EXPECT_THAT(refused({"--kind", "savings"}), HasSubstr(R"(there is no "savings", but "aws-compute-savings-plan")"));
    refused({"--term", "2y"});
    refused({"--upfront", "half"});
    refused({"--discount", "100%"});
    refused({"--discount", "37"});
    refused({"--demand", "2"});
    refused({"--demand", "110%..60%"});
    refused({"--demand", "60%..many"});
}

TEST_F(Commitments, TellLostSimulations) {
    const auto dying =
        run({"commitments", small(), "--deployment", "one"}, with_environment({{"PLIMSOLL_TEST_CRASH", "one:1"}}));
    EXPECT_EQ(dying.status, 5);
    EXPECT_THAT(dying.out, HasSubstr("lost: its simulations ended without a result"));
}

/// What stands in the documentation behind "$ plimsoll commitments ...".
TEST_F(Commitments, AreThoseOfTheDocumentation) {
    std::ifstream page(PLIMSOLL_SOURCE_DIR "/docs/commitments.md");
    std::string told;
    bool inside = false;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("$ plimsoll commitments scenarios/side-project.json"))
            inside = true;
        else if (inside && line == "```")
            break;
        else if (inside)
            told += line + "\n";
    }
    ASSERT_TRUE(inside);
    const auto now = run({"commitments", PLIMSOLL_SOURCE_DIR "/scenarios/side-project.json", "--deployment",
                          "always on", "--discount", "37%", "--demand", "50%..100%"});
    EXPECT_EQ(now.out, told);
}

}  // namespace
}  // namespace plimsoll::cli_test
