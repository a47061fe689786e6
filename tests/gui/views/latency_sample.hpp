// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/made_result.hpp"

#include <QEvent>
#include <QMouseEvent>

#include <qcustomplot.h>

/// A comparison with everything that views of latency and load draw, and a mouse over plots.
namespace plimsoll::gui::testing {

struct LoadRow {
    double load;
    const char* perMonth;
    double p99;
    bool met = true;
    bool unstable = false;
};

inline void setLoadCurve(results::DeploymentResult& deployment, const std::vector<LoadRow>& rows) {
    deployment.load_curve.clear();
    for (const auto& row : rows) {
        results::LoadPoint point;
        point.load = row.load;
        point.requests_per_s = row.load;  // the scenario's load is one request a second
        point.latency = deployment.latency;
        point.latency.p99.value = row.p99;
        point.per_month = pricing::Money::parse(row.perMonth);
        point.slo_met = row.met;
        point.unstable = row.unstable;
        deployment.load_curve.push_back(point);
    }
}

/// A share of the requests takes at most `first`, the others up to `last`.
inline void setDistribution(results::DeploymentResult& deployment, double first, double share, double last) {
    deployment.latency_distribution = {
        {0, first / 2}, {share, first}, {0.99, last / 2}, {0.999, 0.9 * last}, {1, last}};
}

/// Five deployments of 1 request/s, held to a p99 of at most 1 s:
/// - "fleet": fast, always feasible, unstable at the highest load; dominated by "spot";
/// - "spot": as fast and cheaper, with an interval of its cost; misses the objective at the highest load;
/// - "functions": free at first (all within the free tier), too slow by cold starts until the load grows;
/// - "batch": hours, for next to nothing, held to its deadline;
/// - "broken": no result.
inline results::Comparison latencyComparison() {
    auto fleet = madeDeployment("fleet", "on-demand m", "1.00", 0.05);
    setLoadCurve(fleet, {{0.5, "365", 0.1}, {1, "365", 0.1}, {2, "365", 0.2}, {8, "365", 40, false, true}});
    setDistribution(fleet, 0.05, 0.75, 0.15);
    fleet.parts_at_percentile = {
        {50, 720, {0, 0, 0, 0, 0.05}}, {95, 700, {0, 0.025, 0, 0, 0.05}}, {99, 72, {0, 0.05, 0, 0, 0.05}}};

    auto spot = madeDeployment("spot", "spot m", "0.40", 0.05);
    spot.cost.per_month_ci = results::Interval{130, 162};
    spot.latency.p99.ci = results::Interval{0.09, 0.11};
    setLoadCurve(spot, {{0.5, "146", 0.1}, {1, "146", 0.1}, {2, "146", 0.3}, {8, "146", 5, false}});
    spot.load_curve[0].per_month_ci = results::Interval{0, 300};
    spot.load_curve[3].latency.p99.ci = results::Interval{4, 6};
    setDistribution(spot, 0.05, 0.75, 0.15);

    auto functions = madeDeployment("functions", "duration", "0", 1);
    functions.serving = scenarios::Serving::serverless;
    setLoadCurve(functions, {{0.5, "0", 2, false}, {1, "0", 2, false}, {2, "20", 0.9}, {8, "320", 0.4}});
    setDistribution(functions, 0.4, 0.6, 6);
    functions.parts_at_percentile = {{50, 700, {0.005, 0, 0, 0, 0.395}}, {99, 72, {0.005, 0, 0, 5, 0.395}}};

    auto batch = madeDeployment("batch", "spot m", "0.01", 3600);
    batch.serving = scenarios::Serving::batch;
    batch.deadline = results::DeadlineOutcome{std::chrono::hours(24), 10800, true, 1};
    setLoadCurve(batch, {{0.5, "1.825", 7000}, {1, "3.65", 7200}, {2, "7.3", 7400}, {8, "29.2", 9000}});
    setDistribution(batch, 1800, 0.3, 10800);

    results::DeploymentResult broken;
    broken.name = "broken";
    return madeComparison({fleet, spot, functions, batch, broken});
}

/// Moves the mouse over a plot, as a window system would tell it.
inline void moveMouse(QCustomPlot& plot, const QPointF& position, Qt::MouseButtons buttons = Qt::NoButton) {
    QMouseEvent event(QEvent::MouseMove, position, plot.mapToGlobal(position), Qt::NoButton, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(&plot, &event);
}

[[nodiscard]] inline QPointF pixelAt(const QCustomPlot& plot, double x, double y) {
    return {plot.xAxis->coordToPixel(x), plot.yAxis->coordToPixel(y)};
}

}  // namespace plimsoll::gui::testing
