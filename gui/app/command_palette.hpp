// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

#include <functional>

class QLineEdit;
class QListWidget;

namespace plimsoll::gui {

/// Something that can be asked for by typing a part of its name.
struct Command {
    QString name;
    QString keys;  ///< how it is had without the palette; may be empty
    std::function<void()> run;
};

/// Everything that the window can do, found by words; Enter does it, Escape closes.
class CommandPalette : public QDialog {
    Q_OBJECT

public:
    CommandPalette(QList<Command> commands, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& words);
    void runCurrent();

    QList<Command> commands_;
    QLineEdit* words_;
    QListWidget* list_;
};

}  // namespace plimsoll::gui
