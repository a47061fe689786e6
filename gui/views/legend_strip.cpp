// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/legend_strip.hpp"

#include <algorithm>

namespace plimsoll::gui {

namespace {

constexpr int kSampleWidth = 28;
constexpr int kGap = 6;      // between a sample and its text
constexpr int kSpace = 18;   // between entries
constexpr int kPadding = 4;  // around the whole
constexpr int kLeading = 2;
constexpr double kLargestShare = 0.4;  // of the height of the plot, but one line in any case

}  // namespace

LegendStrip::LegendStrip(QCustomPlot* plot) : QCPLayoutElement(plot) { setMargins(QMargins()); }

void LegendStrip::setStyle(const QFont& font, const QColor& colour) {
    font_ = font;
    colour_ = colour;
}

const LegendEntry* LegendStrip::entryAt(const QPointF& position) const {
    const QList<QRect> rects = flowed(rect().width());
    for (qsizetype i = 0; i < rects.size(); ++i)
        if (rects[i].translated(rect().topLeft()).contains(position.toPoint())) return &entries_[i];
    return nullptr;
}

QSize LegendStrip::minimumOuterSizeHint() const { return {0, heightFor(mParentPlot->viewport().width())}; }

QSize LegendStrip::maximumOuterSizeHint() const {
    return {QWIDGETSIZE_MAX, heightFor(mParentPlot->viewport().width())};
}

void LegendStrip::draw(QCPPainter* painter) {
    const QFontMetrics metrics(font_);
    const QList<QRect> rects = flowed(rect().width());
    constexpr double kPale = 0.4;
    for (qsizetype i = 0; i < rects.size(); ++i) {
        const LegendEntry& entry = entries_[i];
        QFont font = font_;
        font.setStrikeOut(entry.hidden);
        painter->setFont(font);
        painter->setOpacity(entry.hidden ? kPale : 1);
        const QRect whole = rects[i].translated(rect().topLeft());
        const QRect sample(whole.topLeft(), QSize(kSampleWidth, whole.height()));
        painter->setAntialiasing(true);
        painter->setPen(entry.line);
        if (entry.swatch.style() != Qt::NoBrush) {
            painter->setBrush(entry.swatch);
            const int half = metrics.ascent() / 2;
            painter->drawRect(QRect(sample.left(), sample.center().y() - half, kSampleWidth, 2 * half));
            painter->setBrush(Qt::NoBrush);
        } else if (entry.line.style() != Qt::NoPen) {
            const double y = sample.center().y() + 0.5;
            painter->drawLine(QLineF(sample.left(), y, sample.right(), y));
        }
        if (!entry.marker.isNone()) {
            entry.marker.applyTo(painter, entry.line);
            entry.marker.drawShape(painter, QRectF(sample).center());
            painter->setBrush(Qt::NoBrush);
        }
        painter->setPen(colour_);
        const QRect text = whole.adjusted(kSampleWidth + kGap, 0, 0, 0);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(entry.text, Qt::ElideRight, text.width()));
    }
    painter->setOpacity(1);
    if (rects.size() == entries_.size() || rects.isEmpty()) return;
    painter->setPen(colour_);  // there are more
    const QRect last = rects.last().translated(rect().topLeft());
    painter->drawText(last.topRight() + QPoint(kGap, metrics.ascent() + kLeading / 2), QStringLiteral("…"));
}

QList<QRect> LegendStrip::flowed(int width) const {
    const QFontMetrics metrics(font_);
    const int height = metrics.height() + kLeading;
    const int widest = std::max(kSampleWidth, width - 2 * kPadding);
    const double most = kLargestShare * mParentPlot->viewport().height();
    QList<QRect> rects;
    QPoint at(kPadding, kPadding);
    for (const auto& entry : entries_) {
        const int wanted = std::min(widest, kSampleWidth + kGap + metrics.horizontalAdvance(entry.text) + 1);
        if (at.x() > kPadding && at.x() + wanted > width - kPadding) {
            if (at.y() + 2 * height > most) break;
            at = {kPadding, at.y() + height};
        }
        rects.append(QRect(at, QSize(wanted, height)));
        at.rx() += wanted + kSpace;
    }
    return rects;
}

int LegendStrip::heightFor(int width) const {
    const QList<QRect> rects = flowed(width);
    return rects.isEmpty() ? 0 : rects.last().bottom() + 1 + kPadding;
}

}  // namespace plimsoll::gui
