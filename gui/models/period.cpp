// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/period.hpp"

#include "gui/models/preferences.hpp"
#include "gui/models/text.hpp"

#include <QCoreApplication>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Period", text); }

double months() {
    constexpr double kYear = 12;
    return preferences().period == Period::year ? kYear : 1;
}

std::optional<results::Interval> inPeriod(const std::optional<results::Interval>& ci) {
    if (!ci) return std::nullopt;
    return results::Interval{months() * ci->lo, months() * ci->hi};
}

}  // namespace

double inPeriod(double usdPerMonth) { return months() * usdPerMonth; }

results::Estimate inPeriod(results::Estimate usdPerMonth) {
    usdPerMonth.value *= months();
    usdPerMonth.ci = inPeriod(usdPerMonth.ci);
    return usdPerMonth;
}

QString aPeriod() { return preferences().period == Period::year ? tr("a year") : tr("a month"); }

QString costAmount(double usdPerMonth) { return moneyText(inPeriod(usdPerMonth)); }

QString costText(double usdPerMonth, const std::optional<results::Interval>& ci) {
    return QStringLiteral("%1 %2").arg(moneyText(inPeriod(usdPerMonth), inPeriod(ci)), aPeriod());
}

QString costTitle() { return tr("cost (USD %1)").arg(aPeriod()); }

}  // namespace plimsoll::gui
