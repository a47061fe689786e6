// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/notes.hpp"

#include <QVariantMap>

#include <utility>

namespace plimsoll::gui {

namespace {

const QString kSpace = QStringLiteral("space");
const QString kX = QStringLiteral("x");
const QString kY = QStringLiteral("y");
const QString kText = QStringLiteral("text");

}  // namespace

void Notes::set(const QList<Note>& notes) {
    if (std::exchange(notes_, notes) != notes) emit changed();
}

void Notes::add(const Note& note) {
    if (!note.text.isEmpty()) set(notes_ + QList<Note>{note});
}

void Notes::change(qsizetype index, const Note& note) {
    auto notes = notes_;
    notes[index] = note;
    if (note.text.isEmpty()) notes.removeAt(index);
    set(notes);
}

void Notes::remove(qsizetype index) { change(index, {}); }

QVariantList Notes::toVariant() const {
    QVariantList saved;
    for (const auto& note : notes_)
        saved.append(QVariantMap{{kSpace, note.space}, {kX, note.x}, {kY, note.y}, {kText, note.text}});
    return saved;
}

void Notes::restore(const QVariantList& saved) {
    QList<Note> notes;
    for (const auto& each : saved) {
        const auto map = each.toMap();
        notes.append({map[kSpace].toString(), map[kX].toDouble(), map[kY].toDouble(), map[kText].toString()});
    }
    set(notes);
}

}  // namespace plimsoll::gui
