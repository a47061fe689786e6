// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace plimsoll::gui {

/// Colours that deployments are told apart by.
enum class ColourSet { okabe_ito, tol_bright, vivid };

/// For how long costs are told.
enum class Period { month, year };

/// How figures are written and deployments coloured, everywhere in the window and in what it exports.
struct Preferences {
    QString currencySign = QStringLiteral("$");  ///< amounts are US dollars whatever the sign
    int digits = 3;                              ///< significant ones of times and numbers; money keeps its cents
    ColourSet colours = ColourSet::okabe_ito;
    Period period = Period::month;

    bool operator==(const Preferences&) const = default;
};

inline constexpr int kFewestDigits = 2;
inline constexpr int kMostDigits = 6;

/// What a currency sign may be: "$", "US$", "USD ".
[[nodiscard]] QList<QString> currencySigns();

/// Those of the program. Whoever changes them has everything written and drawn anew.
[[nodiscard]] const Preferences& preferences();
void setPreferences(const Preferences& wanted);

/// As the settings remember them; what they lack, or hold wrongly, is the default.
[[nodiscard]] Preferences savedPreferences();
void savePreferences(const Preferences& wanted);

}  // namespace plimsoll::gui
