// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/axis_scale.hpp"
#include "gui/views/sweep_plot_view.hpp"

class QCPItemRect;

namespace plimsoll::gui {

/// What every deployment costs at every point against its p99 latency, with the Pareto front of what is brushed, the
/// objective and the budget. Dragging brushes what lies in a rectangle.
class SweepCloudView : public SweepPlotView {
    Q_OBJECT

public:
    using SweepPlotView::SweepPlotView;

protected:
    void draw() override;
    [[nodiscard]] NoteSpace noteSpace() const override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] std::optional<int> rowAt(const QPointF& position) const override;
    [[nodiscard]] bool grabsAt(const QPointF& position) const override;
    [[nodiscard]] Qt::CursorShape grabCursor() const override { return Qt::CrossCursor; }
    void dragTo(const QPointF& position) override;
    void drop() override;

private:
    void drawAxes();
    void drawLimits();
    void drawDeployment(int deployment);
    void drawFront();
    [[nodiscard]] QPointF placeOf(int row) const;

    QList<int> drawn_;  ///< rows with a latency
    QList<QPointF> places_;
    AxisScale latencyScale_, costScale_;
    mutable QPointF from_;  ///< where a rectangle begins, in pixels
    QCPItemRect* rectangle_ = nullptr;
};

}  // namespace plimsoll::gui
