// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

#include <qcustomplot.h>

namespace plimsoll::gui {

/// A small table below a plot, part of the picture: a title, headings, and a row of texts with a marker for each thing.
/// Columns that have no room are left out from the right, never cut. Without rows it takes no room.
class TableStrip : public QCPLayoutElement {
    Q_OBJECT

public:
    struct Row {
        QCPScatterStyle marker;
        QString name;
        QStringList cells;
    };

    explicit TableStrip(QCustomPlot* plot);

    void setStyle(const QFont& font, const QColor& text, const QColor& soft);
    void setRows(const QString& title, const QStringList& headings, const QList<Row>& rows);
    [[nodiscard]] const QString& title() const { return title_; }
    [[nodiscard]] const QStringList& headings() const { return headings_; }
    [[nodiscard]] const QList<Row>& rows() const { return rows_; }

    [[nodiscard]] int height() const;
    [[nodiscard]] QSize minimumOuterSizeHint() const override { return {0, height()}; }
    [[nodiscard]] QSize maximumOuterSizeHint() const override { return {QWIDGETSIZE_MAX, height()}; }

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawColumn(QCPPainter& painter, const QRect& column, const QStringList& texts) const;

    QString title_;
    QStringList headings_;
    QList<Row> rows_;
    QFont font_;
    QColor text_;
    QColor soft_;
};

}  // namespace plimsoll::gui
