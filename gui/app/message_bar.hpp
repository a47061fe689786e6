// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace plimsoll::gui {

/// What went wrong, on the page where it did; never a window of its own. Hidden while there is nothing to say.
class MessageBar : public QWidget {
    Q_OBJECT

public:
    /// What can be done about it, by a button of that name, after which the message is gone.
    struct Offer {
        QString name;
        std::function<void()> act;
    };

    explicit MessageBar(QWidget* parent = nullptr);

    void showError(const QString& message, const QList<Offer>& offers = {});
    /// Something worth knowing that hinders nothing.
    void showRemark(const QString& message);
    /// Something that makes an answer another one than was asked for; in a colour that is not overlooked.
    void showWarning(const QString& message, const QList<Offer>& offers = {});
    void clear();

    [[nodiscard]] QString message() const;

private:
    void showMessage(const QString& sign, const QString& message, const QList<Offer>& offers, bool loud);

    QLabel* sign_;
    QLabel* text_;
    QHBoxLayout* layout_;
    QList<QToolButton*> buttons_;
};

}  // namespace plimsoll::gui
