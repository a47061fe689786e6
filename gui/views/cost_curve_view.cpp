// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/cost_curve_view.hpp"

#include "gui/models/period.hpp"
#include "gui/models/text.hpp"

namespace plimsoll::gui {

QList<CurvePoint> CostCurveView::curveOf(const results::DeploymentResult& deployment) const {
    auto points = costCurve(deployment);
    for (auto& point : points) point.value = inPeriod(point.value);
    return points;
}

Column CostCurveView::column() const { return {tr("cost"), tr("USD/month")}; }

QString CostCurveView::path() const { return QStringLiteral("cost.per_month"); }

QString CostCurveView::intervalPath() const { return QStringLiteral("cost.ci95.per_month"); }

QString CostCurveView::axisTitle() const { return costTitle(); }

QString CostCurveView::valueText(const results::Estimate& value) const {
    return QStringLiteral("%1 %2").arg(moneyText(value.value, value.ci), aPeriod());
}

QList<LoadCurveView::Limit> CostCurveView::limits() const {
    const auto budget = selection().budget();
    if (!budget) return {};
    return {{inPeriod(*budget), tr("budget %1").arg(costText(*budget))}};
}

}  // namespace plimsoll::gui
