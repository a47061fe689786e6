// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/projection_plot_view.hpp"

#include "gui/models/projection_text.hpp"

namespace plimsoll::gui {

ProjectionPlotView::ProjectionPlotView(ProjectionSelection& selection, QWidget* parent)
    : PlotView(selection, parent), selection_(selection) {
    connect(&selection, &ProjectionSelection::billsChanged, this, [this] { update(); });
}

Table ProjectionPlotView::table() const { return selection_.bills() ? projectionTable(bills()) : Table{}; }

QString ProjectionPlotView::source() const {
    return selection_.bills() ? tr("months ahead of %1").arg(bills().scenario) : QString();
}

QStringList ProjectionPlotView::deploymentNames() const { return selection_.bills() ? bills().names() : QStringList(); }

}  // namespace plimsoll::gui
