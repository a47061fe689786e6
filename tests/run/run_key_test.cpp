// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/resolve/resolve_fixture.hpp"

#include "sim/run/build_identity.hpp"
#include "sim/run/run_key.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

namespace plimsoll::sim {
namespace {

using testing::HasSubstr;

class RunKey : public Resolving {
protected:
    /// Of the second replication of the first deployment, whose instances are not told one by one.
    [[nodiscard]] std::string key(const std::vector<std::string>& sets = {}) const {
        return run_key(resolved(kScenario, sets), kPoint).value();
    }

    const std::string kScenario = around(
        R"({"name": "a", "serving": "real-time", "pools": [{"offer": "test/a/t4", "purchase": "spot", "interruptions": {"mean_time_to_interruption": "5 h"}, "replicas": {"min": 1, "max": 3}, "autoscaler": {"kind": "kubernetes-hpa", "metric": "utilization", "target": 0.7}}]},
           {"name": "b", "serving": "serverless", "pools": [{"offer": "test/a/function"}]})");
    const Point kPoint{0, 1, {}};
};

TEST_F(RunKey, IsTheSameForTheSame) { EXPECT_EQ(key(), key()); }

TEST_F(RunKey, DiffersWithEverythingThatResultsDependOn) {
    std::set<std::string> keys{key()};
    const std::vector<std::string> changes{
        R"(/workload/traffic/generate/rate="2 /s")",
        R"(/workload/traffic/generate/process=poisson)",
        R"(/workload/traffic/generate/input_tokens=7)",
        R"(/workload/traffic/generate/input_tokens={"lognormal": {"mean": 7, "cv": 1}})",
        R"(/workload/traffic/generate/profile={"daily": [1, 2]})",
        R"(/workload/load=2)",
        R"(/model/precision=int8)",
        R"(/model/pad_to_tokens=128)",
        R"(/deployments/0/network="7 ms")",
        R"(/deployments/0/on_loss=fail)",
        R"(/deployments/0/pools/0/fallback="on-demand")",
        R"(/deployments/0/pools/0/replicas/max=4)",
        R"(/deployments/0/pools/0/autoscaler/target=0.8)",
        R"(/deployments/0/pools/0/interruptions/notice="10 s")",
        R"(/deployments/0/pools/0/start={"boot": "11 s"})",
        R"(/deployments/0/pools/0/batching={"max_batch": 2})",
        R"(/experiment={"horizon": "3 h"})",
        R"(/experiment={"warm_up": "1 h"})",
        R"(/experiment={"bucket": "1 min"})",
        R"(/experiment={"seed": 2})",
    };
    for (const auto& change : changes) EXPECT_TRUE(keys.insert(key({change})).second) << change;

    const auto experiment = resolved(kScenario);
    for (const Point& other : {Point{1, 1, {}}, Point{0, 2, {}}, Point{0, 1, {.load = 2}},
                               Point{0, 1, {.step_shift = -1}}, Point{0, 1, {.interruptions = 2}}})
        EXPECT_TRUE(keys.insert(run_key(experiment, other).value()).second);
}

// Functions are not interrupted, and the error of given times is not known.
TEST_F(RunKey, IsTheSameWhereAnOverrideChangesNothing) {
    const auto experiment = resolved(kScenario, {R"(/deployments/1/service={"time": {"constant": "1 s"}})"});
    EXPECT_EQ(run_key(experiment, {1, 1, {.interruptions = 2}}), run_key(experiment, {1, 1, {}}));
    EXPECT_EQ(run_key(experiment, {1, 1, {.step_shift = 1}}), run_key(experiment, {1, 1, {}}));
}

TEST_F(RunKey, IsTheSameWhateverIsAskedOfTheResults) {
    const auto before = key();
    EXPECT_EQ(key({R"(/slo=[{"metric": "latency", "at_most": "3 s"}])"}), before);
    EXPECT_EQ(key({"/deployments/0/name=renamed"}), before);
    EXPECT_EQ(key({"/deployments/1/network=\"9 ms\""}), before);
    EXPECT_EQ(key({R"(/experiment={"replications": 9, "load_curve": [1, 2]})"}), before);
}

// What a meter needs is a list of roundings: prices, grants and tiers are applied to what a run has used.
TEST_F(RunKey, NeverHoldsAPrice) {
    const auto before = key();
    EXPECT_EQ(key({R"(/price_factors={"spot": 1.5, "usage": 0.5})"}), before);
    const Point function{1, 0, {}};
    const auto priced = [&](const char* price) {
        const auto offer = fmt::format(
            R"(/deployments/1/pools/0/offer={{"gb_second_price": "{} USD/GB-s", "memory": "1 GB", "device": "nvidia-t4"}})",
            price);
        return run_key(resolved(kScenario, {offer}), function).value();
    };
    EXPECT_EQ(priced("0.00001"), priced("0.00002"));
}

TEST_F(RunKey, HoldsHowWorkIsRounded) {
    const Point function{1, 0, {}};
    std::set<std::string> keys;
    for (const char* rounding : {"", R"(, "granularity": "100 ms")", R"(, "minimum": "1 s")"}) {
        const std::string offer = fmt::format(
            R"(/deployments/1/pools/0/offer={{"gb_second_price": "0.00001 USD/GB-s", "memory": "1 GB", "device": "nvidia-t4"{}}})",
            rounding);
        EXPECT_TRUE(keys.insert(run_key(resolved(kScenario, {offer}), function).value()).second) << offer;
    }
}

// A build is known by its sources: another build of the same finds the same runs.
TEST_F(RunKey, HoldsTheIdentityOfTheBuild) {
    EXPECT_THAT(key(), HasSubstr(std::string(build_identity())));
    const auto identity = [this](const std::string& text, const std::string& also) {
        std::ofstream(folder_ / "a.cpp") << text;
        std::ofstream(folder_ / "list.txt") << "a.cpp\n";
        const auto output = (folder_ / "identity.cpp").string();
        const auto command =
            fmt::format("cmake -DROOT={0} -DSOURCES={0}/list.txt \"-DALSO={1}\" -DOUTPUT={2} -P {3}", folder_.string(),
                        also, output, PLIMSOLL_SOURCE_DIR "/cmake/build_identity.cmake");
        EXPECT_EQ(std::system(command.c_str()), 0);
        std::ifstream file(output);
        std::string written(std::istreambuf_iterator<char>(file), {});
        const auto at = written.find("return \"") + 8;
        return written.substr(at, written.find('"', at) - at);
    };
    const auto before = identity("int a;", "a compiler");
    EXPECT_EQ(before.size(), build_identity().size());
    EXPECT_NE(identity("int b;", "a compiler"), before);
    EXPECT_NE(identity("int a;", "another compiler"), before);
    EXPECT_EQ(identity("int a;", "a compiler"), before);
}

TEST_F(RunKey, FollowsTheFileOfTheTraffic) {
    const auto trace = folder_ / "trace.csv";
    std::ofstream(trace) << "t\n1\n2\n";
    const auto experiment =
        resolved(kScenario, {R"(/workload/traffic={"trace": "trace.csv", "format": "csv", "columns": {"time": "t"}})"});
    const auto before = run_key(experiment, kPoint);
    EXPECT_TRUE(before);
    std::ofstream(trace) << "t\n1\n2\n3\n";
    EXPECT_NE(run_key(experiment, kPoint), before);
    std::filesystem::remove(trace);
    EXPECT_FALSE(run_key(experiment, kPoint));
}

}  // namespace
}  // namespace plimsoll::sim
