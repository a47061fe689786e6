// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/view_kinds.hpp"

#include "gui/views/assumptions_view.hpp"
#include "gui/views/cost_breakdown_view.hpp"
#include "gui/views/cost_curve_view.hpp"
#include "gui/views/cost_latency_view.hpp"
#include "gui/views/cost_waterfall_view.hpp"
#include "gui/views/fields_view.hpp"
#include "gui/views/instances_view.hpp"
#include "gui/views/latency_curve_view.hpp"
#include "gui/views/latency_distribution_view.hpp"
#include "gui/views/latency_parts_view.hpp"
#include "gui/views/load_ribbon_view.hpp"
#include "gui/views/money_view.hpp"
#include "gui/views/sensitivities_view.hpp"
#include "gui/views/summary_view.hpp"
#include "gui/views/timeline_view.hpp"
#include "gui/views/token_plane_view.hpp"
#include "gui/views/verdict_view.hpp"

#include <QCoreApplication>

namespace plimsoll::gui {

namespace {

template <class Kind>
View* make(Selection& selection, QWidget* parent) {
    return new Kind(selection, parent);
}

QString tr(const char* text) { return QCoreApplication::translate("ViewKinds", text); }

}  // namespace

const std::vector<ViewKind>& viewKinds() {
    static const std::vector<ViewKind> kinds{
        {QStringLiteral("summary"), tr("Summary"),
         tr("In words: what to deploy, why, how sure that is, and what would change it."), make<SummaryView>},
        {QStringLiteral("cost-latency"), tr("Cost against latency"),
         tr("Which deployments are worth a thought: cheap, fast, and within the objectives."), make<CostLatencyView>},
        {QStringLiteral("cost-over-load"), tr("Cost over load"),
         tr("What each deployment costs at other loads, and where another one becomes the cheapest."),
         make<CostCurveView>},
        {QStringLiteral("latency-over-load"), tr("Latency over load"),
         tr("How much load each deployment carries before it misses its objectives."), make<LatencyCurveView>},
        {QStringLiteral("latency-distribution"), tr("Distribution of latency"),
         tr("Which share of the requests is answered within a time, and how slow the slowest are."),
         make<LatencyDistributionView>},
        {QStringLiteral("latency-parts"), tr("Parts of latency"),
         tr("Where latency goes: network, queue, batching, cold starts or compute."), make<LatencyPartsView>},
        {QStringLiteral("timeline"), tr("Timeline"),
         tr("What happened over the horizon: traffic, instances, queue, latency, cost and interruptions."),
         make<TimelineView>},
        {QStringLiteral("instances"), tr("Instances"),
         tr("The life of every instance: how it starts, what it serves, how it ends."), make<InstancesView>},
        {QStringLiteral("cost"), tr("Cost by item"), tr("What the money is for, bill by bill."),
         make<CostBreakdownView>},
        {QStringLiteral("cost-waterfall"), tr("Cost difference"),
         tr("Why one deployment costs more than another, item by item."), make<CostWaterfallView>},
        {QStringLiteral("assumptions"), tr("Assumptions"),
         tr("Every value that the result rests on, with its source and date."), make<AssumptionsView>},
        {QStringLiteral("figures"), tr("All figures"), tr("Every figure of every deployment, side by side."),
         make<FieldsView>},
        {QStringLiteral("money"), tr("In money"),
         tr("For who pays: a month, a year, the budget, and what the next best costs."), make<MoneyView>},
        {QStringLiteral("load-ribbon"), tr("Cheapest over load (requests/s)"),
         tr("Who is the cheapest that meets its objectives at each load, and where that is not clear."),
         make<LoadRibbonView>},
        {QStringLiteral("verdict"), tr("Anatomy of the verdict"),
         tr("Who is excluded and by what, who is left, how sure the winner is, and what would flip it."),
         make<VerdictView>},
        {QStringLiteral("sensitivities"), tr("Sensitivities"),
         tr("Which assumption matters most: how far cost and p99 go with each at either end of what it may be."),
         make<SensitivitiesView>},
        {QStringLiteral("tokens"), tr("Token by token"),
         tr("Prefill against decode: how soon answers begin and how fast they go on; and how many tokens a dollar "
            "buys."),
         make<TokenPlaneView>},
    };
    return kinds;
}

}  // namespace plimsoll::gui
