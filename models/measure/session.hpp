// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/backend.hpp"
#include "models/measure/grid.hpp"
#include "models/profile/profile.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace plimsoll::measure {

/// How far a measuring run is.
struct Progress {
    std::size_t done = 0;  ///< operators, of those that are certain to be measured
    std::size_t of = 0;
    double fraction = 0;  ///< of the time that it will take
    double left_s = -1;   ///< negative where nothing is known yet
    std::string work;     ///< the last one
};

/// What the run needs of the world; tests script it.
struct Surroundings {
    std::function<double()> now_s;                       ///< a steady clock
    std::function<bool()> interrupted;                   ///< asked after every operator
    std::function<void(const Progress&)> progress;       ///< called after every operator
    std::function<void(const models::Profile&)> safety;  ///< called now and then: keep what is there
};

enum class Ending {
    complete,     ///< the coarse grid, and as much more as fitted into the budget
    cut_off,      ///< the budget was spent before the coarse grid was done
    interrupted,  ///< Surroundings::interrupted said so
};

/// A kernel whose spread lies above is noisy: other programs ran beside it, and its median may be off by some percent.
inline constexpr double kQuietSpread = 0.1;

/// Measures the plan's stages in order into `profile`, leaving out what stands in it already. The coarse grid is given
/// the whole budget; a further stage begins only if, by the pace so far, it will end within the budget, and a stage
/// that has begun, now or in a run before, is finished. What is noisy by then is measured again, up to three times
/// while the budget lasts, and the quietest measurement counts; where the coarse grid was there from the start, once
/// before any finer stage, too. `profile.complete` says whether no stage is left with holes but for
/// `profile.unsteady`.
/// Operators that the device cannot run are left out. \throws InputError where `profile` was measured on something
/// else.
[[nodiscard]] Ending measure_plan(Backend& backend, const Plan& plan, double budget_s, const Surroundings& surroundings,
                                  models::Profile& profile);

/// Files a measurement under the table of its kind; a table names every kernel that ran for it, in order of appearance.
/// Of two of the same work the one with the smaller spread stays. Where the spread reaches `models::kSpreadLimit` the
/// work is named in `profile.unsteady` instead, until a better one comes.
void keep_sample(models::Profile& profile, const models::Work& work, const Measurement& measured);

/// What is noisy in the profile, the worst first; those left out before all.
[[nodiscard]] std::vector<models::Work> noisy_works(const models::Profile& profile);

/// Copies what identifies the device. \throws InputError where the profile has samples of another device, driver,
/// library or number of threads.
void claim(models::Profile& profile, const Identity& identity);

}  // namespace plimsoll::measure
