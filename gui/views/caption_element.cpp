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
    if (rect().height() <= 0) return;
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
    constexpr int kLow = 300;       // px; in a lower plot every line is one of the picture's,
    constexpr int kTiny = 220;      // and here there is none for it
    const int height = mParentPlot->viewport().height();
    const int line = QFontMetrics(font_).lineSpacing() + kPadding;
    if (height < kTiny) return 0;
    return height < kLow ? line : std::max(line, static_cast<int>(kShare * height));
}

QString CaptionElement::fitting(int width) const {
    if (heightOf(text_, width) <= mostHeight()) return text_;
    // The longest beginning that fits with an ellipsis: up to the end of a sentence, or else to a space.
    const auto cut = [&](qsizetype end) { return text_.first(end) + QStringLiteral(" …"); };
    for (const char* mark : {". ", " "}) {
        const QLatin1String end(mark);
        QList<qsizetype> ends;
        for (qsizetype at = text_.indexOf(end); at >= 0; at = text_.indexOf(end, at + 1))
            ends.append(at + end.size() - 1);
        const auto tooLong = std::partition_point(
            ends.begin(), ends.end(), [&](qsizetype at) { return heightOf(cut(at), width) <= mostHeight(); });
        if (tooLong != ends.begin()) return cut(*std::prev(tooLong));
    }
    return QStringLiteral("…");
}

int CaptionElement::heightFor(int width) const {
    return text_.isEmpty() || mostHeight() == 0 ? 0 : std::min(heightOf(fitting(width), width), mostHeight());
}

}  // namespace plimsoll::gui
