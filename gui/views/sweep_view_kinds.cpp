// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/sweep_view_kinds.hpp"

#include "gui/views/break_even_view.hpp"
#include "gui/views/sweep_cloud_view.hpp"
#include "gui/views/sweep_map_view.hpp"
#include "gui/views/sweep_parallel_view.hpp"
#include "gui/views/sweep_table_view.hpp"

#include <QCoreApplication>

namespace plimsoll::gui {

namespace {

template <class Kind>
View* makeOfSweep(Selection& selection, QWidget* parent) {
    return new Kind(static_cast<SweepSelection&>(selection), parent);
}

QString sweepTr(const char* text) { return QCoreApplication::translate("SweepViewKinds", text); }

}  // namespace

const std::vector<ViewKind>& sweepViewKinds() {
    static const std::vector<ViewKind> kinds{
        {QStringLiteral("sweep-cloud"), sweepTr("Cost against p99"),
         sweepTr("Which points and deployments are worth a thought: cheap, fast, and within the objectives."),
         makeOfSweep<SweepCloudView>},
        {QStringLiteral("sweep-map"), sweepTr("Map of two axes"),
         sweepTr("Who is the cheapest that meets its objectives where, at what cost, and with how much to spare."),
         makeOfSweep<SweepMapView>},
        {QStringLiteral("sweep-table"), sweepTr("Points"),
         sweepTr("Every point and deployment in figures; the cheapest of each point has a star."),
         makeOfSweep<SweepTableView>},
        {QStringLiteral("sweep-parallel"), sweepTr("Parallel coordinates"),
         sweepTr("Which values of what varies lead to which cost and latency."), makeOfSweep<SweepParallelView>},
        {QStringLiteral("sweep-break-even"), sweepTr("Break-even"),
         sweepTr("Where along an axis two deployments cost the same, and how sure that is."),
         makeOfSweep<BreakEvenView>},
    };
    return kinds;
}

}  // namespace plimsoll::gui
