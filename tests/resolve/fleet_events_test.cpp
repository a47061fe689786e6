// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "resolve_fixture.hpp"

#include <gmock/gmock.h>

namespace plimsoll::sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class FleetEvents : public Resolving {
protected:
    [[nodiscard]] std::vector<Problem> problems_of(const std::string& deployment, const std::string& horizon) const {
        return problems(around(deployment, R"("service": {"time": {"constant": "1 ms"}}, "experiment": {"horizon": ")" +
                                               horizon + R"("},)"));
    }
    static std::string spot(const std::string& mean_time_to_interruption) {
        return R"({"name": "a", "serving": "real-time", "pools": [{"offer": "test/a/t4", "purchase": "spot",
                   "replicas": {"min": 10, "max": 10},
                   "interruptions": {"mean_time_to_interruption": ")" +
               mean_time_to_interruption + R"("}}]})";
    }
    static std::string scaled(const std::string& period) {
        return R"({"name": "a", "serving": "real-time", "pools": [{"offer": "test/a/t4",
                   "replicas": {"min": 1, "max": 2},
                   "autoscaler": {"kind": "kubernetes-hpa", "target": 1, "sync_period": ")" +
               period + R"("}}]})";
    }
};

// 86,400 s of 10 machines: at most 10^7 interruptions are one each 86.4 ms of a machine.
TEST_F(FleetEvents, InterruptionsAreNotCountless) {
    EXPECT_THAT(problems_of(spot("86.4 ms"), "24 h"), IsEmpty());
    EXPECT_THAT(
        problems_of(spot("1 ns"), "24 h"),
        ElementsAre(problem_at("/deployments/0/pools/0/interruptions/mean_time_to_interruption",
                               "24 h has about 8.6e+14 interruptions of this pool; a simulation takes at most 1e+07")));
}

TEST_F(FleetEvents, AutoscalersDoNotLookCountlessly) {
    EXPECT_THAT(problems_of(scaled("10 ms"), "24 h"), IsEmpty());
    EXPECT_THAT(problems_of(scaled("1 ns"), "24 h"),
                ElementsAre(problem_at("/deployments/0/pools/0/autoscaler", "8.6e+13 looks of this autoscaler",
                                       "Kubernetes looks every 15 s")));
}

TEST_F(FleetEvents, BatchWindowsDoNotOpenCountlessly) {
    const std::string batch = R"({"name": "a", "serving": "batch", "window": {"every": "1 ns"}, "deadline": "24 h",
                                  "pools": [{"offer": "test/a/t4"}]})";
    EXPECT_THAT(problems_of(batch, "24 h"), ElementsAre(problem_at("/deployments/0/window/every", "batch windows")));
}

}  // namespace
}  // namespace plimsoll::sim
