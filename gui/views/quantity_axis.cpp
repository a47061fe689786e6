// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/quantity_axis.hpp"

namespace plimsoll::gui {

QuantityTicker::QuantityTicker(Quantity quantity, bool logarithmic, std::optional<double> zeroAt, int most)
    : quantity_(quantity), logarithmic_(logarithmic), zeroAt_(zeroAt), most_(most) {}

void QuantityTicker::generate(const QCPRange& range, const QLocale& /*locale*/, QChar /*formatChar*/, int /*precision*/,
                              QVector<double>& ticks, QVector<double>* subTicks, QVector<QString>* tickLabels) {
    // Below the place of 0 there is nothing, and near it no label fits.
    constexpr double kRoomAboveZero = 1.5;
    const double lower = zeroAt_ ? std::max(range.lower, *zeroAt_ * kRoomAboveZero) : range.lower;
    AxisTicks round = ticksOf(quantity_, lower, range.upper, logarithmic_, most_);
    if (zeroAt_ && range.contains(*zeroAt_)) {
        round.at.prepend(*zeroAt_);
        round.labels.prepend(tickText(quantity_, 0));
    }
    ticks = round.at;
    if (subTicks != nullptr) *subTicks = round.between;
    if (tickLabels != nullptr) *tickLabels = round.labels;
}

void showQuantity(QCPAxis& axis, const QString& title, Quantity quantity, const AxisScale& scale, bool keepRange,
                  int mostTicks) {
    axis.setLabel(title);
    const auto type = scale.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear;
    const bool fits = axis.scaleType() == type && (!scale.logarithmic || axis.range().lower > 0);
    axis.setScaleType(type);
    axis.setTicker(QSharedPointer<QuantityTicker>::create(quantity, scale.logarithmic, scale.zeroAt, mostTicks));
    axis.grid()->setSubGridVisible(false);
    if (!keepRange || !fits) axis.setRange(scale.lower, scale.upper);
}

}  // namespace plimsoll::gui
