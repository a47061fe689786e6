// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace plimsoll::cli_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kModel =
    R"({"model_type": "bert", "num_hidden_layers": 2, "hidden_size": 128, "num_attention_heads": 2, "intermediate_size": 512, "vocab_size": 30522, "max_position_embeddings": 512, "type_vocab_size": 2})";

/// Products, attention and norms of that model for up to 512 tokens, each known to 10 %.
constexpr const char* kProfile = R"({
  "plimsoll_profile": 1, "name": "mine", "device": "my-machine", "title": "my machine", "origin": "measured", "source": "a test", "date": "2026-11-24", "step_overhead_us": 50,
  "tables": [
    {"operator": "gemm", "precision": "fp32", "kernel": "k", "columns": ["n", "k", "m", "median_us", "spread"], "rows": [
      [128, 128, 1, 10, 0.1], [128, 128, 512, 400, 0.1], [128, 512, 1, 10, 0.1], [128, 512, 512, 900, 0.1],
      [384, 128, 1, 10, 0.1], [384, 128, 512, 700, 0.1], [512, 128, 1, 10, 0.1], [512, 128, 512, 900, 0.1]]},
    {"operator": "attention", "precision": "fp32", "kernel": "k", "heads": 2, "kv_heads": 2, "head_dim": 64, "causal": false, "columns": ["sequences", "query", "span", "median_us", "spread"], "rows": [
      [1, 64, 64, 50, 0.1], [1, 512, 512, 1000, 0.1], [2, 64, 64, 90, 0.1], [2, 512, 512, 2000, 0.1]]},
    {"operator": "stream", "stream": "norm", "precision": "fp32", "kernel": "k", "columns": ["width", "rows", "median_us", "spread"], "rows": [[128, 1, 2, 0.1], [128, 512, 40, 0.1]]}
  ]
})";

constexpr const char* kScenario = R"({
  "plimsoll": 1,
  "workload": {"traffic": {"generate": {"process": "poisson", "rate": "50 /s", "input_tokens": 60}}},
  "model": {"name": "config.json", "precision": "fp32", "profile": "mine.json"},
  "deployments": [{"name": "served", "serving": "real-time", "pools": [{"offer": {"price": "0.05 USD/h"}}]},
   {"name": "functions", "serving": "serverless", "pools": [{"offer": "aws/us-east-1/lambda-2048mb"}]}],
  "experiment": {"horizon": "10 min", "replications": 3}
})";

class CompareWithProfile : public ProgramTest {
protected:
    CompareWithProfile() {
        file("config.json", kModel);
        file("mine.json", kProfile);
        file("s.json", kScenario);
    }
    [[nodiscard]] nlohmann::json compared(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> arguments{"compare", path("s.json"), "--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto result = run(arguments);
        EXPECT_EQ(result.status, 0) << result.err;
        return nlohmann::json::parse(result.out);
    }
};

TEST_F(CompareWithProfile, SaysWhoMeasuredWhatAndWhen) {
    const auto served = compared().at("deployments").at(0);
    const auto& time = served.at("step_time");
    EXPECT_EQ(time.at("profile"), "mine");
    EXPECT_EQ(time.at("origin"), "measured");
    EXPECT_EQ(time.at("device"), "my machine");
    EXPECT_EQ(time.at("date"), "2026-11-24");
    EXPECT_EQ(time.at("extrapolated_share"), 0);
    const auto explained = run({"explain", path("s.json")});
    EXPECT_THAT(explained.out, HasSubstr("/profile "));
    EXPECT_THAT(explained.out, HasSubstr("mine: my machine"));
}

// Without queues the mean latency of constant traffic is the step time itself, so that its interval is 1.96 times the
// step time's standard deviation, whatever chance does.
TEST_F(CompareWithProfile, TheErrorOfStepTimesIsInTheInterval) {
    const auto served = compared({"--set", "/workload/traffic/generate/process=constant", "--set",
                                  "/workload/traffic/generate/input_tokens=512"})  // whose deviation results state
                            .at("deployments")
                            .at(0);
    const auto& latency = served.at("latency_s");
    const double mean = latency.at("mean");
    const double half = (latency.at("ci95").at("mean").at(1).get<double>() - mean) / mean;
    const double sd = served.at("step_time").at("relative_sd");
    EXPECT_GT(sd, 0.05);
    EXPECT_NEAR(half, 1.96 * sd, 0.1 * 1.96 * sd);
}

TEST_F(CompareWithProfile, WarnsWhereStepsLeaveIt) {
    const auto served =
        compared({"--set", "/deployments/0/pools/0/batching={\"max_batch\": 8}", "--set",
                  "/workload/traffic/generate/input_tokens=400", "--set", "/workload/traffic/generate/rate=\"3000 /s\"",
                  "--set", "/experiment/horizon=\"5 s\""})
            .at("deployments")
            .at(0);
    EXPECT_GT(served.at("step_time").at("extrapolated_share").get<double>(), 0.05);
    EXPECT_THAT(served.at("warnings").dump(), AllOf(HasSubstr("extrapolated"), HasSubstr("plimsoll-profile")));
}

TEST_F(CompareWithProfile, TheSameOnAnyNumberOfJobs) {
    EXPECT_EQ(run({"compare", path("s.json"), "--json", "--jobs", "1"}).out,
              run({"compare", path("s.json"), "--json", "--jobs", "4"}).out);
}

}  // namespace
}  // namespace plimsoll::cli_test
