// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace plimsoll::gui {

/// What went wrong, on the page where it did; never a window of its own. Hidden while there is nothing to say.
class MessageBar : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showError(const QString& message);
    /// Something worth knowing that hinders nothing.
    void showRemark(const QString& message);
    void clear();

    [[nodiscard]] QString message() const;

private:
    void showMessage(const QString& sign, const QString& message);

    QLabel* sign_;
    QLabel* text_;
};

}  // namespace plimsoll::gui
