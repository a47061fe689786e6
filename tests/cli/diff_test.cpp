// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace plimsoll::cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// `diff` and `ci`: a result against another.
class ResultAgainstResult : public ProgramTest {
protected:
    /// A result of the small scenario.
    std::string result(const std::string& name, const std::vector<std::string>& sets) {
        std::vector<std::string> arguments{"compare", small(), "--json", "--set", "/experiment/load_curve=[]"};
        for (const auto& set : sets) arguments.insert(arguments.end(), {"--set", set});
        const auto outcome = run(arguments);
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        return file(name, outcome.out);
    }
    Outcome ci(const std::string& baseline, std::vector<std::string> more) {
        more.insert(more.begin(), {"ci", small(), "--baseline", baseline, "--set", "/experiment/load_curve=[]"});
        return run(more);
    }
};

TEST_F(ResultAgainstResult, IsTheSameWhereNothingDiffers) {
    const auto one = result("one.json", {});
    const auto other = result("other.json", {});
    const auto diff = run({"diff", one, other});
    EXPECT_EQ(diff.status, 0);
    EXPECT_EQ(diff.out, "No difference.\n");
    // What an override says may as well stand in the file.
    const auto overridden = result("overridden.json", {"/experiment/seed=7"});
    EXPECT_EQ(run({"diff", one, overridden}).out, "No difference.\n");
}

TEST_F(ResultAgainstResult, SaysWhatDiffersAndByHowMuch) {
    const auto before = result("before.json", {});
    const auto after =
        result("after.json", {R"(/deployments/0/pools/0/offer={"price": "1.10 USD/h"})", "/deployments/1/name=three"});
    const auto diff = run({"diff", before, after});
    EXPECT_EQ(diff.status, 1);
    EXPECT_THAT(diff.out, HasSubstr("scenario /deployments/0/pools/0/offer/price: \"1.00 USD/h\" → \"1.10 USD/h\""));
    EXPECT_THAT(diff.out, HasSubstr("scenario /deployments/1/name: \"two\" → \"three\""));
    EXPECT_THAT(diff.out, HasSubstr("cost per month: $730 → $803, +$73.00 (+10 %)"));
    EXPECT_THAT(diff.out, HasSubstr("more than chance explains"));
    EXPECT_THAT(diff.out, HasSubstr("request by request the same"));
    EXPECT_THAT(diff.out, HasSubstr("three: only the second has it"));
    EXPECT_THAT(diff.out, HasSubstr("two: only the first has it"));
    const auto json = nlohmann::json::parse(run({"diff", before, after, "--json"}).out);
    EXPECT_EQ(json.at("same"), false);
    EXPECT_EQ(json.at("inputs").at(0),
              nlohmann::json::parse(R"({"kind": "scenario", "where": "/deployments/0/pools/0/offer/price",
                                        "before": "\"1.00 USD/h\"", "after": "\"1.10 USD/h\""})"));
    const auto& one = json.at("deployments").at(0);
    EXPECT_EQ(one.at("cost_per_month").at("difference"), "73");
    EXPECT_EQ(one.at("cost_per_month").at("clear"), true);
    EXPECT_EQ(one.at("latency_p99_s").at("difference"), 0);
    EXPECT_EQ(one.at("same_requests"), true);
    EXPECT_EQ(json.at("deployments").at(1).at("only_in"), "after");
}

TEST_F(ResultAgainstResult, NeedsTwoResults) {
    EXPECT_EQ(run({"diff", small(), small()}).status, 3);
    EXPECT_EQ(run({"diff", path("missing.json"), small()}).status, 4);
    EXPECT_EQ(run({"diff", small()}).status, 2);
}

TEST_F(ResultAgainstResult, LetsAPipelinePassWhereNothingGotWorse) {
    const auto baseline = result("baseline.json", {});
    const auto same = ci(baseline, {});
    EXPECT_EQ(same.status, 0) << same.err;
    EXPECT_THAT(same.out, HasSubstr("recommended: one, as in the baseline"));
    EXPECT_THAT(same.out, HasSubstr("passed\n"));
    // Other random numbers: chance explains what differs.
    EXPECT_EQ(ci(baseline, {"--set", "/experiment/seed=8"}).status, 0);
}

TEST_F(ResultAgainstResult, FailsAPipelineWhereSpendOrLatencyRose) {
    const auto baseline = result("baseline.json", {});
    const std::vector<std::string> dearer{"--set", R"(/price_factors={"on-demand": 1.1})"};
    const auto failed = ci(baseline, dearer);
    EXPECT_EQ(failed.status, 1);
    EXPECT_THAT(failed.out, HasSubstr("FAILED cost per month: $730 → $803, +$73.00 (+10 %)"));
    EXPECT_THAT(failed.out, Not(HasSubstr("FAILED p99")));
    auto allowed = dearer;
    allowed.insert(allowed.end(), {"--max-cost-increase", "10.5%"});
    EXPECT_EQ(ci(baseline, allowed).status, 0);

    const auto slower = ci(baseline, {"--set", "/workload/load=1.5", "--json"});
    EXPECT_EQ(slower.status, 1);
    const auto json = nlohmann::json::parse(slower.out);
    EXPECT_EQ(json.at("passed"), false);
    EXPECT_EQ(json.at("latency_p99_s").at("regressed"), true);
    EXPECT_EQ(json.at("cost_per_month").at("regressed"), false);

    const auto lost = ci(baseline, {"--set", "/slo/0/at_most=1 ms"});
    EXPECT_EQ(lost.status, 1);
    EXPECT_THAT(lost.out, HasSubstr("FAILED recommended: no deployment meets its objectives; in the baseline one did"));
}

TEST_F(ResultAgainstResult, LeavesTheNextBaselineBehind) {
    const auto baseline = result("baseline.json", {});
    EXPECT_EQ(ci(baseline, {"--out", path("new")}).status, 0);
    EXPECT_EQ(run({"diff", baseline, path("new/comparison.json")}).status, 0);
}

TEST_F(ResultAgainstResult, RefusesAllowancesThatCannotBeMeant) {
    const auto baseline = result("baseline.json", {});
    for (const char* wrong : {"5", "five%", "-5%", "", "inf%"}) {
        const auto refused = ci(baseline, {"--max-cost-increase", wrong});
        EXPECT_EQ(refused.status, 2) << wrong;
    }
    EXPECT_EQ(run({"ci", small()}).status, 2) << "no baseline";
    EXPECT_EQ(ci(path("missing.json"), {}).status, 4);
}

}  // namespace
}  // namespace plimsoll::cli_test
