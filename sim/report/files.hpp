// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plimsoll::results {

/// Writes summary.csv, load_curve.csv, cost_lines.csv, where they were asked for sensitivities.csv, series-NAME.csv per
/// deployment and, last, comparison.json into the folder, which is made where it is missing. Each file appears whole or
/// not at all. \throws IoError
void write_results(const std::filesystem::path& folder, const Comparison& comparison);

/// A name of lower-case letters, digits and hyphens for each deployment, all different: "real-time-spot", and "-2"
/// behind the second that would be called the same.
[[nodiscard]] std::vector<std::string> file_names(const std::vector<std::string>& deployments);

/// Of the deployment that `file_names` gave this name.
[[nodiscard]] std::string series_file(std::string_view name);
[[nodiscard]] std::string requests_file(std::string_view name);

inline constexpr const char* kResultFile = "comparison.json";

/// The names of the files that belong to the result in a folder, that of requests included; nothing where there is
/// none.
[[nodiscard]] std::vector<std::string> files_of_result(const std::filesystem::path& folder);

/// RFC 4180, with a header line, "." as decimal point and lines ended by a newline.
[[nodiscard]] std::string series_csv(const DeploymentResult& deployment);
[[nodiscard]] std::string load_curve_csv(const Comparison& comparison);
[[nodiscard]] std::string cost_lines_csv(const Comparison& comparison);
/// A row for each assumption of each deployment; empty where no sensitivities were asked for.
[[nodiscard]] std::string sensitivities_csv(const Comparison& comparison);
/// A row per deployment: which is the cheapest, and every figure of it that is a single value.
[[nodiscard]] std::string summary_csv(const Comparison& comparison);
/// The same as columns and their texts, for each deployment.
[[nodiscard]] std::vector<std::vector<std::pair<std::string, std::string>>> summary_rows(const Comparison& comparison);
/// The names of its columns.
[[nodiscard]] std::vector<std::string> summary_columns();

}  // namespace plimsoll::results
