// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/text.hpp"

#include "gui/models/preferences.hpp"

#include "sim/compare/text.hpp"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace plimsoll::gui {

QString qstring(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }

QString sentenceOf(std::string_view utf8) {
    const QString text = toldText(utf8);
    return text.left(1).toUpper() + text.mid(1) + QLatin1Char('.');
}

QString toldText(std::string_view utf8) {
    QString text = qstring(utf8);
    static const QRegularExpression kAmount(QStringLiteral("\\$(?=[0-9])"));
    return text.replace(kAmount, preferences().currencySign);
}

QString durationText(double seconds) { return qstring(results::duration_text(seconds, preferences().digits)); }
QString moneyText(double usd) { return toldText(results::money_text(usd)); }
QString moneyText(double amount, const QString& currency) {
    return toldText(results::amount_text(amount, currency.toStdString()));
}
QString durationText(const results::Estimate& seconds) {
    return qstring(results::duration_text(seconds, preferences().digits));
}

QString clockText(double seconds) {
    constexpr qint64 kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
    const auto whole = static_cast<qint64>(std::llround(seconds));
    const auto twoDigits = [](qint64 number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    QString clock = QStringLiteral("%1:%2").arg(twoDigits(whole % kDay / kHour), twoDigits(whole % kHour / kMinute));
    if (whole % kMinute != 0) clock += QStringLiteral(":%1").arg(twoDigits(whole % kMinute));
    return whole < kDay ? clock : QStringLiteral("%1 d %2").arg(whole / kDay).arg(clock);
}

std::optional<double> secondsOfClock(const QString& text) {
    static const QRegularExpression kClock(QStringLiteral("^(?:(\\d{1,5}) d )?(\\d{1,3}):([0-5]\\d)(?::([0-5]\\d))?$"));
    const auto match = kClock.match(text.simplified());
    if (!match.hasMatch()) return {};
    constexpr double kUnits[] = {86'400, 3600, 60, 1};
    double seconds = 0;
    for (int unit = 0; unit < 4; ++unit) seconds += kUnits[unit] * match.captured(unit + 1).toInt();
    return seconds;
}

QString spanText(double from, double to) {
    return QCoreApplication::translate("Text", "from %1 to %2").arg(clockText(from), clockText(to));
}

QString moneyText(double usd, const std::optional<results::Interval>& ci) {
    return toldText(results::money_text(usd, ci));
}
QString shareText(double share) { return qstring(results::share_text(share)); }
QString numberText(double value) { return qstring(results::number_text(value, preferences().digits)); }

QString countText(qsizetype count, const QString& one, const QString& many) {
    return QStringLiteral("%1 %2").arg(QLocale(QLocale::English).toString(count), count == 1 ? one : many);
}

QString changeText(double before, double after) {
    if (before == 0) return {};
    const double ratio = after / before;
    constexpr double kDoubling = 2;
    if (ratio >= kDoubling) return QStringLiteral("×%1").arg(numberText(ratio));
    constexpr double kPercent = 100;
    const double percent = kPercent * (ratio - 1);
    const QString sign = percent < 0 ? QStringLiteral("−") : QStringLiteral("+");
    return QStringLiteral("%1%2 %").arg(sign, numberText(std::abs(percent)));
}

QString plainNumber(double value) {
    constexpr int kDigits = 6;
    return QString::number(value, 'g', kDigits);
}

QString exactNumber(double value) { return qstring(results::exact_text(value)); }

}  // namespace plimsoll::gui
