// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/selection.hpp"

#include <gtest/gtest.h>

#include <QSignalSpy>

namespace plimsoll::gui {
namespace {

TEST(Selection, TellsOfChangesOnce) {
    Selection selection;
    const QSignalSpy changed(&selection, &Selection::changed);
    selection.select(2);
    selection.select(2);
    selection.setBaseline(1);
    selection.setHidden(3, true);
    selection.setHidden(3, true);
    selection.setBudget(400);
    selection.setBudget(400);
    EXPECT_EQ(changed.count(), 4);
    EXPECT_EQ(selection.budget(), 400);
    selection.setBudget({});
    EXPECT_EQ(selection.budget(), std::nullopt);
    EXPECT_EQ(changed.count(), 5);
}

TEST(Selection, ShowsOneAloneAndThenAllAgain) {
    Selection selection;
    const QSignalSpy changed(&selection, &Selection::changed);
    selection.setHidden(3, true);
    selection.isolate(1, 4);
    EXPECT_EQ(selection.hidden(), QSet<int>({0, 2, 3}));
    selection.isolate(2, 4);
    EXPECT_EQ(selection.hidden(), QSet<int>({0, 1, 3})) << "another one takes its place";
    selection.isolate(2, 4);
    EXPECT_EQ(selection.hidden(), QSet<int>());
    EXPECT_EQ(changed.count(), 4) << "each a single change";
}

TEST(Selection, HoversWithoutAChange) {
    Selection selection;
    const QSignalSpy changed(&selection, &Selection::changed);
    const QSignalSpy hovered(&selection, &Selection::hoverChanged);
    selection.hoverLoad(1.5);
    selection.hoverLoad(1.5);
    selection.hoverLoad({});
    selection.hoverTime(10);
    EXPECT_EQ(hovered.count(), 3);
    EXPECT_EQ(changed.count(), 0);
}

TEST(Selection, ForgetsDeploymentsThatAreGone) {
    Selection selection;
    selection.select(4);
    selection.setBaseline(1);
    selection.setHidden(3, true);
    selection.setBudget(100);
    selection.restrictTo(3);
    EXPECT_EQ(selection.deployment(), std::nullopt);
    EXPECT_EQ(selection.baseline(), 1);
    EXPECT_FALSE(selection.isHidden(3));
    EXPECT_EQ(selection.budget(), 100);
}

}  // namespace
}  // namespace plimsoll::gui
