// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace plimsoll::pricing {

/// Recorded prices and bills; they are no part of the project, and tests that need them skip where they are absent.
inline std::filesystem::path recorded_pricing() {
    const char* folder = std::getenv("PLIMSOLL_RECORDED_DATA");
    return std::filesystem::path(folder != nullptr ? folder : PLIMSOLL_SOURCE_DIR "/../shared/data") / "pricing";
}

inline std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Rows of a CSV file without quotes, each by column name.
inline std::vector<std::map<std::string, std::string>> csv_rows(const std::filesystem::path& path) {
    std::ifstream file(path);
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
        for (std::size_t i = 0; i < names.size() && i < values.size(); ++i) {
            row[names[i]] = values[i];
        }
    }
    return rows;
}

}  // namespace plimsoll::pricing
