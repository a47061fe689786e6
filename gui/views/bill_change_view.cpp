// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/bill_change_view.hpp"

#include "gui/models/text.hpp"
#include "gui/views/row_axis.hpp"
#include "gui/views/tickers.hpp"

#include <QJsonArray>
#include <QJsonObject>

#include <qcustomplot.h>

namespace plimsoll::gui {

BillChangeView::BillChangeView(ProjectionSelection& selection, QWidget* parent)
    : ProjectionPlotView(selection, parent) {
    plot().axisRect()->setRangeDrag(Qt::Horizontal);
    plot().axisRect()->setRangeZoom(Qt::Horizontal);
}

QString BillChangeView::emptyReason() const {
    return deployment().months.isEmpty()
               ? tr("%1 has no bills: a simulation ended without a result.").arg(deployment().name)
               : QString();
}

QStringList BillChangeView::rowTexts() const {
    QStringList texts;
    for (const auto& bar : bars_) texts.append(QStringLiteral("%1: %2").arg(bar.name, bar.label));
    return texts;
}

QString BillChangeView::spoken() const { return rowTexts().join(QStringLiteral("; ")); }

QJsonObject BillChangeView::scene() const {
    QJsonObject scene = ProjectionPlotView::scene();
    if (!plot().isHidden()) scene.insert(QStringLiteral("rows"), QJsonArray::fromStringList(rowTexts()));
    return scene;
}

/// From the middle of what the first month may be: drivers are differences of middles, and add up to the last one.
void BillChangeView::draw() {
    const auto& months = deployment().months;
    constexpr double kCent = 0.005;
    bars_.clear();
    double level = months.first().middle;
    bars_.append({months.first().month, 0, level, moneyText(level, bills().currency), true});
    for (const auto& driver : deployment().change) {
        if (std::abs(driver.value) >= kCent)
            bars_.append(
                {driver.name, level, level + driver.value, signedMoney(driver.value, bills().currency), false});
        level += driver.value;
    }
    bars_.append(
        {months.last().month, 0, months.last().middle, moneyText(months.last().middle, bills().currency), true});
    styleAxes(*plot().axisRect());
    plot().xAxis->setLabel(tr("bill of '%1' (%2)").arg(deployment().name, bills().currency));
    showLegendOf(drawWaterfall(plot(), bars_, {isDark(), textColour(), softColour(), font()}, isZoomed()));
    setCaption(bars_.size() > 2 ? tr("Why the last month costs what the first one does not, nothing being uncertain.")
                                : tr("Nothing changes the bill from the first month to the last."));
}

void BillChangeView::roomChanged() { fitTicks(*plot().xAxis); }

std::optional<int> BillChangeView::deploymentAt(const QPointF& /*position*/) const { return std::nullopt; }

}  // namespace plimsoll::gui
