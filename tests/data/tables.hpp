// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

/// The evidence that tests rest on: tables of figures in this folder, which are always there, and recordings that are
/// too large for the project, outside of it (docs/validation.md).
namespace plimsoll::evidence {

/// A table of this folder.
inline std::filesystem::path table(const std::string& name) {
    return std::filesystem::path(PLIMSOLL_SOURCE_DIR "/tests/data") / name;
}

/// The folder of the recordings outside the project.
inline std::filesystem::path recordings() {
    const char* folder = std::getenv("PLIMSOLL_RECORDED_DATA");
    return folder != nullptr ? folder : PLIMSOLL_SOURCE_DIR "/../shared/data";
}

/// Ends the test where a recording is absent: as skipped, or as failed where PLIMSOLL_REQUIRE_RECORDED_DATA is set, as
/// it is in CI.
#define PLIMSOLL_NEEDS_RECORDING(file)                                  \
    do {                                                                \
        const std::filesystem::path needed{file};                       \
        if (std::filesystem::exists(needed)) break;                     \
        if (std::getenv("PLIMSOLL_REQUIRE_RECORDED_DATA") != nullptr)   \
            FAIL() << "recorded data not found: " << needed.string();   \
        GTEST_SKIP() << "recorded data not found: " << needed.string()  \
                     << " (PLIMSOLL_RECORDED_DATA names their folder)"; \
    } while (false)

/// Rows of a CSV file without quotes, each by column name.
inline std::vector<std::map<std::string, std::string>> csv_rows(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    const auto cells = [](const std::string& line) {
        std::vector<std::string> result;
        std::istringstream stream(line);
        for (std::string cell; std::getline(stream, cell, ',');) {
            while (!cell.empty() && cell.back() == '\r') cell.pop_back();  // lines may end in CRLF
            result.push_back(cell);
        }
        return result;
    };
    std::string line;
    std::getline(file, line);
    const auto names = cells(line);
    std::vector<std::map<std::string, std::string>> rows;
    while (std::getline(file, line)) {
        const auto values = cells(line);
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i < names.size() && i < values.size(); ++i) row[names[i]] = values[i];
    }
    return rows;
}

}  // namespace plimsoll::evidence
