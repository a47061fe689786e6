// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/span_strip.hpp"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace plimsoll::gui {

namespace {

constexpr double kMarkRadius = 8;

/// Black or white, whichever is read better on a colour.
QColor inkOn(const QColor& colour) {
    constexpr double kRed = 0.299, kGreen = 0.587, kBlue = 0.114;  // luma, ITU-R BT.601
    constexpr double kMiddle = 0.55;
    const double luma = kRed * colour.redF() + kGreen * colour.greenF() + kBlue * colour.blueF();
    return luma > kMiddle ? Qt::black : Qt::white;
}

}  // namespace

SpanStrip::SpanStrip(QCustomPlot* plot) : QCPAbstractItem(plot) {
    setSelectable(false);
    setClipAxisRect(plot->axisRect());
    setClipToAxisRect(true);
}

void SpanStrip::setSpans(const QList<Span>& spans, const QList<Mark>& marks) {
    spans_ = spans;
    marks_ = marks;
    QJsonArray described;
    for (const auto& span : spans) {
        constexpr int kDigits = 6;
        const auto rounded = [](double value) { return QString::number(value, 'g', kDigits).toDouble(); };
        QJsonArray one{rounded(span.from), rounded(span.to), span.name};
        if (span.thenName != span.name) one.append(span.thenName);
        if (span.unclear) one.append(QStringLiteral("unclear"));
        described.append(one);
    }
    QJsonArray texts;
    for (const auto& mark : marks) texts.append(mark.text);
    setProperty("scene", QJsonObject{{QStringLiteral("kind"), QStringLiteral("strip")},
                                     {QStringLiteral("spans"), described},
                                     {QStringLiteral("marks"), texts}});
}

void SpanStrip::setStyle(const QFont& font, const QColor& text, const QColor& background) {
    font_ = font;
    text_ = text;
    background_ = background;
}

qsizetype SpanStrip::markAt(const QPointF& position) const {
    for (qsizetype i = 0; i < marks_.size(); ++i)
        if (QLineF(centreOf(marks_[i]), position).length() <= kMarkRadius) return i;
    return -1;
}

double SpanStrip::selectTest(const QPointF& /*pos*/, bool /*onlySelectable*/, QVariant* /*details*/) const {
    return -1;
}

void SpanStrip::draw(QCPPainter* painter) {
    painter->setFont(font_);
    for (const auto& span : std::as_const(spans_)) drawSpan(*painter, span);
    for (const auto& mark : std::as_const(marks_)) drawMark(*painter, mark);
}

QRectF SpanStrip::rectOf(const Span& span) const {
    const QRectF room = clipRect();
    const double left = std::max(room.left(), mParentPlot->xAxis->coordToPixel(span.from));
    const double right = std::min(room.right(), mParentPlot->xAxis->coordToPixel(span.to));
    const double height = whole_ ? room.height() : kHeight;
    return {left, room.bottom() - height, std::max(0.0, right - left), height};
}

QPointF SpanStrip::centreOf(const Mark& mark) const {
    constexpr double kAbove = 3;
    const QRectF room = clipRect();
    const double y = whole_ ? room.top() + kMarkRadius + 1 : room.bottom() - kHeight - kMarkRadius - kAbove;
    return {mParentPlot->xAxis->coordToPixel(mark.at), y};
}

void SpanStrip::drawSpan(QCPPainter& painter, const Span& span) const {
    const QRectF rect = rectOf(span);
    if (rect.width() <= 0) return;
    if (span.thenName == span.name) {
        drawPart(painter, rect, span.colour);
        if (span.unclear) hatch(painter, rect, span.colour);
        drawName(painter, rect, span.name, span.brief, span.unclear ? QColor() : span.colour, Qt::AlignHCenter,
                 span.unclear);
        return;
    }
    painter.setAntialiasing(true);
    drawPart(painter, QPolygonF({rect.topLeft(), rect.topRight(), rect.bottomLeft()}), span.colour);
    drawPart(painter, QPolygonF({rect.topRight(), rect.bottomRight(), rect.bottomLeft()}), span.thenColour);
    const double half = rect.width() / 2;
    constexpr double kCut = 0.2;  // of a half, left free on both sides
    drawName(painter, rect.adjusted(0, 0, -(1 + kCut) * half, 0), span.name, span.brief, span.colour, Qt::AlignLeft);
    drawName(painter, rect.adjusted((1 + kCut) * half, 0, 0, 0), span.thenName, span.thenBrief, span.thenColour,
             Qt::AlignRight);
}

void SpanStrip::drawPart(QCPPainter& painter, const QPolygonF& outline, const QColor& colour) const {
    painter.setPen(colour.isValid() ? background_ : text_);
    painter.setBrush(colour.isValid() ? colour : background_);
    painter.drawPolygon(outline);
}

void SpanStrip::hatch(QCPPainter& painter, const QRectF& rect, const QColor& colour) const {
    painter.setPen(Qt::NoPen);
    painter.setBrush(background_);
    painter.drawRect(rect);
    painter.setPen(QPen(colour.isValid() ? colour : text_, 1));
    painter.setBrush(QBrush(colour.isValid() ? colour : text_, Qt::BDiagPattern));
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
}

void SpanStrip::drawName(QCPPainter& painter, const QRectF& room, const QString& name, const QString& brief,
                         const QColor& colour, Qt::Alignment alignment, bool onHatching) const {
    constexpr double kSide = 4;
    const QRectF inside = room.adjusted(kSide, 0, -kSide, 0);
    const auto metrics = painter.fontMetrics();
    QString fitting = metrics.elidedText(name, Qt::ElideRight, static_cast<int>(inside.width()));
    constexpr qsizetype kFewest = 10;  // a few letters and an ellipsis say nothing
    if (fitting.size() < std::min(kFewest, name.size())) fitting = brief;
    if (metrics.horizontalAdvance(fitting) > room.width()) return;
    if (onHatching) {
        constexpr double kAround = 3;
        QRectF written = painter.fontMetrics().boundingRect(inside.toRect(),
                                                            static_cast<int>(alignment | Qt::AlignVCenter), fitting);
        painter.fillRect(written.adjusted(-kAround, 1, kAround, -1).intersected(room), background_);
    }
    painter.setPen(colour.isValid() ? inkOn(colour) : text_);
    painter.drawText(inside, static_cast<int>(alignment | Qt::AlignVCenter), fitting);
}

void SpanStrip::drawMark(QCPPainter& painter, const Mark& mark) const {
    const QPointF centre = centreOf(mark);
    painter.setAntialiasing(true);
    painter.setPen(QPen(text_, 1));
    painter.setBrush(background_);
    painter.drawEllipse(centre, kMarkRadius, kMarkRadius);
    painter.drawText(QRectF(centre.x() - kMarkRadius, centre.y() - kMarkRadius, 2 * kMarkRadius, 2 * kMarkRadius),
                     Qt::AlignCenter, mark.text);
}

}  // namespace plimsoll::gui
