// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"
#include "gui/models/selection.hpp"
#include "gui/models/table.hpp"

#include <QSet>
#include <QString>
#include <optional>
#include <vector>

namespace plimsoll::gui {

/// "provisioning", "image pull", "interrupted by the provider".
[[nodiscard]] QString wordOf(results::LifePhase phase);
[[nodiscard]] QString wordOf(results::LifeEnd end);
/// "on-demand", "spot", "reserved".
[[nodiscard]] QString wordOf(scenarios::Purchase purchase);

/// A phase of an instance's life, in seconds since the start of the horizon.
struct LifeSpan {
    results::LifePhase phase = results::LifePhase::serve;
    double from = 0, to = 0;
};

/// The life of one instance as a row of a picture.
struct LifeRow {
    scenarios::Purchase purchase = scenarios::Purchase::on_demand;
    std::size_t pool = 0;
    std::vector<LifeSpan> spans;  ///< in order of time; may be empty
    double requested = 0, ended = 0;
    results::LifeEnd end = results::LifeEnd::horizon;
};

/// The instances of a deployment by the time of their request.
[[nodiscard]] std::vector<LifeRow> lifeRows(const results::DeploymentResult& deployment);

/// What happened to an instance, line by line.
[[nodiscard]] QString lifeText(const LifeRow& row);

/// The selected deployment, or else the first that is not hidden and has lives of instances, those that the verdict
/// names before the others; empty: none has.
[[nodiscard]] std::optional<int> deploymentWithLives(const Result& result, std::optional<int> selected,
                                                     const QSet<int>& hidden);

/// One row per instance of a deployment, in a range of time those that live in it, with the end of each of its phases.
[[nodiscard]] Table livesTable(const Result& result, int deployment, const std::optional<TimeSpan>& range = {});

}  // namespace plimsoll::gui
