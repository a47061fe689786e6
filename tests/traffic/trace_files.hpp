// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"
#include "scenarios/scenario.hpp"
#include "sim/traffic/traffic.hpp"
#include "tests/data/tables.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::sim::testing {

/// A folder of the test's own, removed with everything in it.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    /// Writes the bytes and returns the path.
    std::string write(const std::string& name, std::string_view bytes) const;

private:
    std::filesystem::path path_;
};

std::string gzipped(std::string_view bytes);
std::string zstandard(std::string_view bytes);

scenarios::WorkloadSpec azure(const std::string& path);
scenarios::WorkloadSpec mooncake(const std::string& path);
/// Columns `t` (seconds), and `in` and `out` where the flag says so.
scenarios::WorkloadSpec csv(const std::string& path, bool tokens = false);
/// Values of a column, one per interval.
scenarios::WorkloadSpec series(const std::string& path, Duration interval = std::chrono::minutes(1),
                               const std::string& column = "count",
                               scenarios::SeriesTraffic::Values values = scenarios::SeriesTraffic::Values::counts);
scenarios::WorkloadSpec repeated(scenarios::WorkloadSpec workload);

/// All requests of the workload; checks order, ids, horizon and the size of blocks on the way.
std::vector<Request> requests_of(const scenarios::WorkloadSpec& workload, Duration horizon = Duration::max(),
                                 std::uint64_t seed = 1, double load = 1);

/// The problems that reading the whole workload throws; a failure when it throws none.
std::vector<Problem> problems_of(const scenarios::WorkloadSpec& workload);

/// Path of a recorded file, which may be absent.
std::string recorded(const std::string& name);

}  // namespace plimsoll::sim::testing
