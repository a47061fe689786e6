// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/number_bars.hpp"

#include <QPainter>

#include <algorithm>

namespace plimsoll::gui {

NumberBars::NumberBars(QWidget* parent) : QWidget(parent) {
    constexpr int kHeight = 34;
    setFixedHeight(kHeight);
    QSizePolicy keepsItsPlace = sizePolicy();  // while numbers are typed, nothing moves
    keepsItsPlace.setRetainSizeWhenHidden(true);
    setSizePolicy(keepsItsPlace);
    hide();
}

void NumberBars::setNumbers(const QList<double>& numbers) {
    if (numbers == numbers_) return;
    numbers_ = numbers;
    constexpr qsizetype kFewest = 4;
    setVisible(numbers_.size() >= kFewest && *std::max_element(numbers_.cbegin(), numbers_.cend()) > 0);
    update();
}

void NumberBars::paintEvent(QPaintEvent*) {
    if (numbers_.isEmpty()) return;
    QPainter painter(this);
    QColor color = palette().color(QPalette::Highlight);
    constexpr float kOpacity = 0.55F;
    color.setAlphaF(kOpacity);
    const double highest = *std::max_element(numbers_.cbegin(), numbers_.cend());
    constexpr double kWidest = 18;
    const double step = std::min(static_cast<double>(width()) / static_cast<double>(numbers_.size()), kWidest);
    for (qsizetype i = 0; i < numbers_.size(); ++i) {
        // A value of 0 is a hairline, so that it is not taken for the end.
        const double tall = std::max(numbers_[i] / highest * height(), 1.0);
        const double left = static_cast<double>(i) * step;
        painter.fillRect(QRectF(left, height() - tall, std::max(step - 1, 1.0), tall), color);
    }
}

}  // namespace plimsoll::gui
