// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/cost_curve_view.hpp"

#include "gui/models/text.hpp"

namespace plimsoll::gui {

QList<CurvePoint> CostCurveView::curveOf(const results::DeploymentResult& deployment) const {
    return costCurve(deployment);
}

Column CostCurveView::column() const { return {tr("cost"), tr("USD/month")}; }

QString CostCurveView::path() const { return QStringLiteral("cost.per_month"); }

QString CostCurveView::intervalPath() const { return QStringLiteral("cost.ci95.per_month"); }

QString CostCurveView::axisTitle() const { return tr("cost (USD a month)"); }

QString CostCurveView::valueText(const results::Estimate& value) const {
    return tr("%1 a month").arg(moneyText(value.value, value.ci));
}

QList<LoadCurveView::Limit> CostCurveView::limits() const {
    const auto budget = selection().budget();
    if (!budget) return {};
    return {{*budget, tr("budget %1 a month").arg(moneyText(*budget))}};
}

}  // namespace plimsoll::gui
