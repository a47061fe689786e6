// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/shown_comparison.hpp"
#include "gui/models/table.hpp"

#include <QString>
#include <optional>
#include <vector>

namespace plimsoll::gui {

/// What a figure of a deployment comes to with one assumption at either end of its range.
struct TornadoRow {
    QString name;  ///< short: "Load", "Price: spot g4dn.xlarge"
    QString what;  ///< in full
    QString ends;  ///< "0.8 to 1.2 times"
    QString range;
    double low = 0;
    double high = 0;
};

/// Rows about the figure as it is, the widest first; assumptions that leave it as it is have none.
struct Tornado {
    double base = 0;
    std::vector<TornadoRow> rows;
};

/// USD a month.
[[nodiscard]] Tornado costTornado(const results::DeploymentResult& deployment);
/// Seconds; empty where nothing was measured. What changes it by no more than percentiles are known to has no row.
[[nodiscard]] Tornado p99Tornado(const results::DeploymentResult& deployment);

/// Whether the program was asked to vary the assumptions of this result.
[[nodiscard]] bool hasSensitivities(const Result& result);

/// Of those that are shown and have sensitivities, the selected one, else the recommended, else the first.
[[nodiscard]] std::optional<int> tornadoDeployment(const Result& result, const ShownComparison& shown,
                                                   std::optional<int> selected);

/// A row for each assumption of each deployment that is shown.
[[nodiscard]] Table sensitivitiesTable(const Result& result, const ShownComparison& shown);

}  // namespace plimsoll::gui
