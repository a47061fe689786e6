// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/files.hpp"

#include "scenarios/input_error.hpp"
#include "sim/report/comparison_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <set>
#include <system_error>

namespace plimsoll::results {

namespace fs = std::filesystem;

namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

std::string why(int error) { return std::generic_category().message(error); }

/// Errno of the first thing that went wrong; 0 where the file is complete.
int write_file(const fs::path& path, std::string_view content) {
    File file(std::fopen(path.c_str(), "wb"));
    if (!file) return errno;
    if (std::fwrite(content.data(), 1, content.size(), file.get()) != content.size()) return errno;
    if (std::fflush(file.get()) != 0) return errno;
    return std::fclose(file.release()) == 0 ? 0 : errno;
}

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

std::vector<std::string> file_names(const std::vector<DeploymentResult>& deployments) {
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (const auto& deployment : deployments) {
        const std::string base = slug(deployment.name);
        std::string name = base;
        for (int i = 2; !taken.insert(name).second; ++i) name = fmt::format("{}-{}", base, i);
        names.push_back(name);
    }
    return names;
}

void write_whole(const fs::path& path, std::string_view content) {
    fs::path temporary = path;
    temporary.replace_filename(fmt::format(".{}.tmp", path.filename().string()));
    const auto fail = [&](const std::string& reason) {
        std::error_code ignored;
        fs::remove(temporary, ignored);
        throw IoError(fmt::format("cannot write {}: {}", path.string(), reason));
    };
    if (const int error = write_file(temporary, content); error != 0) fail(why(error));
    std::error_code error;
    fs::rename(temporary, path, error);
    if (error) fail(error.message());
}

void write_results(const fs::path& folder, const Comparison& comparison) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw IoError(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
    write_whole(folder / "load_curve.csv", load_curve_csv(comparison));
    write_whole(folder / "cost_lines.csv", cost_lines_csv(comparison));
    const std::vector<std::string> names = file_names(comparison.deployments);
    for (std::size_t i = 0; i < names.size(); ++i)
        write_whole(folder / ("series-" + names[i] + ".csv"), series_csv(comparison.deployments[i]));
    write_whole(folder / "comparison.json", json_text(comparison));  // last: where it is, the others are
}

}  // namespace plimsoll::results
