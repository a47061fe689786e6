// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/plot_texts.hpp"

#include <QJsonArray>
#include <QJsonObject>

namespace plimsoll::gui {

PlotTexts::PlotTexts(QCustomPlot* plot) : QCPAbstractItem(plot) {
    setSelectable(false);
    setClipAxisRect(plot->axisRect());
    setClipToAxisRect(true);
}

void PlotTexts::setTexts(const QList<Text>& texts, const QFont& font) {
    texts_ = texts;
    font_ = font;
    constexpr qsizetype kMostDescribed = 60;
    QJsonArray described;
    for (const auto& text : texts.first(std::min(texts.size(), kMostDescribed))) described.append(text.text);
    setProperty("scene", QJsonObject{{QStringLiteral("kind"), QStringLiteral("texts")},
                                     {QStringLiteral("count"), texts.size()},
                                     {QStringLiteral("texts"), described}});
}

double PlotTexts::selectTest(const QPointF& /*pos*/, bool /*onlySelectable*/, QVariant* /*details*/) const {
    return -1;
}

void PlotTexts::draw(QCPPainter* painter) {
    const QRectF room = clipRect();
    const double unit = std::abs(mParentPlot->yAxis->coordToPixel(1) - mParentPlot->yAxis->coordToPixel(0));
    QFont bold = font_;
    bold.setBold(true);
    const QFontMetricsF metrics(font_);
    constexpr double kLeastLeading = 0.8;  // capitals do not need the whole height of a line
    if (unit < kLeastLeading * metrics.height()) return;
    for (const auto& text : std::as_const(texts_)) {
        const double y = mParentPlot->yAxis->coordToPixel(text.y);
        if (y < room.top() - unit || y > room.bottom() + unit) continue;
        painter->setFont(text.bold ? bold : font_);
        painter->setPen(text.colour);
        const double left = mParentPlot->xAxis->coordToPixel(text.from);
        if (text.from == text.to) {
            constexpr double kAside = 5;
            painter->drawText(QRectF(left + kAside, y - unit, room.right() - left, 2 * unit),
                              Qt::AlignLeft | Qt::AlignVCenter, text.text);
            continue;
        }
        const double width = mParentPlot->xAxis->coordToPixel(text.to) - left;
        constexpr double kSides = 6;
        if (metrics.horizontalAdvance(text.text) + kSides > width) continue;
        painter->drawText(QRectF(left, y - unit, width, 2 * unit), Qt::AlignCenter, text.text);
    }
}

}  // namespace plimsoll::gui
