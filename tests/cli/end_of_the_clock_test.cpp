// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Whatever `check` accepts comes to a result: the longest durations that a scenario can state, in every discipline, and
// the plain reference beside the kernel.
#include "program.hpp"

#include <gmock/gmock.h>

namespace plimsoll::cli_test {
namespace {

using testing::HasSubstr;

class EndOfTheClock : public ProgramTest {
protected:
    /// A day of a request an hour. \pre `deployment` without braces and name
    [[nodiscard]] std::string scenario(const std::string& deployment, const std::string& experiment = "") const {
        return file("long.json",
                    R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"rate": "1 /h", "output_tokens": 1000}}},
            "deployments": [{"name": "long", )" +
                        deployment + R"(}], "experiment": {"replications": 1, "seed": 3)" + experiment + "}}");
    }
    void expect_result(const std::string& scenario_file) const {
        const auto result = run({"compare", scenario_file, "--verify"});
        EXPECT_EQ(result.status, 0) << result.err << result.out;
    }
};

constexpr const char* kLongService = R"("service": {"time": {"exponential": {"mean": "36500 d"}}}, )";

TEST_F(EndOfTheClock, ends_the_backlog_of_an_overload) {
    expect_result(scenario(std::string(kLongService) + R"("serving": "real-time", "network": "36500 d",
        "pools": [{"offer": {"price": "1 USD/h"}, "replicas": {"min": 1}, "batching": {"max_batch": 2, "max_wait": "36500 d"}}])"));
}

TEST_F(EndOfTheClock, ends_a_batch_of_decades) {
    expect_result(scenario(std::string(kLongService) +
                           R"("serving": "batch", "window": {"every": "36000 d"}, "deadline": "36500 d",
        "pools": [{"offer": {"price": "1 USD/h"}, "replicas": {"max": 3}, "start": {"boot": "36500 d"}}])"));
}

TEST_F(EndOfTheClock, ends_functions_on_one_instance) {
    expect_result(scenario(std::string(kLongService) + R"("serving": "serverless",
        "pools": [{"offer": {"gb_second_price": "0.00001 USD/GB-s", "memory": "1 GB"}, "concurrency": 20, "sharing": "none", "max_instances": 1, "keep_alive": "36500 d"}])"));
}

TEST_F(EndOfTheClock, ends_calls_that_wait_for_their_rate_limit) {
    expect_result(scenario(std::string(kLongService) + R"("serving": "api",
        "pools": [{"offer": {"input_token_price": "0.10 USD/1M tokens"}, "rate_limit": {"requests": "0.001 /d", "max_wait": "36500 d"}}])"));
}

TEST_F(EndOfTheClock, ends_what_spot_machines_leave_undone) {
    expect_result(scenario(std::string(kLongService) + R"("serving": "real-time",
        "pools": [{"offer": {"price": "1 USD/h", "spot_price": "0.3 USD/h"}, "purchase": "spot", "replicas": {"min": 2},
                   "interruptions": {"mean_time_to_interruption": "36500 d", "mean_outage": "36500 d", "notice": "36500 d", "shape": 0.1}}])"));
}

TEST_F(EndOfTheClock, is_beyond_every_duration_of_a_scenario) {
    const auto result =
        run({"compare", scenario(R"("service": {"time": {"constant": "36501 d"}}, "serving": "real-time",
        "pools": [{"offer": {"price": "1 USD/h"}, "replicas": {"min": 1}}])")});
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.err, HasSubstr("/deployments/0/service/time/constant"));
    EXPECT_THAT(result.err, HasSubstr("at most 100 years"));
    EXPECT_THAT(result.err, HasSubstr("36500 d"));
}

}  // namespace
}  // namespace plimsoll::cli_test
