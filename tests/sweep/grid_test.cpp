// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/grid.hpp"

#include "scenarios/input_error.hpp"
#include "sim/sweep/sweep.hpp"

#include <gmock/gmock.h>

namespace plimsoll::sim {
namespace {

using testing::ElementsAre;

Grid grid(const std::vector<std::string>& overs) {
    std::vector<Axis> axes;
    for (const auto& text : overs) axes.push_back({{parse_track(text)}});
    name_columns(axes, {});
    return Grid(axes);
}

TEST(Grids, AreEveryCombinationWithTheLastAxisFastest) {
    const auto all = grid({"/a=1,2", "/b=3,4,5"});
    ASSERT_EQ(all.count(), 6U);
    EXPECT_THAT(all.overrides_at(0), ElementsAre("/a=1", "/b=3"));
    EXPECT_THAT(all.overrides_at(2), ElementsAre("/a=1", "/b=5"));
    EXPECT_THAT(all.overrides_at(3), ElementsAre("/a=2", "/b=3"));
    EXPECT_THAT(all.overrides_at(5), ElementsAre("/a=2", "/b=5"));
}

TEST(Grids, KnowThePointsBesideOne) {
    const auto all = grid({"/a=1,2", "/b=3,4,5"});
    EXPECT_EQ(all.next_along(0, 1), 4U);
    EXPECT_EQ(all.next_along(0, 4), 1U);
    EXPECT_EQ(all.next_along(1, 4), 5U);
    EXPECT_EQ(all.next_along(1, 5), 3U);
}

TEST(Grids, MoveWhatIsZippedTogether) {
    std::vector<Axis> axes{{{parse_track("/a=1,2"), parse_track("/b=x,y")}}, {{parse_track("/c=0,1")}}};
    name_columns(axes, {});
    const Grid all(axes);
    ASSERT_EQ(all.count(), 4U);
    EXPECT_THAT(all.values_at(0), ElementsAre("1", "\"x\"", "0"));
    EXPECT_THAT(all.values_at(3), ElementsAre("2", "\"y\"", "1"));
}

TEST(Grids, OfMoreThanCanBeCountedSayNothing) {
    std::vector<std::string> overs;
    for (const char* name : {"/a", "/b", "/c", "/d", "/e", "/f", "/g"})
        overs.push_back(std::string(name) + "=1..2:1000");
    EXPECT_FALSE(grid(overs).count());
}

TEST(ChosenPoints, AreThoseOfTheCondition) {
    const auto all = grid({"/load=1,2,4", R"(/kind="x","y")"});
    EXPECT_THAT(chosen_points(all, ""), ElementsAre(0, 1, 2, 3, 4, 5));
    EXPECT_THAT(chosen_points(all, "load >= 2 AND kind = 'y'"), ElementsAre(3, 5));
    EXPECT_THAT(chosen_points(all, "load > 10"), testing::IsEmpty());
    EXPECT_THROW(static_cast<void>(chosen_points(all, "lode > 1")), InputError);
}

}  // namespace
}  // namespace plimsoll::sim
