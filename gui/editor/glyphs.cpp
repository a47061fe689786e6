// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/glyphs.hpp"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <algorithm>

namespace plimsoll::gui {
namespace {

// Glyphs are drawn on a grid of 16 by 16.
constexpr double kGrid = 16;
constexpr double kPenWidth = 1.5;

QPainterPath polyline(std::initializer_list<QPointF> points) {
    QPainterPath path(*points.begin());
    for (const QPointF& point : points) path.lineTo(point);
    return path;
}

QPainterPath pathOf(Glyph glyph) {
    QPainterPath path;
    switch (glyph) {
        case Glyph::add:
            path.addPath(polyline({{8, 3.5}, {8, 12.5}}));
            path.addPath(polyline({{3.5, 8}, {12.5, 8}}));
            break;
        case Glyph::remove:
            path.addPath(polyline({{4.5, 4.5}, {11.5, 11.5}}));
            path.addPath(polyline({{11.5, 4.5}, {4.5, 11.5}}));
            break;
        case Glyph::up:
            path.addPath(polyline({{8, 13}, {8, 3.5}}));
            path.addPath(polyline({{4.5, 7}, {8, 3.5}, {11.5, 7}}));
            break;
        case Glyph::down:
            path.addPath(polyline({{8, 3}, {8, 12.5}}));
            path.addPath(polyline({{4.5, 9}, {8, 12.5}, {11.5, 9}}));
            break;
        case Glyph::copy:
            path.addRoundedRect(QRectF(5.5, 5.5, 7.5, 7.5), 1, 1);
            path.addPath(polyline({{10.5, 3}, {3, 3}, {3, 10.5}}));
            break;
        case Glyph::reset:
            path.arcMoveTo(QRectF(3.5, 3.5, 9, 9), 150);
            path.arcTo(QRectF(3.5, 3.5, 9, 9), 150, -300);
            path.addPath(polyline({{3.5, 2.5}, {3.8, 6.2}, {7.4, 5.6}}));
            break;
        case Glyph::open:
            path.addPath(polyline({{4, 6}, {8, 10}, {12, 6}}));
            break;
        case Glyph::closed:
            path.addPath(polyline({{6, 4}, {10, 8}, {6, 12}}));
            break;
        case Glyph::problem:
            path.addEllipse(QRectF(2, 2, 12, 12));
            path.addPath(polyline({{8, 5}, {8, 8.7}}));
            path.addPath(polyline({{8, 11}, {8, 11.05}}));
            break;
        case Glyph::folder:
            path.addPath(polyline({{2.5, 12.5}, {2.5, 4}, {6.5, 4}, {8, 5.8}, {13.5, 5.8}, {13.5, 12.5}, {2.5, 12.5}}));
            break;
        case Glyph::pick:
            for (const double y : {4.5, 8.0, 11.5}) {
                path.addPath(polyline({{3, y}, {3.05, y}}));
                path.addPath(polyline({{6, y}, {13, y}}));
            }
            break;
        case Glyph::vary:
            path.addPath(polyline({{2.5, 13}, {13.5, 13}}));
            for (const QPointF& point : {QPointF(4, 10), QPointF(8, 7.5), QPointF(12, 3.5)})
                path.addEllipse(point, 1.2, 1.2);
            break;
    }
    return path;
}

class GlyphEngine : public QIconEngine {
public:
    explicit GlyphEngine(Glyph glyph) : glyph_(glyph) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const QPalette palette = QGuiApplication::palette();
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        QColor color = palette.color(group, mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText);
        if (glyph_ == Glyph::problem && mode != QIcon::Selected) color = problemColor(palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        const double scale = std::min(rect.width(), rect.height()) / kGrid;
        painter->scale(scale, scale);
        painter->setPen(QPen(color, kPenWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(pathOf(glyph_));
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new GlyphEngine(*this); }

private:
    Glyph glyph_;
};

QColor mixed(const QColor& a, const QColor& b, float share) {
    const auto channel = [share](float x, float y) { return x * (1 - share) + y * share; };
    return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()),
                            channel(a.blueF(), b.blueF()));
}

}  // namespace

QIcon icon(Glyph glyph) { return QIcon(new GlyphEngine(glyph)); }

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightnessF() < palette.color(QPalette::WindowText).lightnessF();
}

// Contrast to the window's color is above 4.5:1 (WCAG 2.1, 1.4.3) in Qt's own light and dark palettes.
QColor problemColor(const QPalette& palette) { return isDark(palette) ? QColor(255, 138, 128) : QColor(176, 32, 32); }

QColor mutedColor(const QPalette& palette) {
    constexpr float kShare = 0.36F;
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), kShare);
}

QColor lineColor(const QPalette& palette) {
    constexpr float kShare = 0.80F;
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), kShare);
}

}  // namespace plimsoll::gui
