// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/preferences.hpp"

#include "gui/models/deployment_style.hpp"
#include "gui/models/text.hpp"

#include <gtest/gtest.h>

#include <QSet>
#include <QSettings>

namespace plimsoll::gui {
namespace {

class PreferencesTest : public ::testing::Test {
protected:
    ~PreferencesTest() override { setPreferences({}); }
};

TEST_F(PreferencesTest, WriteMoneyWithTheirSign) {
    EXPECT_EQ(moneyText(1234), QStringLiteral("$1,234"));
    setPreferences({QStringLiteral("US$"), 3, ColourSet::okabe_ito});
    EXPECT_EQ(moneyText(1234), QStringLiteral("US$1,234"));
    EXPECT_EQ(moneyText(-5), QStringLiteral("-US$5.00"));
    EXPECT_EQ(moneyText(100, results::Interval{90, 110}), QStringLiteral("US$100 ± 10"));
    EXPECT_EQ(toldText("'a $ day' is the cheapest: $89.37 a month."),
              QStringLiteral("'a $ day' is the cheapest: US$89.37 a month."));
}

TEST_F(PreferencesTest, WriteTimesAndNumbersWithTheirDigits) {
    EXPECT_EQ(durationText(1.23456), QStringLiteral("1.23 s"));
    EXPECT_EQ(numberText(1.23456), QStringLiteral("1.23"));
    setPreferences({QStringLiteral("$"), 5, ColourSet::okabe_ito});
    EXPECT_EQ(durationText(1.23456), QStringLiteral("1.2346 s"));
    EXPECT_EQ(numberText(1.23456), QStringLiteral("1.2346"));
    EXPECT_EQ(durationText(results::Estimate{1.23456, results::Interval{1.13456, 1.33456}}),
              QStringLiteral("1.2346 ± 0.1000 s"));
    setPreferences({QStringLiteral("$"), 2, ColourSet::okabe_ito});
    EXPECT_EQ(durationText(0.0123456), QStringLiteral("12 ms"));
}

TEST_F(PreferencesTest, ColourDeploymentsByEachSetDifferently) {
    QSet<QRgb> first;
    for (const auto colours : {ColourSet::okabe_ito, ColourSet::tol_bright, ColourSet::vivid}) {
        setPreferences({QStringLiteral("$"), 3, colours});
        QSet<QRgb> eight;
        for (int look = 0; look < 8; ++look) eight.insert(styleOf(look, false).colour.rgb());
        EXPECT_EQ(eight.size(), 8);
        first.insert(styleOf(0, false).colour.rgb());
    }
    EXPECT_EQ(first.size(), 3);
}

TEST_F(PreferencesTest, AreRememberedAndMendedWhereTheSettingsAreWrong) {
    const Preferences wanted{QStringLiteral("USD "), 4, ColourSet::vivid};
    savePreferences(wanted);
    EXPECT_EQ(savedPreferences(), wanted);
    QSettings settings;
    settings.setValue(QStringLiteral("figures/currencySign"), QStringLiteral("€"));
    settings.setValue(QStringLiteral("figures/digits"), 99);
    settings.setValue(QStringLiteral("figures/colours"), 7);
    EXPECT_EQ(savedPreferences(), (Preferences{QStringLiteral("$"), 6, ColourSet::okabe_ito}));
    settings.clear();
    EXPECT_EQ(savedPreferences(), Preferences{});
}

}  // namespace
}  // namespace plimsoll::gui
