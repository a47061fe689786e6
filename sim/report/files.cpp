// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/files.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/whole_file.hpp"
#include "sim/report/comparison_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <system_error>

namespace plimsoll::results {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSummaryFile = "summary.csv";
constexpr const char* kLoadCurveFile = "load_curve.csv";
constexpr const char* kCostLinesFile = "cost_lines.csv";
constexpr const char* kSensitivitiesFile = "sensitivities.csv";

std::string slug(std::string_view name) {
    constexpr std::size_t kLongest = 80;
    std::string result;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept) {
            result += upper ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (!result.empty() && result.back() != '-') {
            result += '-';
        }
    }
    result.resize(std::min(result.size(), kLongest));
    while (!result.empty() && result.back() == '-') result.pop_back();
    return result.empty() ? "deployment" : result;
}

}  // namespace

std::vector<std::string> file_names(const std::vector<std::string>& deployments) {
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (const auto& deployment : deployments) {
        const std::string base = slug(deployment);
        std::string name = base;
        for (int i = 2; !taken.insert(name).second; ++i) name = fmt::format("{}-{}", base, i);
        names.push_back(name);
    }
    return names;
}

std::string series_file(std::string_view name) { return fmt::format("series-{}.csv", name); }

std::string requests_file(std::string_view name) { return fmt::format("requests-{}.csv", name); }

std::vector<std::string> files_of_result(const fs::path& folder) {
    std::vector<std::string> deployments;
    try {
        const auto result = scenarios::JsonDocument::read((folder / kResultFile).string());
        for (const auto& deployment : result.root().at("deployments"))
            deployments.push_back(deployment.at("name").get<std::string>());
    } catch (const InputError&) {  // whatever this is, it is no result of ours
        return {};
    } catch (const IoError&) {
        return {};
    } catch (const nlohmann::json::exception&) {
        return {};
    }
    std::vector<std::string> files{kSummaryFile, kLoadCurveFile, kCostLinesFile, kSensitivitiesFile};
    for (const auto& name : file_names(deployments)) {
        files.push_back(series_file(name));
        files.push_back(requests_file(name));
    }
    files.emplace_back(kResultFile);
    return files;
}

void write_results(const fs::path& folder, const Comparison& comparison) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw IoError(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
    scenarios::write_whole(folder / kSummaryFile, summary_csv(comparison));
    scenarios::write_whole(folder / kLoadCurveFile, load_curve_csv(comparison));
    scenarios::write_whole(folder / kCostLinesFile, cost_lines_csv(comparison));
    if (const auto sensitivities = sensitivities_csv(comparison); !sensitivities.empty())
        scenarios::write_whole(folder / kSensitivitiesFile, sensitivities);
    std::vector<std::string> deployments;
    for (const auto& deployment : comparison.deployments) deployments.push_back(deployment.name);
    const auto names = file_names(deployments);
    for (std::size_t i = 0; i < names.size(); ++i)
        scenarios::write_whole(folder / series_file(names[i]), series_csv(comparison.deployments[i]));
    scenarios::write_whole(folder / kResultFile, json_text(comparison));  // last: where it is, the others are
}

}  // namespace plimsoll::results
