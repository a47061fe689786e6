// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

class QMainWindow;

namespace plimsoll::gui {

/// Docks that lie behind one another, by their names; the first one is in front.
using Stack = QStringList;

/// A first screen for somebody's questions: where the docks lie. Nothing else of the window depends on it.
struct Arrangement {
    struct Row {
        double share = 0;  ///< of the height
        QList<Stack> stacks;
    };
    QString name;  ///< for settings: "architect"
    QString title;
    QString help;
    QString key;
    QStringList left;  ///< a narrow column
    QList<Row> rows;   ///< beside it; docks that are nowhere stay hidden
    Row low;           ///< the only one of a low window, where the left column is a stack, too
};

/// The first one is that of the first start.
[[nodiscard]] const std::vector<Arrangement>& arrangements();

/// The arrangement of that name, else the first.
[[nodiscard]] const Arrangement& arrangementNamed(const QString& name);

/// Whether rows below one another would be too low to read in a window.
[[nodiscard]] bool isLow(const QMainWindow& window);

/// Puts the docks of a window ("dock/NAME") where the arrangement has them.
void arrange(QMainWindow& window, const Arrangement& wanted);

}  // namespace plimsoll::gui
