// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace plimsoll::gui {

/// What is wrong with a field, with an icon; it takes no room where nothing is.
class ProblemLabel : public QWidget {
    Q_OBJECT

public:
    explicit ProblemLabel(QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateColor();

    QLabel* icon_;
    QLabel* text_;
};

}  // namespace plimsoll::gui
