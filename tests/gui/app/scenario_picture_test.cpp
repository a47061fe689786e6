// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/scenario_picture.hpp"

#include <gtest/gtest.h>

#include <QImage>
#include <QJsonDocument>
#include <QPalette>

namespace plimsoll::gui {
namespace {

QJsonObject scenarioWith(const char* profile) {
    return QJsonDocument::fromJson(QByteArray(R"({"workload": {"traffic": {"generate": {"profile": )") + profile +
                                   R"(}}}, "experiment": {"horizon": "24 h"}, "deployments": [{}, {}]})")
        .object();
}

TEST(ScenarioPicture, FollowsTheDayAndItsBursts) {
    EXPECT_EQ(ratesOf(QJsonObject(), 3), (QList<double>{1, 1, 1}));
    EXPECT_EQ(ratesOf(scenarioWith(R"({"daily": [0.5, 1.5]})"), 4), (QList<double>{0.5, 0.5, 1.5, 1.5}));
    // Ten minutes are less than a point of six hours.
    EXPECT_EQ(ratesOf(scenarioWith(R"({"bursts": [{"at": "6 h", "lasts": "10 min", "times": 5}]})"), 4),
              (QList<double>{1, 5, 1, 1}));
}

TEST(ScenarioPicture, DiffersFromScenarioToScenario) {
    const QPalette palette;
    const auto image = [&](const char* profile) {
        return scenarioPicture(scenarioWith(profile), palette).pixmap(kScenarioPicture).toImage();
    };
    EXPECT_FALSE(image(R"({"daily": [0.5, 1.5]})").isNull());
    EXPECT_NE(image(R"({"daily": [0.5, 1.5]})"), image(R"({"daily": [1.5, 0.5]})"));
}

}  // namespace
}  // namespace plimsoll::gui
