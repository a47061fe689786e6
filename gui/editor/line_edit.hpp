// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace plimsoll::gui {

/// A line of text with a hint at its right end, where there is room, and its placeholder in italics. Undo and redo are
/// left to whoever owns what is edited.
class LineEdit : public QLineEdit {
    Q_OBJECT

public:
    explicit LineEdit(QWidget* parent = nullptr);

    void setHint(const QString& hint);
    [[nodiscard]] const QString& hint() const { return hint_; }

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    /// With the actions of the widget below those of every line.
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void updateFont();

    QString hint_;
};

/// Whether an event is the key of undo or redo, or asks who wants it.
[[nodiscard]] bool isUndoKey(const QEvent* event);

}  // namespace plimsoll::gui
