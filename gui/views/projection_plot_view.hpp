// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/projection_selection.hpp"
#include "gui/views/plot_view.hpp"

namespace plimsoll::gui {

/// A view of the months ahead that is a plot.
class ProjectionPlotView : public PlotView {
    Q_OBJECT

public:
    explicit ProjectionPlotView(ProjectionSelection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QString source() const override;

protected:
    [[nodiscard]] QStringList deploymentNames() const override;
    [[nodiscard]] const ProjectionSelection& projection() const { return selection_; }
    /// There must be some.
    [[nodiscard]] const ProjectedBills& bills() const { return *selection_.bills(); }

private:
    ProjectionSelection& selection_;
};

}  // namespace plimsoll::gui
