// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/build.hpp"
#include "models/spec/model_file.hpp"
#include "models/step_time/datasheet_times.hpp"
#include "models/step_time/engine_times.hpp"
#include "models/step_time/step_time.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

namespace plimsoll::models {
namespace {

const std::string kRoot = PLIMSOLL_SOURCE_DIR;

/// BERT-base has 86 operators; on a T4 a short step of it takes some milliseconds, a long one much more.
class EngineTest : public testing::Test {
protected:
    [[nodiscard]] StepTime step(double sequences, const Engine& engine) const {
        return step_time(graph_, {sequences, 128, 0}, EngineTimes(kernels_, engine));
    }
    OperatorGraph graph_ = build_graph(find_model("bert-base", kRoot + "/models/zoo"), {Precision::fp16});
    std::shared_ptr<const KernelTimes> kernels_ =
        std::make_shared<const DatasheetTimes>(load_device(kRoot + "/models/devices/nvidia-t4.json"));
    StepTime plain(double sequences) const { return step_time(graph_, {sequences, 128, 0}, *kernels_); }
};

TEST_F(EngineTest, ThatWorksBeforeTheDeviceAddsItsHost) {
    const Engine engine{"e", "E", 10e-6, 0, false, 0, "s", "d"};
    EXPECT_NEAR(step(1, engine).seconds, plain(1).seconds + 86 * 10e-6, 1e-12);
    EXPECT_NEAR(step(1, engine).host_seconds, plain(1).host_seconds + 86 * 10e-6, 1e-12);
}

TEST_F(EngineTest, ThatRunsAheadTakesTheLongerOfHostAndDevice) {
    const Engine engine{"e", "E", 100e-6, 0, true, 0.1, "s", "d"};
    const double host = 86 * 100e-6 + kernels_->step_overhead();
    const double short_device = plain(1).seconds - kernels_->step_overhead();
    const double long_device = plain(64).seconds - kernels_->step_overhead();
    ASSERT_LT(short_device, host);
    ASSERT_GT(long_device, host);
    EXPECT_NEAR(step(1, engine).seconds, host, 1e-12);
    EXPECT_NEAR(step(1, engine).relative_sd, 0.1, 1e-12);  // the host's alone
    EXPECT_TRUE(step(1, engine).host_beside);
    EXPECT_NEAR(step(64, engine).seconds, long_device, 1e-12);
    EXPECT_GT(step(64, engine).relative_sd, 0.1);  // the datasheet's
}

TEST_F(EngineTest, MayTakeATimeForEachStep) {
    const Engine engine{"e", "E", 0, 19e-6, false, 0, "s", "d"};
    EXPECT_NEAR(step(1, engine).seconds, plain(1).seconds + 19e-6, 1e-12);
    EXPECT_NEAR(step(64, engine).host_seconds, plain(64).host_seconds + 19e-6, 1e-12);
}

TEST(Engines, AllAreReadAndEachFigureHasASource) {
    const auto all = load_engines(kRoot + "/models/engines");
    EXPECT_EQ(all.size(), 2U);
    for (const auto& [name, engine] : all) {
        EXPECT_FALSE(engine.source.empty()) << name;
        EXPECT_FALSE(engine.date.empty()) << name;
    }
    EXPECT_TRUE(all.contains(kUsualEngine));
}

}  // namespace
}  // namespace plimsoll::models
