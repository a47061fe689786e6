// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/caption_element.hpp"

#include <algorithm>

namespace plimsoll::gui {

namespace {

constexpr int kPadding = 6;
constexpr int kFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

}  // namespace

CaptionElement::CaptionElement(QCustomPlot* plot) : QCPLayoutElement(plot) { setMargins(QMargins()); }

void CaptionElement::setStyle(const QFont& font, const QColor& colour) {
    font_ = font;
    colour_ = colour;
}

QSize CaptionElement::minimumOuterSizeHint() const { return {0, heightFor(mParentPlot->viewport().width())}; }

QSize CaptionElement::maximumOuterSizeHint() const {
    return {QWIDGETSIZE_MAX, heightFor(mParentPlot->viewport().width())};
}

void CaptionElement::draw(QCPPainter* painter) {
    painter->setFont(font_);
    painter->setPen(colour_);
    painter->drawText(rect().adjusted(kPadding, 0, -kPadding, 0), kFlags, fitting(rect().width()));
}

int CaptionElement::heightOf(const QString& text, int width) const {
    constexpr int kTall = 10000;
    const QRect room(0, 0, std::max(1, width - 2 * kPadding), kTall);
    return QFontMetrics(font_).boundingRect(room, kFlags, text).height() + kPadding;
}

int CaptionElement::mostHeight() const {
    constexpr double kShare = 0.2;  // of the plot
    const int line = QFontMetrics(font_).lineSpacing() + kPadding;
    return std::max(line, static_cast<int>(kShare * mParentPlot->viewport().height()));
}

QString CaptionElement::fitting(int width) const {
    if (heightOf(text_, width) <= mostHeight()) return text_;
    // The longest beginning, up to a space, that fits with an ellipsis.
    QList<qsizetype> ends;
    for (qsizetype at = text_.indexOf(QLatin1Char(' ')); at >= 0; at = text_.indexOf(QLatin1Char(' '), at + 1))
        ends.append(at);
    const auto cut = [&](qsizetype end) { return text_.first(end) + QStringLiteral(" …"); };
    const auto tooLong = std::partition_point(ends.begin(), ends.end(),
                                              [&](qsizetype end) { return heightOf(cut(end), width) <= mostHeight(); });
    return tooLong == ends.begin() ? QStringLiteral("…") : cut(*std::prev(tooLong));
}

int CaptionElement::heightFor(int width) const {
    return text_.isEmpty() ? 0 : std::min(heightOf(text_, width), mostHeight());
}

}  // namespace plimsoll::gui
