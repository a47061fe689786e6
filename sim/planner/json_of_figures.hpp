// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/planner/answer.hpp"
#include "sim/run/run.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

/// What the answers for programs have in common.
namespace plimsoll::sim {

using FiguresJson = nlohmann::ordered_json;

/// Null where there is none.
void put_number(FiguresJson& into, const char* name, const std::optional<double>& value);
/// Left out where there is none.
void put_interval(FiguresJson& into, const char* name, const std::optional<results::Interval>& interval);
/// replications, meets_objectives, cost, latency_s, objectives, binding, and futures where there are several.
void put_figures(FiguresJson& into, const CandidateFigures& figures);
/// catalogs: those of one's own; left out where there are none.
void put_catalogs(FiguresJson& into, const std::vector<results::CatalogUsed>& catalogs);
/// lost: simulations of which nothing came.
void put_lost(FiguresJson& into, const std::vector<LostRun>& lost);

/// As it is printed.
[[nodiscard]] std::string text_of(const FiguresJson& json);

}  // namespace plimsoll::sim
