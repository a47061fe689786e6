// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/files/csv_rows.hpp"

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
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

/// Rows of a CSV file, each by column name.
inline std::vector<std::map<std::string, std::string>> csv_rows(const std::filesystem::path& path) {
    scenarios::CsvRows table(path.string());
    std::vector<std::map<std::string, std::string>> rows;
    for (std::vector<std::string_view> fields; table.next(fields);) {
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i < fields.size(); ++i) row[table.header()[i]] = fields[i];
    }
    return rows;
}

}  // namespace plimsoll::evidence
