// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/guide_line.hpp"

namespace plimsoll::gui {

namespace {

/// Plot coordinates along one axis, a share of the axis rectangle along the other.
void placeAcross(QCPItemPosition& position, std::optional<double> x, std::optional<double> y, double share) {
    position.setTypeX(x ? QCPItemPosition::ptPlotCoords : QCPItemPosition::ptAxisRectRatio);
    position.setTypeY(y ? QCPItemPosition::ptPlotCoords : QCPItemPosition::ptAxisRectRatio);
    position.setCoords(x.value_or(share), y.value_or(share));
}

/// Share of an axis that lies below a value.
double shareBelow(const QCPAxis& axis, double value) {
    const QCPRange& range = axis.range();
    if (axis.scaleType() == QCPAxis::stLogarithmic)
        return std::log(value / range.lower) / std::log(range.upper / range.lower);
    return (value - range.lower) / range.size();
}

void addLine(QCustomPlot& plot, std::optional<double> x, std::optional<double> y, const QPen& pen) {
    auto* line = new QCPItemLine(&plot);
    placeAcross(*line->start, x, y, 0);
    placeAcross(*line->end, x, y, 1);
    line->setPen(pen);
    line->setSelectable(false);
    line->setAntialiased(false);
    line->setLayer(QStringLiteral("grid"));  // below the data
}

QCPItemText* addName(QCustomPlot& plot, const QString& name, const GuideStyle& style) {
    auto* text = new QCPItemText(&plot);
    text->setText(name);
    text->setFont(style.font);
    text->setColor(style.text);
    text->setSelectable(false);
    constexpr int kAside = 4;
    constexpr int kAbove = 1;
    text->setPadding(QMargins(kAside, kAbove, kAside, kAbove));
    if (style.background.isValid()) {
        QColor veil = style.background;
        constexpr float kVeil = 0.75F;
        veil.setAlphaF(kVeil);
        text->setBrush(veil);
    }
    return text;
}

void shade(QCustomPlot& plot, std::optional<double> x, std::optional<double> y, const QBrush& brush) {
    auto* rect = new QCPItemRect(&plot);
    // From the value to the right end, or from the upper end to the value.
    placeAcross(*rect->topLeft, x, {}, 0);
    placeAcross(*rect->bottomRight, {}, y, 1);
    rect->setPen(Qt::NoPen);
    rect->setBrush(brush);
    rect->setSelectable(false);
    rect->setLayer(QStringLiteral("grid"));
}

}  // namespace

void addVerticalGuide(QCustomPlot& plot, double x, const QString& name, const GuideStyle& style) {
    addLine(plot, x, {}, style.pen);
    constexpr double kLittleRoom = 0.7;
    const bool leftwards = shareBelow(*plot.xAxis, x) > kLittleRoom;
    auto* text = addName(plot, name, style);
    placeAcross(*text->position, x, {}, 0);
    text->setPositionAlignment(Qt::AlignTop | (leftwards ? Qt::AlignRight : Qt::AlignLeft));
}

void addHorizontalGuide(QCustomPlot& plot, double y, const QString& name, const GuideStyle& style,
                        std::optional<double> from) {
    addLine(plot, {}, y, style.pen);
    if (name.isEmpty()) return;
    constexpr double kLittleRoom = 0.93;
    const bool below = shareBelow(*plot.yAxis, y) > kLittleRoom;
    auto* text = addName(plot, name, style);
    placeAcross(*text->position, {}, y, from.value_or(1));
    text->setPositionAlignment((from ? Qt::AlignLeft : Qt::AlignRight) | (below ? Qt::AlignTop : Qt::AlignBottom));
}

void shadeRightOf(QCustomPlot& plot, double x, const QBrush& brush) { shade(plot, x, {}, brush); }

void shadeAbove(QCustomPlot& plot, double y, const QBrush& brush) { shade(plot, {}, y, brush); }

}  // namespace plimsoll::gui
