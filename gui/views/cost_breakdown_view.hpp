// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/cost_breakdown.hpp"
#include "gui/views/plot_view.hpp"

namespace plimsoll::gui {

class BasisBox;

/// What each deployment's money is for: its bill as a bar, item by item.
class CostBreakdownView : public PlotView {
    Q_OBJECT

public:
    explicit CostBreakdownView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QJsonObject scene() const override;

protected:
    void draw() override;
    void roomChanged() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] std::optional<int> deploymentAt(const QPointF& position) const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;

private:
    void drawItems();
    void drawTotals();
    void drawBudget(double budget);
    /// The item whose piece of a deployment's bar is at that cost; empty: none.
    [[nodiscard]] std::optional<std::size_t> itemAt(std::size_t deployment, double cost) const;
    [[nodiscard]] QString totalText(int index) const;
    [[nodiscard]] CostBasis basis() const;

    BasisBox* basisBox_;
    CostBreakdown breakdown_;
    QList<int> rows_;  ///< the deployments from top to bottom
};

}  // namespace plimsoll::gui
