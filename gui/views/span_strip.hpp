// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <qcustomplot.h>

namespace plimsoll::gui {

/// A band along the lower edge of a plot, or all of it, whose spans of the x axis have colours and names, with numbered
/// marks on its upper edge.
class SpanStrip : public QCPAbstractItem {
    Q_OBJECT

public:
    struct Span {
        double from = 0, to = 0;  ///< plot coordinates
        QColor colour;            ///< invalid: left empty
        QString name;
        /// Where these differ from those above, it changes to them somewhere in the span, which is cut on the slant.
        QColor thenColour;
        QString thenName;
        bool unclear = false;  ///< hatched
        /// What stands for a name that has no room: the marker of the deployment.
        QString brief = {};
        QString thenBrief = {};
    };
    struct Mark {
        double at = 0;
        QString text;
    };

    static constexpr double kHeight = 18;  ///< px

    explicit SpanStrip(QCustomPlot* plot);

    void setSpans(const QList<Span>& spans, const QList<Mark>& marks);
    void setStyle(const QFont& font, const QColor& text, const QColor& background);
    /// It takes the whole height of the plot.
    void setWhole(bool whole) { whole_ = whole; }
    /// Index of the mark at a position of the plot; -1: none.
    [[nodiscard]] qsizetype markAt(const QPointF& position) const;

    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details = nullptr) const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] QRectF rectOf(const Span& span) const;
    [[nodiscard]] QPointF centreOf(const Mark& mark) const;
    void drawSpan(QCPPainter& painter, const Span& span) const;
    void drawPart(QCPPainter& painter, const QPolygonF& outline, const QColor& colour) const;
    void drawName(QCPPainter& painter, const QRectF& room, const QString& name, const QString& brief,
                  const QColor& colour, Qt::Alignment alignment, bool onHatching = false) const;
    void hatch(QCPPainter& painter, const QRectF& rect, const QColor& colour) const;
    void drawMark(QCPPainter& painter, const Mark& mark) const;

    QList<Span> spans_;
    QList<Mark> marks_;
    QFont font_;
    QColor text_;
    QColor background_;
    bool whole_ = false;
};

}  // namespace plimsoll::gui
