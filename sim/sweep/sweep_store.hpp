// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/loader.hpp"
#include "sim/plan/catalog_used.hpp"
#include "sim/sweep/grid.hpp"
#include "sim/sweep/sqlite.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// Of what a sweep is made: equal inputs, equal results. Two stores belong together only where all of it agrees.
struct SweepInputs {
    std::string program;  ///< version
    std::string build;    ///< identity of the simulator (build_identity.hpp)
    std::string data;     ///< hash of the catalogs, devices, models and profiles
    std::string files;    ///< hash of the files that the scenario names: recordings, catalogs, profiles and models
    scenarios::ScenarioText scenario;
    std::vector<Axis> axes;
    std::string where;  ///< SQL condition on the axes; empty: every combination
    /// Of one's own, at a point that makes sense. For the reader: what is in them counts in `data` and `files`.
    std::vector<results::CatalogUsed> catalogs = {};
};

enum class PointState {
    done,
    invalid,  ///< the scenario has problems there
    lost,     ///< simulations ended without a result, twice
};

/// What came of one point.
struct PointResult {
    PointState state = PointState::done;
    std::string message;  ///< why not done
    /// Of each deployment, in the scenario's order: the columns of summary.csv, each with its text.
    std::vector<std::vector<std::pair<std::string, std::string>>> deployments;
    std::size_t simulated = 0;  ///< simulations that ran for it: no part of the result, and not kept
};

/// The results of a sweep: an SQLite file that holds its inputs (`about`), a row for each point (`points`) and one for
/// each deployment at a point (`figures`), and the views that users read (`results`, `winners`; docs/sweeps.md).
///
/// Several processes may fill one store, each with its points. What is in it survives the end of a process at any
/// moment; a point is in it whole or not at all.
class SweepStore {
public:
    /// Opens the store at this place or makes it. \throws InputError where it is of other inputs or of another version,
    /// with what differs; IoError
    SweepStore(std::filesystem::path path, const SweepInputs& inputs);

    /// Points whose result is there, in their order.
    [[nodiscard]] std::vector<std::size_t> points();
    [[nodiscard]] std::size_t count();
    /// A batch of results, all or none. A point that is there already stays. \throws IoError, as on a full disk
    void keep(const std::vector<std::pair<std::size_t, PointResult>>& results);
    /// Writes the file anew, with the points in their order: then equal sweeps have equal bytes, however they came
    /// about. \throws IoError
    void put_in_order();

private:
    std::filesystem::path path_;
    SweepInputs inputs_;
    Database database_;
};

/// \throws InputError where there is no store of a sweep, IoError
[[nodiscard]] SweepInputs inputs_of(const std::filesystem::path& store);

/// Joins stores of one sweep, shards of it for example, into a new one. \throws InputError where they do not belong
/// together, IoError
void merge(const std::vector<std::filesystem::path>& stores, const std::filesystem::path& into);

}  // namespace plimsoll::sim
