// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/time_cursor.hpp"

#include <qcustomplot.h>

namespace plimsoll::gui {

void TimeCursor::build(const QList<QCPAxisRect*>& rows, const QFont& font, const QColor& colour) {
    lines_.clear();
    texts_.clear();
    for (auto* row : rows) {
        auto* line = new QCPItemStraightLine(layer_.parentPlot());
        line->setLayer(&layer_);
        line->setClipAxisRect(row);
        for (auto* position : line->positions())
            position->setAxes(row->axis(QCPAxis::atBottom), row->axis(QCPAxis::atLeft));
        line->setPen(QPen(colour, 1));
        line->setSelectable(false);
        line->setVisible(false);
        lines_.append(line);

        auto* text = new QCPItemText(layer_.parentPlot());
        text->setLayer(&layer_);
        text->setClipToAxisRect(false);
        text->setClipAxisRect(row);
        text->position->setAxes(row->axis(QCPAxis::atBottom), row->axis(QCPAxis::atLeft));
        text->position->setType(QCPItemPosition::ptAxisRectRatio);
        text->position->setAxisRect(row);
        text->position->setCoords(1, 0);
        text->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
        text->setFont(font);
        text->setColor(colour);
        text->setSelectable(false);
        text->setVisible(false);
        texts_.append(text);
    }
}

void TimeCursor::moveTo(std::optional<double> seconds, const QStringList& texts) {
    for (const auto& line : lines_) {
        if (line == nullptr) return;
        line->setVisible(seconds.has_value());
        if (!seconds) continue;
        // Two values that a logarithmic axis has, too.
        const QCPRange values = line->point1->valueAxis()->range();
        line->point1->setCoords(*seconds, values.lower);
        line->point2->setCoords(*seconds, values.upper);
    }
    for (qsizetype row = 0; row < texts_.size(); ++row) {
        const QString text = texts.value(row);
        texts_[row]->setVisible(seconds.has_value() && !text.isEmpty());
        texts_[row]->setText(text);
    }
}

}  // namespace plimsoll::gui
