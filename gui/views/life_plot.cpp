// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/life_plot.hpp"

#include "gui/models/deployment_style.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

constexpr double kBarShare = 0.8;  // of the distance of two rows

}  // namespace

QBrush lifeBrush(results::LifePhase phase, scenarios::Purchase purchase, bool dark) {
    enum Colour { blue, vermillion, green, purple, orange, sky, yellow };
    const auto brush = [dark](Colour colour, Qt::BrushStyle pattern) {
        return QBrush(styleOf(colour, dark).colour, pattern);
    };
    switch (phase) {
        case results::LifePhase::provision:
            return {dark ? QColor(0xA0A0A0) : QColor(0x707070), Qt::Dense6Pattern};
        case results::LifePhase::boot:
            return brush(orange, Qt::FDiagPattern);
        case results::LifePhase::image:
            return brush(purple, Qt::DiagCrossPattern);
        case results::LifePhase::weights:
            return brush(vermillion, Qt::BDiagPattern);
        case results::LifePhase::warm_up:
            return brush(yellow, Qt::Dense4Pattern);
        case results::LifePhase::serve:
            break;
        case results::LifePhase::drain:
            return brush(sky, Qt::HorPattern);
    }
    switch (purchase) {
        case scenarios::Purchase::on_demand:
            return brush(blue, Qt::SolidPattern);
        case scenarios::Purchase::spot:
            return brush(green, Qt::Dense3Pattern);
        case scenarios::Purchase::reserved:
            return {brush(blue, Qt::SolidPattern).color().darker(), Qt::Dense2Pattern};
    }
    return Qt::NoBrush;
}

LifePlot::LifePlot(QCPAxis* rows, QCPAxis* time, bool dark, const QColor& text)
    : QCPAbstractPlottable(rows, time), dark_(dark), text_(text) {
    setSelectable(QCP::stNone);
    setAntialiased(false);
}

const LifeRow* LifePlot::lifeAt(const QPointF& position) const {
    double key = 0, value = 0;
    pixelsToCoords(position, key, value);
    const double row = std::round(key);
    if (row < 0 || row >= static_cast<double>(lives_.size())) return nullptr;
    const auto& life = lives_[static_cast<std::size_t>(row)];
    constexpr double kNear = 3;  // pixels: lives may be short
    const double near = std::abs(valueAxis()->pixelToCoord(kNear) - valueAxis()->pixelToCoord(0));
    return value >= life.requested - near && value <= life.ended + near ? &life : nullptr;
}

double LifePlot::selectTest(const QPointF& position, bool onlySelectable, QVariant*) const {
    if (onlySelectable) return -1;
    return lifeAt(position) != nullptr ? 0 : -1;
}

QCPRange LifePlot::getKeyRange(bool& foundRange, QCP::SignDomain) const {
    foundRange = !lives_.empty();
    return {0, static_cast<double>(lives_.size()) - 1};
}

QCPRange LifePlot::getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const {
    foundRange = !lives_.empty();
    QCPRange range(0, 0);
    for (const auto& life : lives_) range.expand(QCPRange(life.requested, life.ended));
    return range;
}

void LifePlot::draw(QCPPainter* painter) {
    const QCPRange rows = keyAxis()->range();
    const auto first = static_cast<std::size_t>(std::max(0.0, std::floor(rows.lower)));
    const auto last = std::min(lives_.size(), static_cast<std::size_t>(std::max(0.0, std::ceil(rows.upper) + 1)));
    const double distance = std::abs(keyAxis()->coordToPixel(1) - keyAxis()->coordToPixel(0));
    const double height = std::max(1.0, kBarShare * distance);
    for (std::size_t row = first; row < last; ++row)
        drawLife(*painter, lives_[row], keyAxis()->coordToPixel(static_cast<double>(row)) - height / 2, height);
}

void LifePlot::drawLife(QCPPainter& painter, const LifeRow& life, double top, double height) const {
    const QCPRange time = valueAxis()->range();
    constexpr double kOutlined = 4;  // outlines and patterns need some height
    for (const auto& span : life.spans) {
        if (span.to < time.lower || span.from > time.upper) continue;
        const double left = valueAxis()->coordToPixel(std::max(span.from, time.lower));
        const double right = valueAxis()->coordToPixel(std::min(span.to, time.upper));
        QBrush brush = lifeBrush(span.phase, life.purchase, dark_);
        painter.setPen(height >= kOutlined ? QPen(brush.color(), 1) : QPen(Qt::NoPen));
        if (height < kOutlined) brush.setStyle(Qt::SolidPattern);
        painter.setBrush(brush);
        painter.drawRect(QRectF(left, top, std::max(1.0, right - left), height));
    }
    if (life.end != results::LifeEnd::interrupted || life.ended < time.lower || life.ended > time.upper) return;
    // A cross at the end, as large as the row.
    const double half = std::clamp(height / 2, 2.0, 5.0);
    const QPointF centre(valueAxis()->coordToPixel(life.ended), top + height / 2);
    painter.setPen(QPen(text_, half > 3 ? 2 : 1));
    painter.drawLine(QLineF(centre - QPointF(half, half), centre + QPointF(half, half)));
    painter.drawLine(QLineF(centre - QPointF(half, -half), centre + QPointF(half, -half)));
}

}  // namespace plimsoll::gui
