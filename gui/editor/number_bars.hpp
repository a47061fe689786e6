// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

namespace plimsoll::gui {

/// A few numbers as bars, to see the shape of a day or a week at a glance.
class NumberBars : public QWidget {
    Q_OBJECT

public:
    explicit NumberBars(QWidget* parent = nullptr);

    /// Hidden where there are too few to have a shape.
    void setNumbers(const QList<double>& numbers);
    [[nodiscard]] const QList<double>& numbers() const { return numbers_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<double> numbers_;
};

}  // namespace plimsoll::gui
