// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/coverage_series.hpp"
#include "gui/views/projection_plot_view.hpp"

class QComboBox;

namespace plimsoll::gui {

/// What one deployment pays for machines, hour by hour of the simulated week or month by month: what commitments cover,
/// what of them lies idle, and what is left on demand, one upon the other, with a line at what is committed.
class CoverageView : public ProjectionPlotView {
    Q_OBJECT

public:
    explicit CoverageView(ProjectionSelection& selection, QWidget* parent = nullptr);

    void setMonthly(bool monthly);
    [[nodiscard]] Table table() const override;
    [[nodiscard]] QString source() const override;

protected:
    void draw() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] QString spoken() const override;
    [[nodiscard]] std::optional<int> deploymentAt(const QPointF& position) const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;

private:
    [[nodiscard]] bool isMonthly() const;
    [[nodiscard]] const DeploymentAhead& deployment() const { return bills().deployments[projection().lookedAt()]; }
    [[nodiscard]] QList<CoveragePoint> points() const;
    /// What is committed to is in USD; the bills of months may be in another currency.
    [[nodiscard]] QString currency() const;
    void drawAxes(const QList<CoveragePoint>& points);
    void drawAreas(const QList<CoveragePoint>& points);

    QComboBox* when_;
};

}  // namespace plimsoll::gui
