// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/load_curve_view.hpp"

namespace plimsoll::gui {

/// What each deployment costs a month at each load, and the budget.
class CostCurveView : public LoadCurveView {
    Q_OBJECT

public:
    using LoadCurveView::LoadCurveView;

protected:
    [[nodiscard]] QList<CurvePoint> curveOf(const results::DeploymentResult& deployment) const override;
    [[nodiscard]] Quantity quantity() const override { return Quantity::money; }
    [[nodiscard]] Column column() const override;
    [[nodiscard]] QString path() const override;
    [[nodiscard]] QString intervalPath() const override;
    [[nodiscard]] QString axisTitle() const override;
    [[nodiscard]] QString valueText(const results::Estimate& value) const override;
    [[nodiscard]] QList<Limit> limits() const override;
    [[nodiscard]] bool drawsCosts() const override { return true; }
};

}  // namespace plimsoll::gui
