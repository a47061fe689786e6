// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/scenario_picture.hpp"

#include "gui/models/deployment_style.hpp"
#include "scenarios/quantity.hpp"

#include <QJsonArray>
#include <QPainter>
#include <QPalette>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

double secondsOf(const QJsonValue& text, double otherwise) {
    const auto parsed = scenarios::parse_duration(text.toString().toStdString());
    constexpr double kNanoseconds = 1e9;
    return parsed.value ? static_cast<double>(parsed.value->count()) / kNanoseconds : otherwise;
}

QJsonObject at(const QJsonObject& object, std::initializer_list<const char*> path) {
    QJsonObject inner = object;
    for (const char* key : path) inner = inner.value(QLatin1String(key)).toObject();
    return inner;
}

}  // namespace

QList<double> ratesOf(const QJsonObject& scenario, int points) {
    constexpr double kDay = 86400;
    const double horizon = secondsOf(at(scenario, {"experiment"}).value(QLatin1String("horizon")), kDay);
    const QJsonObject profile = at(scenario, {"workload", "traffic", "generate", "profile"});
    const QJsonArray daily = profile.value(QLatin1String("daily")).toArray();
    QList<double> rates;
    for (int i = 0; i < points; ++i) {
        const double time = horizon * (i + 0.5) / points;
        double rate = 1;
        if (!daily.isEmpty())
            rate =
                daily.at(static_cast<int>(std::fmod(time, kDay) / kDay * static_cast<double>(daily.size()))).toDouble();
        for (const auto& each : profile.value(QLatin1String("bursts")).toArray()) {
            const QJsonObject burst = each.toObject();
            const double start = secondsOf(burst.value(QLatin1String("at")), 0);
            // Short as it may be, a burst is seen.
            const double lasts = std::max(secondsOf(burst.value(QLatin1String("lasts")), 0), horizon / points);
            if (time >= start && time < start + lasts) rate *= burst.value(QLatin1String("times")).toDouble(1);
        }
        rates.append(rate);
    }
    return rates;
}

QIcon scenarioPicture(const QJsonObject& scenario, const QPalette& palette) {
    constexpr int kScale = 2;  // sharp on dense screens, too
    constexpr int kMarks = 12;
    QPixmap pixmap(kScenarioPicture * kScale);
    pixmap.setDevicePixelRatio(kScale);
    pixmap.fill(palette.color(QPalette::Base));
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF room(3, 3, kScenarioPicture.width() - 6, kScenarioPicture.height() - kMarks - 4);
    const auto rates = ratesOf(scenario, static_cast<int>(room.width()));
    // A burst of twelve times must not flatten the day.
    const double most = std::max(std::sqrt(2.0), std::sqrt(*std::max_element(rates.begin(), rates.end())));
    QPolygonF area;
    area << room.bottomLeft();
    for (qsizetype i = 0; i < rates.size(); ++i)
        area << QPointF(room.left() + static_cast<double>(i),
                        room.bottom() - room.height() * (most > 0 ? std::sqrt(rates[i]) / most : 0) * 0.9);
    area << room.bottomRight();
    QColor fill = palette.color(QPalette::Highlight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(area);

    const bool dark = palette.color(QPalette::Base).lightnessF() < palette.color(QPalette::Text).lightnessF();
    const auto ways = scenario.value(QLatin1String("deployments")).toArray().size();
    constexpr qsizetype kMost = 7;
    constexpr double kStep = 9;
    for (qsizetype i = 0; i < std::min(ways, kMost); ++i) {
        painter.setBrush(styleOf(static_cast<int>(i), dark).colour);
        painter.drawRoundedRect(
            QRectF(room.left() + kStep * static_cast<double>(i), kScenarioPicture.height() - kMarks + 2, 6, 6), 1, 1);
    }
    painter.setPen(QPen(palette.color(QPalette::Mid), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF({0.5, 0.5}, QSizeF(kScenarioPicture) - QSizeF(1, 1)), 3, 3);
    painter.end();
    return pixmap;
}

}  // namespace plimsoll::gui
