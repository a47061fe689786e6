// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace plimsoll::measure {

/// `plimsoll compare` as a child process on a trace: one deployment, "served", on a pool that is always up.
class PlimsollRun {
public:
    /// `trace`: a table whose columns `columns` names, times in nanoseconds. `model` and `pool` as in a scenario.
    /// \throws IoError where the program cannot be found or fails.
    PlimsollRun(const std::string& trace, const nlohmann::json& columns, const nlohmann::json& model,
                const nlohmann::json& pool, Duration horizon);
    ~PlimsollRun();
    PlimsollRun(const PlimsollRun&) = delete;
    PlimsollRun& operator=(const PlimsollRun&) = delete;

    /// These figures of every request, in the order of arrivals, which are the first of them.
    /// \throws IoError where it did not simulate so many
    [[nodiscard]] std::vector<std::vector<double>> requests(std::vector<std::string> columns, std::size_t count) const;

private:
    [[nodiscard]] std::filesystem::path out() const { return folder_ / "result"; }

    std::filesystem::path folder_;
};

/// A name of the zoo stays one, a file is found from anywhere.
[[nodiscard]] std::string model_from_anywhere(const std::string& model);
/// To the nanosecond.
[[nodiscard]] Duration duration_of(double seconds);
/// "1500 ns".
[[nodiscard]] std::string nanoseconds(Duration duration);

}  // namespace plimsoll::measure
