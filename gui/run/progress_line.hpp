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

/// Text on standard error that is no event: what a person would have read there.
struct PlainLine {
    QString text;
};

/// A run that was not begun, because it is longer than was allowed.
struct RunRefusal {
    double requests = 0;  ///< to be expected in all simulations together
    double seconds = 0;   ///< that they take, about
};

using ProgressLine = std::variant<RunProgress, Problem, PlainLine, RunRefusal>;

/// Reads one line that `plimsoll compare --progress=json` wrote to standard error. Anything that is no event of a known
/// kind is a plain line; empty for events that say nothing (start, finished).
[[nodiscard]] std::optional<ProgressLine> readProgressLine(const QByteArray& line);

}  // namespace plimsoll::gui
