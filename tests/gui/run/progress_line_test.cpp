// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/progress_line.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

TEST(ProgressLine, ReadsHowFarARunIs) {
    const auto line = readProgressLine(
        R"({"event":"progress","done":26,"of":65,"fraction":0.7,"eta_s":0.5,"deployment":"spot","simulation":"spot, replication 2 of 5"})"
        "\n");
    const auto& progress = std::get<RunProgress>(line.value());
    EXPECT_DOUBLE_EQ(progress.fraction, 0.7);
    EXPECT_EQ(progress.secondsLeft, 0.5);
    EXPECT_EQ(progress.deployment, QStringLiteral("spot"));
    EXPECT_EQ(progress.simulation, QStringLiteral("spot, replication 2 of 5"));
}

TEST(ProgressLine, KnowsThatTheTimeLeftIsUnknown) {
    const auto line = readProgressLine(R"({"event":"progress","fraction":0,"eta_s":null})");
    EXPECT_FALSE(std::get<RunProgress>(line.value()).secondsLeft);
}

TEST(ProgressLine, ReadsHowFarEachDeploymentIs) {
    const auto line = readProgressLine(
        R"({"event":"progress","fraction":0.5,"deployments":[{"name":"a","fraction":1,"eta_s":0},{"name":"b","fraction":0.2,"eta_s":null}]})");
    const auto& deployments = std::get<RunProgress>(line.value()).deployments;
    ASSERT_EQ(deployments.size(), 2);
    EXPECT_EQ(deployments[0].name, QStringLiteral("a"));
    EXPECT_EQ(deployments[0].fraction, 1);
    EXPECT_EQ(deployments[0].secondsLeft, 0);
    EXPECT_EQ(deployments[1].fraction, 0.2);
    EXPECT_FALSE(deployments[1].secondsLeft);
}

TEST(ProgressLine, ReadsProblemsWithTheirPlace) {
    const auto line = readProgressLine(
        R"({"event":"problem","file":"-","line":12,"pointer":"/slo/0/at_most","message":"no unit","hint":"write \"5 s\""})");
    const auto& problem = std::get<Problem>(line.value());
    EXPECT_EQ(problem.line, 12);
    EXPECT_EQ(problem.pointer, "/slo/0/at_most");
    EXPECT_EQ(problem.message, "no unit");
    EXPECT_EQ(problem.hint, "write \"5 s\"");
}

TEST(ProgressLine, ReadsWhatWasLostAndWhatWasRefused) {
    const auto lost = readProgressLine(
        R"({"event":"progress","fraction":1,"deployments":[{"name":"a","fraction":1,"eta_s":null,"lost":2}]})");
    EXPECT_EQ(std::get<RunProgress>(lost.value()).deployments.front().lost, 2);
    const auto refused = readProgressLine(R"({"event":"refused","message":"long","requests":3e9,"seconds":750})");
    EXPECT_EQ(std::get<RunRefusal>(refused.value()).requests, 3e9);
    EXPECT_EQ(std::get<RunRefusal>(refused.value()).seconds, 750);
}

TEST(ProgressLine, ReadsHowFarASweepIs) {
    const auto line = readProgressLine(
        R"({"event":"progress","done":12,"of":40,"invalid":1,"lost":0,"points_per_s":8.1,"eta_s":3.5,"best":{"cost_per_month":384,"is":"always on at load=2"}})");
    const auto& progress = std::get<SweepProgress>(line.value());
    EXPECT_EQ(progress.done, 12);
    EXPECT_EQ(progress.of, 40);
    EXPECT_EQ(progress.invalid, 1);
    EXPECT_EQ(progress.pointsPerSecond, 8.1);
    EXPECT_EQ(progress.secondsLeft, 3.5);
    EXPECT_EQ(progress.bestPerMonth, 384);
    EXPECT_EQ(progress.best, QStringLiteral("always on at load=2"));
    const auto begun = readProgressLine(R"({"event":"progress","done":0,"of":40,"points_per_s":0,"eta_s":0})");
    EXPECT_FALSE(std::get<SweepProgress>(begun.value()).bestPerMonth);
}

TEST(ProgressLine, ReadsHowFarTheSearchForAPlanIs) {
    const auto line =
        readProgressLine(R"({"event":"progress","simulations":29,"best":{"cost_per_month":1161,"probability":0.974}})");
    const auto& progress = std::get<PlanProgress>(line.value());
    EXPECT_EQ(progress.simulations, 29);
    EXPECT_EQ(progress.bestPerMonth, 1161);
    EXPECT_EQ(progress.probability, 0.974);
}

TEST(ProgressLine, SaysNothingForStartAndEnd) {
    EXPECT_FALSE(readProgressLine(R"({"event":"start","of":65})"));
    EXPECT_FALSE(readProgressLine(R"({"event":"finished","of":65,"elapsed_s":2})"));
    EXPECT_FALSE(readProgressLine("\n"));
}

TEST(ProgressLine, KeepsWhateverElseIsSaid) {
    EXPECT_EQ(std::get<PlainLine>(readProgressLine("terminate called\n").value()).text,
              QStringLiteral("terminate called"));
    EXPECT_EQ(std::get<PlainLine>(readProgressLine(R"({"event":"error","message":"disk full"})").value()).text,
              QStringLiteral("disk full"));
    EXPECT_EQ(std::get<PlainLine>(readProgressLine("{\"half\":").value()).text, QStringLiteral("{\"half\":"));
}

}  // namespace
}  // namespace plimsoll::gui
