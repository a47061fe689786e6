// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/axis_scale.hpp"
#include "gui/views/projection_plot_view.hpp"

class QComboBox;

namespace plimsoll::gui {

/// The bills of the months ahead, or what they add up to: the median as a line and P10 to P90 as a band, beside the
/// budget, with the months from which on another deployment is the cheapest.
class MonthsView : public ProjectionPlotView {
    Q_OBJECT

public:
    explicit MonthsView(ProjectionSelection& selection, QWidget* parent = nullptr);

    void setCumulative(bool cumulative);

protected:
    void draw() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] QString spoken() const override;
    [[nodiscard]] NoteSpace noteSpace() const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;

private:
    [[nodiscard]] bool isCumulative() const;
    [[nodiscard]] const BillPrediction& billOf(const MonthAhead& month) const;
    void drawAxes();
    void drawBand(int deployment);
    void drawMedian(int deployment);
    void drawBudget();
    void drawSwitches();

    QComboBox* sums_;
    AxisScale costs_;
};

}  // namespace plimsoll::gui
