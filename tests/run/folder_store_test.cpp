// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/folder_store.hpp"

#include "scenarios/input_error.hpp"

#include <gtest/gtest.h>

#include <unistd.h>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace plimsoll::sim {
namespace {

namespace fs = std::filesystem;

class FolderOfRuns : public testing::Test {
protected:
    FolderOfRuns() : folder_(fs::temp_directory_path() / ("plimsoll-run-store-" + std::to_string(getpid()))) {}
    ~FolderOfRuns() override { fs::remove_all(folder_); }

    [[nodiscard]] fs::path only_file() const { return fs::directory_iterator(folder_)->path(); }

    fs::path folder_;
};

TEST_F(FolderOfRuns, FindsWhatItKept) {
    FolderStore store(folder_ / "made" / "when missing");
    EXPECT_FALSE(store.find("key"));
    store.keep("key", {1, 2, 3});
    store.keep("another", {});
    EXPECT_EQ(store.find("key"), (Bytes{1, 2, 3}));
    EXPECT_EQ(store.find("another"), Bytes{});
    EXPECT_FALSE(store.find("ke"));
    store.keep("key", {4});
    EXPECT_EQ(store.find("key"), Bytes{4});
}

TEST_F(FolderOfRuns, KeysWithOneHashAreNotMistaken) {
    FolderStore store(folder_);
    store.keep("key", {1, 2, 3});
    const auto file = only_file();
    store.keep("another", {4});
    for (const auto& entry : fs::directory_iterator(folder_))  // as if both keys had the same hash
        if (entry.path() != file) fs::rename(entry.path(), file);
    EXPECT_FALSE(store.find("key"));
}

TEST_F(FolderOfRuns, DamageIsNoticed) {
    FolderStore store(folder_);
    const Bytes result(100, 7);
    for (std::size_t at = 0;; at += 9) {
        store.keep("key", result);
        const auto file = only_file();
        if (at >= fs::file_size(file)) break;
        std::fstream content(file, std::ios::binary | std::ios::in | std::ios::out);
        content.seekp(static_cast<std::streamoff>(at));
        content.put('\xff');
        content.close();
        EXPECT_FALSE(store.find("key")) << "byte " << at;
        fs::resize_file(file, at);
        EXPECT_FALSE(store.find("key")) << "cut at " << at;
    }
}

TEST_F(FolderOfRuns, WhatWasNotUsedForLongestGoesFirst) {
    FolderStore store(folder_);
    const Bytes result(1000, 7);
    for (const char* key : {"last", "dust", "used"}) store.keep(key, result);
    const auto size = fs::file_size(only_file());
    const auto now = fs::file_time_type::clock::now();
    for (const auto& entry : fs::directory_iterator(folder_)) fs::last_write_time(entry, now - std::chrono::hours(2));
    store.keep("last", result);
    ASSERT_TRUE(store.find("used"));

    FolderStore(folder_, 3 * size).trim();
    EXPECT_TRUE(store.find("last") && store.find("used"));
    fs::create_directory(folder_ / "a folder of others.run");
    std::ofstream(folder_ / "a file of others") << std::string(5000, ' ');
    for (const auto& entry : fs::directory_iterator(folder_))
        if (entry.path().extension() == ".run") fs::last_write_time(entry, now - std::chrono::hours(2));
    ASSERT_TRUE(store.find("last") && store.find("used"));
    FolderStore(folder_, 2 * size).trim();
    EXPECT_TRUE(store.find("last"));
    EXPECT_TRUE(store.find("used"));
    EXPECT_FALSE(store.find("dust"));
    EXPECT_TRUE(fs::exists(folder_ / "a file of others"));
    FolderStore(folder_, 0).trim();
    EXPECT_FALSE(store.find("last") || store.find("used"));
}

TEST_F(FolderOfRuns, IsBroughtBackToItsSizeByWhoKeepsMuchAndWhenItIsClosed) {
    const Bytes result(1000, 7);
    { FolderStore(folder_).keep("0", result); }
    const auto size = fs::file_size(only_file());
    const auto files = [this] { return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()); };
    {
        FolderStore store(folder_, 8 * size);
        for (int i = 1; i < 10; ++i) store.keep(std::to_string(i), result);
        EXPECT_LE(files(), 8 + 2);  // it looks when a quarter of its size is new
        EXPECT_TRUE(store.find("9"));
    }
    EXPECT_LE(files(), 8);
    EXPECT_GE(files(), 6);
}

TEST_F(FolderOfRuns, WhatCannotBeBelievedIsDroppedByName) {
    FolderStore store(folder_);
    store.keep("key", {1});
    const auto file = only_file();
    EXPECT_EQ(store.drop("key"), file.string());
    EXPECT_FALSE(store.find("key"));
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(FolderOfRuns, WhatAKilledProgramBeganIsTidiedUp) {
    FolderStore store(folder_);
    const auto now = fs::file_time_type::clock::now();
    std::ofstream(folder_ / ".0123.run.abcd.tmp") << "old";
    fs::last_write_time(folder_ / ".0123.run.abcd.tmp", now - std::chrono::hours(2));
    std::ofstream(folder_ / ".4567.run.abcd.tmp") << "somebody writes this";
    FolderStore(folder_, 0).trim();
    EXPECT_FALSE(fs::exists(folder_ / ".0123.run.abcd.tmp"));
    EXPECT_TRUE(fs::exists(folder_ / ".4567.run.abcd.tmp"));
}

TEST_F(FolderOfRuns, AFullDiskIsAnError) {
    FolderStore store(folder_);
    store.keep("key", {1});
    const auto file = only_file();
    fs::remove(file);
    fs::create_directories(file / "in the way");
    EXPECT_FALSE(store.find("key"));
    EXPECT_THROW(store.keep("key", {1}), IoError);
}

TEST_F(FolderOfRuns, WhereNothingCanBeWrittenItIsAnErrorAtOnce) {
    std::ofstream(folder_) << "in the way";
    EXPECT_THROW(FolderStore(folder_ / "runs"), IoError);
    EXPECT_THROW(static_cast<void>(open_run_store((folder_ / "runs").string())), IoError);
}

}  // namespace
}  // namespace plimsoll::sim
