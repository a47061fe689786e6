// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/selected_names.hpp"

#include "gui/models/selection.hpp"
#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

using testing::madeComparison;
using testing::madeDeployment;
using testing::resultOf;

ResultPtr resultWith(std::initializer_list<const char*> names) {
    std::vector<results::DeploymentResult> deployments;
    for (const char* name : names) deployments.push_back(madeDeployment(name, "m", "1", 0.1));
    return resultOf(madeComparison(std::move(deployments)));
}

TEST(SelectedNames, FollowDeploymentsToOtherPlaces) {
    Selection selection;
    selection.select(0);
    selection.setBaseline(1);
    selection.setHidden(2, true);
    const auto names = namesOf(selection, *resultWith({"a", "b", "c"}));
    selectNames(selection, names, *resultWith({"c", "b", "a"}));
    EXPECT_EQ(selection.deployment(), 2);
    EXPECT_EQ(selection.baseline(), 1);
    EXPECT_TRUE(selection.isHidden(0));
    EXPECT_FALSE(selection.isHidden(2));
}

TEST(SelectedNames, LeaveWhatAResultDoesNotHave) {
    Selection selection;
    selection.select(0);
    selection.setHidden(1, true);
    const auto names = namesOf(selection, *resultWith({"a", "b"}));
    selectNames(selection, names, *resultWith({"x", "y"}));
    EXPECT_FALSE(selection.deployment());
    EXPECT_FALSE(selection.isHidden(1));
}

}  // namespace
}  // namespace plimsoll::gui
