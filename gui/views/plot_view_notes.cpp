// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/plot_view.hpp"

#include <QInputDialog>
#include <QMenu>
#include <QMouseEvent>

#include <qcustomplot.h>

/// Notes on plots.
namespace plimsoll::gui {

void PlotView::addNote(const QPointF& position) {
    bool ok = false;
    const QString text = QInputDialog::getText(this, tr("Add a note"), tr("Text:"), QLineEdit::Normal, {}, &ok);
    if (ok) selection().notes().add(notes_.movedTo({noteSpace().name, 0, 0, text.trimmed()}, position));
}

void PlotView::editNote(qsizetype index) {
    Note note = selection().notes().all()[index];
    bool ok = false;
    const QString text = QInputDialog::getText(this, tr("Edit the note"), tr("Text; none removes it:"),
                                               QLineEdit::Normal, note.text, &ok);
    note.text = text.trimmed();
    if (ok) selection().notes().change(index, note);
}

Note PlotView::dragged(qsizetype index, const QPointF& position) const {
    return notes_.movedTo(selection().notes().all()[index], position - grip_);
}

void PlotView::doubleClicked(const QMouseEvent& event) {
    if (const auto note = notes_.at(event.position()); note >= 0)
        editNote(note);
    else if (isEmpty() || !opened(event.position()))
        showAll();
}

/// Of the note that is there, and, for the keyboard, of all others.
void PlotView::addNotesTo(QMenu& menu, const QPointF& position) {
    const QString space = noteSpace().name;
    if (space.isEmpty()) return;
    menu.addSeparator();
    menu.addAction(tr("Add a &note here…"), this, [this, position] { addNote(position); });
    const auto there = notes_.at(position);
    if (there >= 0) addNoteActions(menu, there, position);
    QMenu* others = nullptr;
    const auto& notes = selection().notes().all();
    for (qsizetype i = 0; i < notes.size(); ++i) {
        if (notes[i].space != space || i == there) continue;
        if (others == nullptr) others = menu.addMenu(tr("N&otes"));
        addNoteActions(*others->addMenu(notes[i].text), i, position);
    }
}

void PlotView::addNoteActions(QMenu& menu, qsizetype index, const QPointF& position) {
    menu.addAction(tr("&Edit the note…"), this, [this, index] { editNote(index); });
    menu.addAction(tr("&Move the note here"), this, [this, index, position] {
        selection().notes().change(index, notes_.movedTo(selection().notes().all()[index], position));
    });
    menu.addAction(tr("&Remove the note"), this, [this, index] { selection().notes().remove(index); });
}

}  // namespace plimsoll::gui
