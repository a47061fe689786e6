// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace plimsoll::pricing {

/// A folder of its own for each test, gone after it.
class CatalogFolder : public testing::Test {
protected:
    CatalogFolder() {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  fmt::format("plimsoll-{}-{}-{}", test->test_suite_name(), test->name(), ::getpid());
        std::filesystem::create_directories(folder_);
    }
    ~CatalogFolder() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_ / name; }
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        const auto file = path(name);
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
        return file;
    }

    static std::string line(const Problem& problem) {
        return fmt::format("{}:{}: {}: {}{}", std::filesystem::path(problem.file).filename().string(), problem.line,
                           problem.pointer, problem.message, problem.hint.empty() ? "" : " | " + problem.hint);
    }
    /// What is refused, one line per problem, folders cut off.
    template <class Read>
    static std::vector<std::string> problems(Read read) {
        std::vector<std::string> texts;
        try {
            read();
        } catch (const InputError& error) {
            for (const auto& problem : error.problems()) texts.push_back(line(problem));
        }
        return texts;
    }

private:
    std::filesystem::path folder_;
};

}  // namespace plimsoll::pricing
