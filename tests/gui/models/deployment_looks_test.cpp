// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/deployment_looks.hpp"

#include "gui/models/deployment_style.hpp"

#include <gtest/gtest.h>

#include <QSet>

namespace plimsoll::gui {
namespace {

using Looks = QList<int>;

QStringList named(const char* names) { return QString::fromLatin1(names).split(QLatin1Char(' ')); }

TEST(DeploymentLooks, StayWhileOthersComeAndGo) {
    DeploymentLooks looks;
    EXPECT_EQ(looks.looksOf(named("a b c")), Looks({0, 1, 2}));
    EXPECT_EQ(looks.looksOf(named("a copy b c")), Looks({0, 3, 1, 2}));
    EXPECT_EQ(looks.looksOf(named("c b")), Looks({2, 1}));
    EXPECT_EQ(looks.looksOf(named("new c b")), Looks({4, 2, 1})) << "a and copy may come back";
    EXPECT_EQ(looks.looksOf(named("a c b")).first(), 0);
}

TEST(DeploymentLooks, FollowARenaming) {
    DeploymentLooks looks;
    (void)looks.looksOf(named("a b c"));
    EXPECT_EQ(looks.looksOf(named("a better c")), Looks({0, 1, 2}));
    EXPECT_EQ(looks.looksOf(named("a b c")), Looks({0, 1, 2}));
}

TEST(DeploymentLooks, AreUsedAgainBeforeTwoThatAreThereLookAlike) {
    DeploymentLooks looks;
    (void)looks.looksOf(named("a b c d e f g h"));
    EXPECT_EQ(looks.looksOf(named("x y")), Looks({0, 1}));
    QStringList many;
    for (int i = 0; i < kLooks; ++i) many.append(QString::number(i));
    const Looks all = looks.looksOf(many);
    EXPECT_EQ(QSet<int>(all.begin(), all.end()).size(), kLooks);
}

TEST(DeploymentLooks, AreExchangedWithTheOneThatHasTheChosenOne) {
    DeploymentLooks looks;
    (void)looks.looksOf(named("a b"));
    looks.choose(QStringLiteral("a"), 1);
    EXPECT_EQ(looks.looksOf(named("a b")), Looks({1, 0}));
    DeploymentLooks later;
    later.restore(looks.toVariant());
    EXPECT_EQ(later.looksOf(named("b a")), Looks({0, 1}));
}

TEST(DeploymentStyle, TellsSixtyFourLooksApartByColourAndMarker) {
    QSet<QPair<QRgb, int>> seen;
    for (int look = 0; look < kLooks; ++look) {
        const auto style = styleOf(look, false);
        seen.insert({style.colour.rgb(), static_cast<int>(style.marker)});
    }
    EXPECT_EQ(seen.size(), kLooks);
}

}  // namespace
}  // namespace plimsoll::gui
