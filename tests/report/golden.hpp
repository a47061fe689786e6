// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace plimsoll::results::testing {

/// Compares with a file of the project. With PLIMSOLL_UPDATE_GOLDEN set in the environment, writes it instead.
inline void expect_same_file(const std::string& name, const std::string& actual) {
    const std::string path = std::string(PLIMSOLL_SOURCE_DIR) + "/" + name;
    if (std::getenv("PLIMSOLL_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(path, std::ios::binary) << actual;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    std::ostringstream expected;
    expected << file.rdbuf();
    EXPECT_EQ(actual, expected.str()) << path << "; set PLIMSOLL_UPDATE_GOLDEN=1 to accept what is new";
}

/// The same with tests/report/golden/NAME.
inline void expect_golden(const std::string& name, const std::string& actual) {
    expect_same_file("tests/report/golden/" + name, actual);
}

}  // namespace plimsoll::results::testing
