// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/line_edit.hpp"

#include "gui/editor/glyphs.hpp"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace plimsoll::gui {

LineEdit::LineEdit(QWidget* parent) : QLineEdit(parent) {
    connect(this, &QLineEdit::textChanged, this, &LineEdit::updateFont);
    updateFont();
}

void LineEdit::setHint(const QString& hint) {
    if (hint == hint_) return;
    hint_ = hint;
    update();
}

bool LineEdit::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isUndoKey(event)) {
        event->ignore();
        return false;
    }
    return QLineEdit::event(event);
}

void LineEdit::keyPressEvent(QKeyEvent* event) {
    if (isUndoKey(event))
        event->ignore();
    else
        QLineEdit::keyPressEvent(event);
}

void LineEdit::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!actions().isEmpty()) menu->addSeparator();
    menu->addActions(actions());
    menu->popup(event->globalPos());
}

void LineEdit::paintEvent(QPaintEvent* event) {
    QLineEdit::paintEvent(event);
    if (hint_.isEmpty()) return;
    constexpr int kMargin = 8;
    constexpr int kGap = 16;
    const QFontMetrics metrics = fontMetrics();
    const int used = metrics.horizontalAdvance(text().isEmpty() ? placeholderText() : text());
    if (used + metrics.horizontalAdvance(hint_) + kGap + 2 * kMargin > width()) return;
    QPainter painter(this);
    QFont upright = font();
    upright.setItalic(false);
    painter.setFont(upright);
    painter.setPen(mutedColor(palette()));
    painter.drawText(rect().adjusted(kMargin, 0, -kMargin, 0), Qt::AlignRight | Qt::AlignVCenter, hint_);
}

void LineEdit::updateFont() {
    if (font().italic() == text().isEmpty()) return;
    QFont changed = font();
    changed.setItalic(text().isEmpty());
    setFont(changed);
}

bool isUndoKey(const QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress) return false;
    const auto* key = static_cast<const QKeyEvent*>(event);
    return key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo);
}

}  // namespace plimsoll::gui
