// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/axis_scale.hpp"
#include "gui/models/trade_off.hpp"
#include "gui/views/estimate_bars.hpp"
#include "gui/views/plot_view.hpp"

namespace plimsoll::gui {

class FigureBox;

/// What each deployment costs against how fast it is, each with its confidence interval: which ones are worth a
/// thought, which are beaten by another one and by how much, and what the objectives and the budget leave.
class CostLatencyView : public PlotView {
    Q_OBJECT

public:
    explicit CostLatencyView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] FigureBox& figureBox() const { return *figureBox_; }

    [[nodiscard]] Table table() const override;

protected:
    void draw() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] NoteSpace noteSpace() const override;
    [[nodiscard]] std::optional<int> deploymentAt(const QPointF& position) const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;

private:
    [[nodiscard]] LatencyFigure figure() const;
    void drawAxes();
    void drawLimits();
    void drawReference();
    void drawFront();
    void drawMarker(const TradeOff& tradeOff);
    void drawLabels();
    [[nodiscard]] QColor colourOfMarker(const TradeOff& tradeOff) const;
    [[nodiscard]] QList<QLineF> linesToAvoid() const;
    [[nodiscard]] EstimateBars barsOf(const TradeOff& tradeOff) const;
    [[nodiscard]] QString caption() const;
    [[nodiscard]] QPointF placeOf(const TradeOff& tradeOff) const;
    [[nodiscard]] const TradeOff* tradeOffAt(const QPointF& position) const;
    [[nodiscard]] bool isCheapest(const TradeOff& tradeOff) const;
    [[nodiscard]] QString nameOfDeployment(int deployment) const;

    FigureBox* figureBox_;
    QList<TradeOff> tradeOffs_;  ///< of the deployments that are shown
    AxisScale latencyScale_, costScale_;
};

}  // namespace plimsoll::gui
