// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/command_palette.hpp"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace plimsoll::gui {

CommandPalette::CommandPalette(QList<Command> commands, QWidget* parent)
    : QDialog(parent), commands_(std::move(commands)), words_(new QLineEdit(this)), list_(new QListWidget(this)) {
    setObjectName(QStringLiteral("commandPalette"));
    setWindowTitle(tr("What do you want to do?"));
    words_->setObjectName(QStringLiteral("words"));
    words_->setPlaceholderText(tr("An action, a view, a deployment"));
    words_->setAccessibleName(tr("Words of a command"));
    words_->installEventFilter(this);
    list_->setObjectName(QStringLiteral("commands"));
    list_->setAccessibleName(tr("Commands"));
    list_->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(words_);
    layout->addWidget(list_);
    constexpr QSize kSize(560, 420);
    resize(kSize);
    connect(words_, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(words_, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(list_, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    filter({});
    words_->setFocus();
}

/// Every word must be in the name, in whatever order.
void CommandPalette::filter(const QString& words) {
    list_->clear();
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < commands_.size(); ++i) {
        const Command& command = commands_[i];
        const bool fits = std::all_of(wanted.begin(), wanted.end(), [&](const QString& word) {
            return command.name.contains(word, Qt::CaseInsensitive);
        });
        if (!fits) continue;
        auto* item = new QListWidgetItem(
            command.keys.isEmpty() ? command.name : QStringLiteral("%1   (%2)").arg(command.name, command.keys), list_);
        item->setData(Qt::UserRole, i);
    }
    list_->setCurrentRow(0);
}

void CommandPalette::runCurrent() {
    const auto* item = list_->currentItem();
    if (item == nullptr) return;
    const auto run = commands_[item->data(Qt::UserRole).toInt()].run;
    accept();
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<const QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            list_->setCurrentRow(std::clamp(list_->currentRow() + step, 0, std::max(0, list_->count() - 1)));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

}  // namespace plimsoll::gui
