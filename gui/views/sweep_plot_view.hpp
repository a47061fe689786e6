// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/sweep_selection.hpp"
#include "gui/views/plot_view.hpp"

namespace plimsoll::gui {

/// A view of a sweep that is a plot. A click on a row brushes it, one beside everything lets go of the brush, and a
/// double click, or Enter, opens its point as a scenario.
class SweepPlotView : public PlotView {
    Q_OBJECT

public:
    explicit SweepPlotView(SweepSelection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QString source() const override;

protected:
    [[nodiscard]] QStringList deploymentNames() const override;
    [[nodiscard]] QString spoken() const override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] bool holds() const override;
    void letGo() override;
    void clicked(const QPointF& position, bool withControl) override;
    bool opened(const QPointF& position) override;
    bool keyPressed(const QKeyEvent& event) override;
    void addToMenu(QMenu& menu, const QPointF& position) override;
    [[nodiscard]] std::optional<int> deploymentAt(const QPointF& position) const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;

    /// The row that is drawn at a position; empty: none is.
    [[nodiscard]] virtual std::optional<int> rowAt(const QPointF& position) const = 0;
    /// The point at a position: that of the row, unless a view draws points.
    [[nodiscard]] virtual std::optional<int> pointAt(const QPointF& position) const;
    /// Another sweep, with axes of its own; it is drawn afterwards.
    virtual void gridChanged() {}

    [[nodiscard]] SweepSelection& sweepSelection() const { return selection_; }
    /// There must be one.
    [[nodiscard]] const Sweep& sweep() const { return *selection_.sweep(); }

private:
    SweepSelection& selection_;
};

/// The point nearest to a position in pixels, within reach; \returns its index among `places`, which are in plot
/// coordinates
[[nodiscard]] std::optional<qsizetype> nearestTo(const QPointF& position, const QList<QPointF>& places,
                                                 const QCustomPlot& plot);

}  // namespace plimsoll::gui
