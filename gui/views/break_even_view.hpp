// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/break_even.hpp"
#include "gui/views/sweep_plot_view.hpp"

class QComboBox;

namespace plimsoll::gui {

class StepBoxes;

/// Where along an axis of a sweep two deployments cost the same, with the interval of that by chance: the costs of both
/// along the axis, the others standing still. Its table has the break-evens at all combinations of these.
class BreakEvenView : public SweepPlotView {
    Q_OBJECT

public:
    explicit BreakEvenView(SweepSelection& selection, QWidget* parent = nullptr);

    /// Places of two deployments and an axis with numbers.
    void setPair(int one, int other, int axis);

    [[nodiscard]] Table table() const override;

protected:
    void draw() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] std::optional<int> rowAt(const QPointF& position) const override;
    void gridChanged() override;

private:
    [[nodiscard]] int axis() const;
    [[nodiscard]] int one() const;
    [[nodiscard]] int other() const;
    void offerSteps();
    /// Two of which each is the cheapest somewhere, until somebody chooses a pair.
    void proposePair();
    void drawLine(int deployment, const CostLine& line);
    void drawEven(const BreakEven& even);

    QComboBox* one_;
    QComboBox* other_;
    QComboBox* axis_;
    StepBoxes* steps_;
    bool isPairChosen_ = false;
    QList<int> rows_;
    QList<QPointF> places_;
};

}  // namespace plimsoll::gui
