// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/axis.hpp"

#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>

#include <string>

namespace plimsoll::sim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string problem_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const InputError& error) {
        return error.problems().front().message;
    }
    return "no problem";
}
std::string problem_of(const std::string& text) {
    return problem_of([&] { static_cast<void>(parse_track(text)); });
}

TEST(Tracks, AreListsOfJsonElseOfText) {
    EXPECT_THAT(parse_track("/workload/load=1,2.5, 4").values, ElementsAre("1", "2.5", "4"));
    EXPECT_THAT(parse_track("/a/rate=5 /s,10 /s").values, ElementsAre("\"5 /s\"", "\"10 /s\""));
    EXPECT_THAT(parse_track(R"(/a="x,y",[1,2],{"b":[3,4]},true)").values,
                ElementsAre("\"x,y\"", "[1,2]", R"({"b":[3,4]})", "true"));
    EXPECT_EQ(parse_track("rate:/a/b=1").name, "rate");
    EXPECT_EQ(parse_track("rate:/a/b=1").pointer, "/a/b");
}

TEST(Tracks, AreRangesWithBothEnds) {
    EXPECT_THAT(parse_track("/a=1..2:5").values, ElementsAre("1", "1.25", "1.5", "1.75", "2"));
    EXPECT_THAT(parse_track("/a=0.1..0.4:4").values, ElementsAre("0.1", "0.2", "0.3", "0.4"));
    EXPECT_THAT(parse_track("/a=1..16:log:5").values, ElementsAre("1", "2", "4", "8", "16"));
    EXPECT_THAT(parse_track("/a=4..1:2").values, ElementsAre("4", "1"));
    EXPECT_THAT(parse_track("/a=1 s..100 s:log:3").values, ElementsAre("\"1 s\"", "\"10 s\"", "\"100 s\""));
    EXPECT_THAT(parse_track("/a=1..3 /s:2").values, ElementsAre("\"1 /s\"", "\"3 /s\""));
}

TEST(Tracks, ThatMakeNoSenseSayWhy) {
    EXPECT_THAT(problem_of("load=1"), HasSubstr("expected a pointer"));
    EXPECT_THAT(problem_of("/load"), HasSubstr("expected a pointer"));
    EXPECT_THAT(problem_of("/load=1,,2"), HasSubstr("a value is missing"));
    EXPECT_THAT(problem_of("/load=1..4:1"), HasSubstr("at least its two ends"));
    EXPECT_THAT(problem_of("/load=0..4:log:3"), HasSubstr("neither to 0"));
    EXPECT_THAT(problem_of("/load=1 s..4 ms:3"), HasSubstr("from s to ms"));
    EXPECT_THAT(problem_of("/load=1..4:1000000000"), HasSubstr("at most 1000000"));
}

std::vector<std::string> names_of(std::vector<Axis> axes, std::set<std::string> taken = {}) {
    name_columns(axes, std::move(taken));
    std::vector<std::string> names;
    for (const auto& axis : axes)
        for (const auto& track : axis.tracks) names.push_back(track.name);
    return names;
}
Axis over(const std::string& text) { return {{parse_track(text)}}; }

TEST(Columns, AreTheLastWordOfThePointerOrAsManyAsItTakes) {
    EXPECT_THAT(names_of({over("/workload/load=1,2"), over("/experiment/seed=1,2")}), ElementsAre("load", "seed"));
    EXPECT_THAT(
        names_of({over("/deployments/0/pools/0/replicas/max=1"), over("/deployments/1/pools/0/replicas/max=1")}),
        ElementsAre("0_pools_0_replicas_max", "1_pools_0_replicas_max"));
    EXPECT_THAT(names_of({over("/workload/load=1")}, {"load"}), ElementsAre("workload_load"));
    EXPECT_THAT(names_of({over("/load=1")}, {"load"}), ElementsAre("load_"));
    EXPECT_THAT(names_of({over("seed:/workload/load=1"), over("/experiment/seed=2")}),
                ElementsAre("seed", "experiment_seed"));
}

TEST(Columns, OfAxesThatContradictEachOtherSayWhy) {
    EXPECT_THAT(problem_of([] { names_of({over("/a=1"), over("/a=2")}); }), HasSubstr("varied twice"));
    EXPECT_THAT(problem_of([] { names_of({over("x:/a=1"), over("x:/b=2")}); }), HasSubstr("another column"));
    EXPECT_THAT(problem_of([] { names_of({over("point:/a=1")}, {"point"}); }), HasSubstr("another column"));
    EXPECT_THAT(problem_of([] {
                    names_of({{{parse_track("/a=1,2"), parse_track("/b=1,2,3")}}});
                }),
                HasSubstr("has 3 values, and /a has 2"));
}

TEST(AxesOfAScenario, HaveTheirRangesWrittenOut) {
    const scenarios::ValueRange range{{1, ""}, {16, ""}, true, 5};
    const auto axis =
        axis_of({{"/a", "", range, "my.json:3"}, {"/b", "x", std::vector<std::string>{"1"}, "my.json:4"}});
    ASSERT_EQ(axis.tracks.size(), 2U);
    EXPECT_THAT(axis.tracks[0].values, ElementsAre("1", "2", "4", "8", "16"));
    EXPECT_EQ(axis.tracks[1].name, "x");
    EXPECT_EQ(axis.tracks[1].place, "my.json:4");
}

std::vector<std::string> shape_of(const std::vector<Axis>& axes) {
    std::vector<std::string> shape;
    for (const auto& axis : axes) {
        shape.emplace_back();
        for (const auto& track : axis.tracks) shape.back() += track.pointer + "=" + track.values.front() + " ";
    }
    return shape;
}

TEST(AxesOfAScenario, GiveWayToThoseOfTheCommandLine) {
    const auto track = [](const char* text) { return parse_track(text); };
    const std::vector<Axis> own{{{track("/a=1")}}, {{track("/b=1"), track("/c=1")}}, {{track("/d=1")}}};
    EXPECT_THAT(shape_of(joined_axes(own, {}, {})), ElementsAre("/a=1 ", "/b=1 /c=1 ", "/d=1 "));
    EXPECT_THAT(shape_of(joined_axes(own, {track("/e=2"), track("/a=2")}, {})),
                ElementsAre("/a=2 ", "/b=1 /c=1 ", "/d=1 ", "/e=2 "));
    // What is taken out of a zip leaves the rest of it.
    EXPECT_THAT(shape_of(joined_axes(own, {track("/b=2")}, {})), ElementsAre("/a=1 ", "/c=1 ", "/d=1 ", "/b=2 "));
    EXPECT_THAT(shape_of(joined_axes(own, {}, {track("/d=2"), track("/c=2")})),
                ElementsAre("/a=1 ", "/b=1 ", "/d=2 /c=2 "));
}

}  // namespace
}  // namespace plimsoll::sim
