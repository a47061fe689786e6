// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/notes.hpp"

#include <QFont>
#include <QPalette>
#include <QPointer>

class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;

namespace plimsoll::gui {

/// The notes of one space as items of a plot: a text at a point, or, where only x counts, a line through all rows with
/// a text beside it.
class NoteItems {
public:
    explicit NoteItems(QCustomPlot& plot) : plot_(plot) {}

    /// Makes the items anew; those of the last call are gone, with all the items of the plot.
    void build(const QList<Note>& notes, const QString& space, bool asLines, const QFont& font,
               const QPalette& palette);
    /// Turns texts to the side where they have room. Before the plot is drawn.
    void turn();

    /// Index, among all notes, of the one at a position of the plot; -1: none.
    [[nodiscard]] qsizetype at(const QPointF& position) const;
    /// Where the note with that index stands, in the plot.
    [[nodiscard]] QPointF placeOf(qsizetype index) const;
    /// The note put to a position of the plot.
    [[nodiscard]] Note movedTo(const Note& note, const QPointF& position) const;
    /// Shows the note with that index where it now is.
    void move(qsizetype index, const Note& note);

private:
    struct Item {
        qsizetype index = 0;
        QPointer<QCPItemText> text;
        QList<QPointer<QCPItemStraightLine>> lines;
    };
    void addLines(Item& item, const QPalette& palette);
    void place(Item& item, const Note& note);

    QCustomPlot& plot_;
    bool asLines_ = false;
    QList<Item> items_;
};

}  // namespace plimsoll::gui
