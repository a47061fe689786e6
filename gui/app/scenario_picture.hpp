// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QJsonObject>
#include <QList>
#include <QSize>

class QPalette;

namespace plimsoll::gui {

inline constexpr QSize kScenarioPicture{72, 48};

/// The rate over the horizon, as a multiple of the mean, as the profile of a scenario's traffic has it: a value for
/// each point of the picture. Level where the scenario says nothing of it.
[[nodiscard]] QList<double> ratesOf(const QJsonObject& scenario, int points);

/// A scenario at a glance: its traffic over the horizon, and below it a mark for each way of serving, in the colours
/// that these have in the views.
[[nodiscard]] QIcon scenarioPicture(const QJsonObject& scenario, const QPalette& palette);

}  // namespace plimsoll::gui
