// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/preferences.hpp"

#include <QSettings>

#include <algorithm>

namespace plimsoll::gui {

namespace {

const QString kSign = QStringLiteral("figures/currencySign");
const QString kDigits = QStringLiteral("figures/digits");
const QString kPeriod = QStringLiteral("figures/period");
const QString kColours = QStringLiteral("figures/colours");

Preferences& current() {
    static Preferences all;
    return all;
}

}  // namespace

QList<QString> currencySigns() { return {QStringLiteral("$"), QStringLiteral("US$"), QStringLiteral("USD ")}; }

const Preferences& preferences() { return current(); }

void setPreferences(const Preferences& wanted) { current() = wanted; }

Preferences savedPreferences() {
    const QSettings settings;
    Preferences saved;
    if (const QString sign = settings.value(kSign).toString(); currencySigns().contains(sign))
        saved.currencySign = sign;
    saved.digits = std::clamp(settings.value(kDigits, saved.digits).toInt(), kFewestDigits, kMostDigits);
    const int colours = settings.value(kColours, 0).toInt();
    if (colours >= 0 && colours <= static_cast<int>(ColourSet::vivid)) saved.colours = static_cast<ColourSet>(colours);
    if (settings.value(kPeriod).toString() == QLatin1String("year")) saved.period = Period::year;
    return saved;
}

void savePreferences(const Preferences& wanted) {
    QSettings settings;
    settings.setValue(kSign, wanted.currencySign);
    settings.setValue(kDigits, wanted.digits);
    settings.setValue(kPeriod, wanted.period == Period::year ? QStringLiteral("year") : QStringLiteral("month"));
    settings.setValue(kColours, static_cast<int>(wanted.colours));
}

}  // namespace plimsoll::gui
