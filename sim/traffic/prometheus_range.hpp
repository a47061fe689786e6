// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/series_rows.hpp"

#include <memory>
#include <span>
#include <string>

namespace plimsoll::sim {

/// Whether a file's first lines are those of the answer to a range query of Prometheus (`/api/v1/query_range`).
[[nodiscard]] bool looks_like_prometheus_range(std::span<const std::string> lines);

/// Its values, one row for each step. \throws InputError where it is none, holds several series or lacks steps; IoError
[[nodiscard]] std::unique_ptr<SeriesRows> open_prometheus_range(const std::string& path);

}  // namespace plimsoll::sim
