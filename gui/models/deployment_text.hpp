// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

#include <QString>

/// What views say about one deployment.
namespace plimsoll::gui {

enum class Objectives { none, met, met_unclearly, missed, no_result };

/// Unclearly met: an interval contains its limit.
[[nodiscard]] Objectives objectivesOf(const results::DeploymentResult& deployment);
/// A sign and a word: "✓ met", "≈ met, not clearly", "✗ missed", "– none", "? no result".
[[nodiscard]] QString wordOf(Objectives objectives);
/// "✓ met, 99.98 %": with the share of the requests that decides.
[[nodiscard]] QString objectivesText(const results::DeploymentResult& deployment);

/// "$167 ± 11.8"; "–" without a result.
[[nodiscard]] QString monthlyCostText(const results::DeploymentResult& deployment);
/// "269 ± 2 ms"; "–" where nothing was measured.
[[nodiscard]] QString p99Text(const results::DeploymentResult& deployment);

}  // namespace plimsoll::gui
