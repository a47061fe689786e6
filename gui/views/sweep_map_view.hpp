// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/cell_map.hpp"
#include "gui/views/sweep_plot_view.hpp"

class QComboBox;

namespace plimsoll::gui {

class StepBoxes;

/// Two axes of a sweep as a map: which deployment is the cheapest that meets its objectives at each of their steps,
/// what that costs, or how far it stays below its limit; with contours where the objectives and the budget end. The
/// other axes stand at a step that is chosen above.
class SweepMapView : public SweepPlotView {
    Q_OBJECT

public:
    explicit SweepMapView(SweepSelection& selection, QWidget* parent = nullptr);

    enum class Shows { cheapest, cost, slack };
    void setShows(Shows shows);
    /// Indices of axes; `vertical` may be -1: there is only one.
    void setAxes(int horizontal, int vertical);

    [[nodiscard]] Table table() const override;

protected:
    void draw() override;
    [[nodiscard]] std::optional<int> rowAt(const QPointF& position) const override;
    [[nodiscard]] std::optional<int> pointAt(const QPointF& position) const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;
    void clicked(const QPointF& position, bool withControl) override;
    void gridChanged() override;

private:
    [[nodiscard]] Shows shows() const;
    void offerSteps();
    void drawAxes();
    void drawFrame(double column, double row);
    /// Steps of all axes at a cell.
    [[nodiscard]] std::optional<int> pointOf(int column, int row) const;
    [[nodiscard]] std::optional<int> bestAt(int point) const;
    [[nodiscard]] CellMap::Cell cellAt(std::optional<int> point, double least, double most) const;
    [[nodiscard]] std::optional<double> valueAt(std::optional<int> point) const;
    /// Of each point, the logarithm of the limit over what comes nearest to it, of the shown that stay farthest within
    /// their objectives: 0 where these begin to be missed by all.
    [[nodiscard]] QList<std::optional<double>> objectiveValues(const QList<std::optional<int>>& points) const;
    [[nodiscard]] QList<std::optional<double>> budgetValues(const QList<std::optional<int>>& points) const;
    [[nodiscard]] QList<CellMap::Contour> contours(const QList<std::optional<int>>& points) const;
    [[nodiscard]] QColor shade(double share) const;

    QComboBox* what_;
    QComboBox* across_;
    QComboBox* up_;
    StepBoxes* steps_;
    int columns_ = 0, rows_ = 0;
};

}  // namespace plimsoll::gui
