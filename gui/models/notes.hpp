// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QVariantList>

namespace plimsoll::gui {

/// A text that somebody put at a place of a plot.
struct Note {
    QString space;  ///< what its coordinates mean, for all plots that show it: "time" (s), "load" (requests/s), …
    double x = 0;   ///< plot coordinates
    double y = 0;   ///< plot coordinates; over time and load a share of the height, from the upper edge
    QString text;

    bool operator==(const Note&) const = default;
};

/// The notes of a scenario or a result.
class Notes : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] const QList<Note>& all() const { return notes_; }
    void add(const Note& note);
    /// Puts this one in the place of the one at `index`; without a text, takes it away.
    void change(qsizetype index, const Note& note);
    void remove(qsizetype index);

    /// For the session.
    [[nodiscard]] QVariantList toVariant() const;
    void restore(const QVariantList& saved);

signals:
    void changed();

private:
    void set(const QList<Note>& notes);

    QList<Note> notes_;
};

}  // namespace plimsoll::gui
