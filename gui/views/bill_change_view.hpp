// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/projection_plot_view.hpp"
#include "gui/views/waterfall_bars.hpp"

namespace plimsoll::gui {

/// The way from the first month's bill to the last one's, driver by driver: load, prices, days of the month, what is
/// paid once. Of the selected deployment, else of the cheapest.
class BillChangeView : public ProjectionPlotView {
    Q_OBJECT

public:
    explicit BillChangeView(ProjectionSelection& selection, QWidget* parent = nullptr);

    [[nodiscard]] QJsonObject scene() const override;

protected:
    void draw() override;
    void roomChanged() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] QString spoken() const override;
    [[nodiscard]] std::optional<int> deploymentAt(const QPointF& position) const override;

private:
    [[nodiscard]] const DeploymentAhead& deployment() const { return bills().deployments[projection().lookedAt()]; }
    [[nodiscard]] QStringList rowTexts() const;

    QList<WaterfallBar> bars_;
};

}  // namespace plimsoll::gui
