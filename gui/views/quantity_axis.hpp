// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/axis_scale.hpp"
#include "gui/models/axis_ticks.hpp"

#include <qcustomplot.h>

namespace plimsoll::gui {

/// Round ticks of a quantity with their unit, whatever the range is zoomed to.
class QuantityTicker : public QCPAxisTicker {
public:
    QuantityTicker(Quantity quantity, bool logarithmic, std::optional<double> zeroAt, int most);

    void generate(const QCPRange& range, const QLocale& locale, QChar formatChar, int precision, QVector<double>& ticks,
                  QVector<double>* subTicks, QVector<QString>* tickLabels) override;

private:
    Quantity quantity_;
    bool logarithmic_;
    std::optional<double> zeroAt_;
    int most_;
};

/// Gives an axis its title, scale and ticks, and its range unless `keepRange` and the range fits the scale.
void showQuantity(QCPAxis& axis, const QString& title, Quantity quantity, const AxisScale& scale, bool keepRange,
                  int mostTicks = 9);

}  // namespace plimsoll::gui
