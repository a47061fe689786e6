// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>

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

    /// Its result.json and requests-served.csv; gone with this object.
    [[nodiscard]] std::filesystem::path out() const { return folder_ / "result"; }

private:
    std::filesystem::path folder_;
};

/// A name of the zoo stays one, a file is found from anywhere.
[[nodiscard]] std::string model_from_anywhere(const std::string& model);
/// "1500 ns".
[[nodiscard]] std::string nanoseconds(Duration duration);

}  // namespace plimsoll::measure
