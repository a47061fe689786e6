// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/message_bar.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace plimsoll::gui {

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent), sign_(new QLabel(this)), text_(new QLabel(this)), layout_(new QHBoxLayout(this)) {
    setObjectName(QStringLiteral("messageBar"));
    text_->setObjectName(QStringLiteral("messageText"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text_->setAccessibleName(tr("Message"));
    auto* close = new QToolButton(this);
    close->setText(tr("Close"));
    close->setAccessibleName(tr("Close the message"));
    layout_->addWidget(sign_);
    layout_->addWidget(text_, 1);
    layout_->addWidget(close);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    connect(close, &QToolButton::clicked, this, &MessageBar::clear);
    hide();
}

void MessageBar::showError(const QString& message, const QList<Offer>& offers) {
    showMessage(QStringLiteral("✗"), message, offers, false);
}

void MessageBar::showRemark(const QString& message) { showMessage(QStringLiteral("!"), message, {}, false); }

void MessageBar::showWarning(const QString& message, const QList<Offer>& offers) {
    showMessage(QStringLiteral("⚠"), message, offers, true);
}

void MessageBar::clear() {
    text_->clear();
    hide();
}

QString MessageBar::message() const { return text_->text(); }

void MessageBar::showMessage(const QString& sign, const QString& message, const QList<Offer>& offers, bool loud) {
    sign_->setText(sign);
    text_->setText(message);
    for (auto* button : std::as_const(buttons_)) button->deleteLater();
    buttons_.clear();
    for (const Offer& offer : offers) {
        auto* button = new QToolButton(this);
        button->setText(offer.name);
        button->setAccessibleName(offer.name);
        button->setObjectName(QStringLiteral("offer"));
        connect(button, &QToolButton::clicked, this, [this, act = offer.act] {
            clear();
            act();
        });
        layout_->insertWidget(layout_->count() - 1, button);
        buttons_.append(button);
    }
    QPalette colours;  // those of the window, whatever its theme becomes
    if (loud) {
        const QColor amber(0xFFC400);
        colours.setColor(QPalette::AlternateBase, amber);
        colours.setColor(QPalette::WindowText, Qt::black);
    }
    setPalette(colours);
    show();
}

}  // namespace plimsoll::gui
