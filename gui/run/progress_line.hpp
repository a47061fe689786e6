// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenarios/input_error.hpp"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <variant>

namespace plimsoll::gui {

/// How far the simulations of a deployment are.
struct DeploymentProgress {
    QString name;
    double fraction = 0;                ///< of the work, 0 to 1
    std::optional<double> secondsLeft;  ///< empty: not known yet
    int lost = 0;                       ///< simulations that ended without a result
};

/// How far a run is.
struct RunProgress {
    double fraction = 0;                ///< of the work, 0 to 1
    std::optional<double> secondsLeft;  ///< empty: not known yet
    QString deployment;                 ///< being simulated
    QString simulation;                 ///< "real-time, spot, replication 2 of 5"
    QList<DeploymentProgress> deployments;
};

/// How far a sweep is.
struct SweepProgress {
    qint64 done = 0, of = 0;  ///< points of this run; those that were in the store do not count
    qint64 invalid = 0, lost = 0;
    double pointsPerSecond = 0;
    std::optional<double> secondsLeft;
    std::optional<double> bestPerMonth;  ///< USD; the cheapest that meets its objectives so far
    QString best;                        ///< "model API at load=2"
};

/// How far the search for a plan is.
struct PlanProgress {
    qint64 simulations = 0;
    std::optional<double> bestPerMonth;  ///< USD; of the best so far
    double probability = 0;              ///< that it is a good choice, at least
};

/// Text on standard error that is no event: what a person would have read there.
struct PlainLine {
    QString text;
};

/// A run that was not begun, because it is longer than was allowed.
struct RunRefusal {
    double requests = 0;  ///< to be expected in all simulations together
    double seconds = 0;   ///< that they take, about
};

using ProgressLine = std::variant<RunProgress, SweepProgress, PlanProgress, Problem, PlainLine, RunRefusal>;

/// Reads one line that `plimsoll` (compare, sweep or plan, with --progress=json) wrote to standard error. Anything that
/// is no event of a known kind is a plain line; empty for events that say nothing (start, finished).
[[nodiscard]] std::optional<ProgressLine> readProgressLine(const QByteArray& line);

}  // namespace plimsoll::gui
