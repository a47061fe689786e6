// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/axis_scale.hpp"
#include "gui/models/plan_selection.hpp"
#include "gui/views/plot_view.hpp"

namespace plimsoll::gui {

/// What the planner simulated that nothing is both cheaper and faster than: cost against p99 latency, with the winner,
/// the next, the cheaper that is too slow and the faster one. A double click takes one into the scenario.
class PlanFrontView : public PlotView {
    Q_OBJECT

public:
    explicit PlanFrontView(PlanSelection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QString source() const override;

protected:
    void draw() override;
    [[nodiscard]] QStringList deploymentNames() const override;
    [[nodiscard]] QString spoken() const override;
    [[nodiscard]] NoteSpace noteSpace() const override;
    [[nodiscard]] std::optional<int> deploymentAt(const QPointF& position) const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;
    bool opened(const QPointF& position) override;
    void addToMenu(QMenu& menu, const QPointF& position) override;

private:
    [[nodiscard]] const PlanAnswer& plan() const { return *selection_.plan(); }
    [[nodiscard]] std::optional<int> candidateAt(const QPointF& position) const;
    [[nodiscard]] int deploymentOf(int candidate) const;
    [[nodiscard]] QPointF placeOf(int candidate) const;
    [[nodiscard]] QList<QLineF> frontLines() const;
    void drawAxes();
    void drawCandidate(int candidate);
    void drawLabels();

    PlanSelection& selection_;
    QList<int> drawn_;  ///< candidates with a latency
    AxisScale latencyScale_, costScale_;
};

}  // namespace plimsoll::gui
