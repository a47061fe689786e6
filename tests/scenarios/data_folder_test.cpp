// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/data_folder.hpp"

#include "scenarios/input_error.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace plimsoll::scenarios {
namespace {

/// Puts PLIMSOLL_DATA back to what it was.
class DataFolder : public testing::Test {
protected:
    void SetUp() override {
        if (const char* value = getenv("PLIMSOLL_DATA")) {
            before_ = value;
        }
    }
    void TearDown() override {
        if (before_) {
            setenv("PLIMSOLL_DATA", before_->c_str(), 1);
        } else {
            unsetenv("PLIMSOLL_DATA");
        }
    }

private:
    std::optional<std::string> before_;
};

TEST_F(DataFolder, IsTheEnvironmentsWhereItIsSet) {
    setenv("PLIMSOLL_DATA", "/tmp", 1);
    EXPECT_EQ(data_folder(), "/tmp");
}

TEST_F(DataFolder, IsTheBuildsOtherwise) {
    unsetenv("PLIMSOLL_DATA");
    EXPECT_TRUE(std::filesystem::is_directory(data_folder()));
    const std::filesystem::path built_in = data_folder();
    setenv("PLIMSOLL_DATA", "", 1);
    EXPECT_EQ(data_folder(), built_in) << "empty counts as unset";
}

TEST_F(DataFolder, ThatDoesNotExistIsAnIoError) {
    setenv("PLIMSOLL_DATA", "/nonexistent", 1);
    EXPECT_THROW(static_cast<void>(data_folder()), IoError);
}

}  // namespace
}  // namespace plimsoll::scenarios
