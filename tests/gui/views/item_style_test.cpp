// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/item_style.hpp"

#include "gui/models/deployment_style.hpp"

#include <gtest/gtest.h>

#include <QSet>

namespace plimsoll::gui {
namespace {

// The colour of an item of a bill must not be read as a deployment.
TEST(ItemStyle, HasColoursOfItsOwn) {
    constexpr int kDeploymentColours = 8;
    for (const bool dark : {false, true}) {
        QSet<QRgb> deployments, items;
        for (int look = 0; look < kDeploymentColours; ++look) deployments.insert(styleOf(look, dark).colour.rgb());
        for (int item = 0; item < kItemStyles; ++item) items.insert(itemBrush(item, dark).color().rgb());
        EXPECT_EQ(items.size(), kItemStyles) << "they differ among themselves";
        EXPECT_FALSE(items.intersects(deployments)) << (dark ? "dark" : "light");
    }
}

}  // namespace
}  // namespace plimsoll::gui
