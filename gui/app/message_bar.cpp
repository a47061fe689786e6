// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/message_bar.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace plimsoll::gui {

MessageBar::MessageBar(QWidget* parent) : QWidget(parent), sign_(new QLabel(this)), text_(new QLabel(this)) {
    setObjectName(QStringLiteral("messageBar"));
    text_->setObjectName(QStringLiteral("messageText"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text_->setAccessibleName(tr("Message"));
    auto* close = new QToolButton(this);
    close->setText(tr("Close"));
    close->setAccessibleName(tr("Close the message"));
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(sign_);
    layout->addWidget(text_, 1);
    layout->addWidget(close);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    connect(close, &QToolButton::clicked, this, &MessageBar::clear);
    hide();
}

void MessageBar::showError(const QString& message) { showMessage(QStringLiteral("✗"), message); }

void MessageBar::showRemark(const QString& message) { showMessage(QStringLiteral("!"), message); }

void MessageBar::clear() {
    text_->clear();
    hide();
}

QString MessageBar::message() const { return text_->text(); }

void MessageBar::showMessage(const QString& sign, const QString& message) {
    sign_->setText(sign);
    text_->setText(message);
    show();
}

}  // namespace plimsoll::gui
