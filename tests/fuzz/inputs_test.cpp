// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/targets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

namespace plimsoll::fuzz {
namespace {

class Inputs : public testing::TestWithParam<Target> {
protected:
    [[nodiscard]] static std::vector<std::filesystem::path> files() {
        std::vector<std::filesystem::path> all;
        const auto folder = std::filesystem::path(PLIMSOLL_SOURCE_DIR) / "tests/fuzz/inputs" / GetParam().name;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) all.push_back(entry.path());
        std::sort(all.begin(), all.end());
        return all;
    }
    static std::string bytes_of(const std::filesystem::path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

TEST_P(Inputs, ThatOnceWereAFaultAreReadOrRefused) {
    const auto all = files();
    EXPECT_FALSE(all.empty());
    for (const auto& file : all) EXPECT_NO_THROW(GetParam().run(bytes_of(file))) << file;
}

/// Every beginning of a file, and each with one byte changed: what a broken disk or connection makes of it.
TEST_P(Inputs, ThatAreCutOrDamagedAreReadOrRefused) {
    constexpr std::size_t kTries = 200;
    for (const auto& file : files()) {
        const auto whole = bytes_of(file);
        const auto step = std::max<std::size_t>(1, whole.size() / kTries);
        for (std::size_t at = 0; at < whole.size(); at += step) {
            EXPECT_NO_THROW(GetParam().run(whole.substr(0, at))) << file << " cut at " << at;
            auto damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ static_cast<char>(1U << at % 8));
            EXPECT_NO_THROW(GetParam().run(damaged)) << file << " damaged at " << at;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Of, Inputs, testing::ValuesIn(targets().begin(), targets().end()), [](const auto& test) {
    auto name = std::string(test.param.name);
    std::erase(name, '-');
    return name;
});

}  // namespace
}  // namespace plimsoll::fuzz
