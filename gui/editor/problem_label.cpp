// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/problem_label.hpp"

#include "gui/editor/glyphs.hpp"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace plimsoll::gui {
namespace {

constexpr int kIconSize = 14;

}  // namespace

ProblemLabel::ProblemLabel(QWidget* parent) : QWidget(parent), icon_(new QLabel(this)), text_(new QLabel(this)) {
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    constexpr int kGap = 5;
    layout->setSpacing(kGap);
    layout->addWidget(icon_, 0, Qt::AlignTop);
    layout->addWidget(text_, 1);
    updateColor();
    hide();
}

void ProblemLabel::setText(const QString& text) {
    text_->setText(text);
    setVisible(!text.isEmpty());
}

QString ProblemLabel::text() const { return text_->text(); }

void ProblemLabel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) updateColor();
}

void ProblemLabel::updateColor() {
    icon_->setPixmap(icon(Glyph::problem).pixmap(QSize(kIconSize, kIconSize), devicePixelRatioF()));
    QPalette colored = text_->palette();
    const QColor color = problemColor(palette());
    if (colored.color(QPalette::WindowText) == color) return;
    colored.setColor(QPalette::WindowText, color);
    text_->setPalette(colored);
}

}  // namespace plimsoll::gui
