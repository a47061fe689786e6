// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/block.hpp"

#include "gui/editor/glyphs.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <utility>

namespace plimsoll::gui {

BlockHeader::BlockHeader(FormContext& context, std::string part, bool beginsFolded, QWidget* parent)
    : QWidget(parent),
      context_(context),
      part_(std::move(part)),
      beginsFolded_(beginsFolded),
      toggle_(new QToolButton(this)),
      summary_(new QLabel(this)),
      layout_(new QHBoxLayout(this)) {
    QFont bold = font();
    bold.setBold(true);
    toggle_->setFont(bold);
    toggle_->setAutoRaise(true);
    toggle_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    summary_->setTextFormat(Qt::PlainText);
    summary_->setForegroundRole(QPalette::PlaceholderText);
    summary_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(2);
    layout_->addWidget(toggle_);
    layout_->addWidget(summary_, 1);
    connect(toggle_, &QToolButton::clicked, this, [this] { setFolded(!isFolded()); });
    update();
}

void BlockHeader::setTitle(const QString& title, const QString& help) {
    toggle_->setText(title);
    toggle_->setToolTip(help);
    update();
}

void BlockHeader::setSummary(const QString& summary) { summary_->setText(summary); }

void BlockHeader::addButton(QWidget* button) { layout_->addWidget(button); }

void BlockHeader::setBody(QWidget* body) {
    body_ = body;
    update();
}

bool BlockHeader::isFolded() const { return beginsFolded_ != context_.isTurned(part_); }

void BlockHeader::setFolded(bool folded) {
    context_.setTurned(part_, folded != beginsFolded_);
    update();
    emit context_.placed();
}

void BlockHeader::update() {
    const bool folded = isFolded();
    toggle_->setIcon(icon(folded ? Glyph::closed : Glyph::open));
    toggle_->setAccessibleName(folded ? tr("%1, folded").arg(toggle_->text()) : tr("%1, open").arg(toggle_->text()));
    summary_->setVisible(folded);
    // Else the buttons would follow the title instead of standing at the right.
    layout_->setStretch(1, folded ? 1 : 0);
    layout_->setAlignment(toggle_, folded ? Qt::Alignment() : Qt::AlignLeft);
    layout_->setStretch(0, folded ? 0 : 1);
    if (body_ != nullptr) body_->setVisible(!folded);
}

BlockBody::BlockBody(Look look, QWidget* parent) : QWidget(parent), look_(look) {}

void BlockBody::paintEvent(QPaintEvent*) {
    if (look_ == Look::plain) return;
    QPainter painter(this);
    painter.setPen(lineColor(palette()));
    if (look_ == Look::guide) {
        constexpr int kGuide = 10;  // below the middle of the heading's arrow
        painter.drawLine(kGuide, 0, kGuide, height());
        return;
    }
    constexpr double kRadius = 5;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
}

}  // namespace plimsoll::gui
