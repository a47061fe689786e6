// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/note_items.hpp"

#include <qcustomplot.h>

#include <algorithm>

namespace plimsoll::gui {

void NoteItems::build(const QList<Note>& notes, const QString& space, bool asLines, const QFont& font,
                      const QPalette& palette) {
    items_.clear();
    asLines_ = asLines;
    auto* rect = plot_.axisRect();
    for (qsizetype i = 0; i < notes.size(); ++i) {
        if (notes[i].space != space) continue;
        Item item{i, new QCPItemText(&plot_), {}};
        if (asLines) addLines(item, palette);
        auto* text = item.text.data();
        text->setClipAxisRect(rect);
        text->setClipToAxisRect(true);
        text->position->setAxes(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
        text->position->setAxisRect(rect);
        text->position->setTypeX(QCPItemPosition::ptPlotCoords);
        text->position->setTypeY(asLines ? QCPItemPosition::ptAxisRectRatio : QCPItemPosition::ptPlotCoords);
        text->setText(notes[i].text);
        text->setFont(font);
        text->setColor(palette.color(QPalette::ToolTipText));
        text->setBrush(palette.color(QPalette::ToolTipBase));
        text->setPen(QPen(palette.color(QPalette::Highlight), 1));
        constexpr QMargins kPadding(5, 2, 5, 2);
        text->setPadding(kPadding);
        text->setSelectable(false);
        place(item, notes[i]);
        items_.append(item);
    }
}

void NoteItems::addLines(Item& item, const QPalette& palette) {
    for (auto* rect : plot_.axisRects()) {
        auto* line = new QCPItemStraightLine(&plot_);
        line->setClipAxisRect(rect);
        for (auto* point : {line->point1, line->point2}) {
            point->setAxes(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
            point->setAxisRect(rect);
            point->setTypeX(QCPItemPosition::ptPlotCoords);
            point->setTypeY(QCPItemPosition::ptAxisRectRatio);
        }
        line->setPen(QPen(palette.color(QPalette::Highlight), 1, Qt::DashDotLine));
        line->setSelectable(false);
        item.lines.append(line);
    }
}

void NoteItems::place(Item& item, const Note& note) {
    item.text->position->setCoords(note.x, note.y);
    for (const auto& line : std::as_const(item.lines)) {
        line->point1->setCoords(note.x, 0);
        line->point2->setCoords(note.x, 1);
    }
}

void NoteItems::turn() {
    constexpr double kRightPart = 0.6;
    for (const auto& item : std::as_const(items_)) {
        if (item.text == nullptr) continue;
        const QRect room = item.text->clipAxisRect()->rect();
        const bool left = item.text->position->pixelPosition().x() > room.left() + kRightPart * room.width();
        item.text->setPositionAlignment((left ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
}

qsizetype NoteItems::at(const QPointF& position) const {
    for (auto item = items_.crbegin(); item != items_.crend(); ++item) {
        if (item->text == nullptr) continue;
        const double distance = item->text->selectTest(position, false);
        if (distance >= 0 && distance < plot_.selectionTolerance()) return item->index;
    }
    return -1;
}

QPointF NoteItems::placeOf(qsizetype index) const {
    const auto item = std::find_if(items_.begin(), items_.end(), [&](const Item& each) { return each.index == index; });
    return item == items_.end() || item->text == nullptr ? QPointF() : item->text->position->pixelPosition();
}

Note NoteItems::movedTo(const Note& note, const QPointF& position) const {
    auto* rect = plot_.axisRect();
    Note moved = note;
    moved.x = rect->axis(QCPAxis::atBottom)->pixelToCoord(position.x());
    const double share = (position.y() - rect->top()) / std::max(1, rect->height());
    moved.y = asLines_ ? std::clamp(share, 0.0, 1.0) : rect->axis(QCPAxis::atLeft)->pixelToCoord(position.y());
    return moved;
}

void NoteItems::move(qsizetype index, const Note& note) {
    for (auto& item : items_)
        if (item.index == index && item.text != nullptr) place(item, note);
}

}  // namespace plimsoll::gui
