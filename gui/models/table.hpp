// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QVariant>

namespace plimsoll::gui {

/// A column of a table: what it holds and in which unit.
struct Column {
    QString title;
    QString unit;            ///< "s", "USD/month"; empty where there is none
    bool isDecimal = false;  ///< its texts are decimal numbers: exact amounts of money
    bool isClock = false;    ///< its seconds count from the start of the horizon: people read them as clockText()
};

/// The numbers behind a picture, as values: every view has such a twin. A cell is a double, a text, a bool, or empty.
struct Table {
    QList<Column> columns;
    QList<QList<QVariant>> rows;
};

/// "title" or "title (unit)".
[[nodiscard]] QString heading(const Column& column);

/// RFC 4180 with a header line; numbers as the shortest text that reads back the same, whatever the locale.
[[nodiscard]] QByteArray csvOf(const Table& table);
/// Tab-separated, for the clipboard: spreadsheets take it as cells.
[[nodiscard]] QByteArray tsvOf(const Table& table);

}  // namespace plimsoll::gui
