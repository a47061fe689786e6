// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/backend.hpp"
#include "models/measure/grid.hpp"
#include "models/profile/profile.hpp"

#include <string>
#include <string_view>

/// What travels to a machine that has no plimsoll-profile, and what comes back.
///
/// A plan: `@coarse N` (so many operators make the coarse grid), `@budget SECONDS`, then one operator per line, and
/// after the coarse grid a line per whole step, `@step PRECISION SEQUENCES TOKENS CONTEXT MODEL = PLACES`, with the
/// places of its operators in the plan, counted from 0.
/// Results: `@KEY VALUE` lines on the device, then one line per operator of the plan, in its order: `MEDIAN_S SPREAD
/// REPETITIONS KERNEL`, or `- REASON` where the device cannot run it; and per whole step, in their order, such a line
/// without a kernel behind `@step_s`. Empty lines and what follows a `#` at the start of a line say
/// nothing. A cut-off file is a shorter one.
namespace plimsoll::measure {

[[nodiscard]] std::string plan_text(const Plan& plan, double budget_s);

/// Reads a plan; the coarse grid is its first stage, all else the second. `file` stands in messages.
/// \throws InputError with every bad line.
[[nodiscard]] Plan parse_plan(std::string_view text, const std::string& file);

struct Results {
    Identity identity;
    std::optional<double> step_overhead_s;
    /// By place in the plan; empty where the device cannot run the operator. Shorter than the plan where cut off.
    std::vector<std::optional<Measurement>> measurements;
    /// By place among the plan's whole steps, likewise.
    std::vector<std::optional<Summary>> steps;
};
/// \throws InputError with every bad line.
[[nodiscard]] Results parse_results(std::string_view text, const std::string& file);

/// Takes one `@KEY VALUE` line into `results`; false where the key is not known or the value is bad.
[[nodiscard]] bool take_identity_line(std::string_view line, Results& results);
/// One line of a measurement. \throws std::invalid_argument with what is wrong.
[[nodiscard]] std::optional<Measurement> parse_measurement(std::string_view line);

/// A plan with what came of it; `file` stands in messages.
struct Run {
    Plan plan;
    Results results;
    std::string file;
};
/// Runs on one device as a profile: what an earlier run timed, a later one does not change. What scatters too much is
/// left out and named (`models::Profile::unsteady`), a list of many kernels is cut short, and not complete is a profile
/// where a coarse grid has operators without a result. \pre there is a run. \throws InputError where the results of one
/// are more than its plan, or of another device.
[[nodiscard]] models::Profile assemble(const std::vector<Run>& runs);

}  // namespace plimsoll::measure
