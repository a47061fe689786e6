// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <map>
#include <random>

#include <unistd.h>

namespace plimsoll::cli_test {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;

/// Kills the program, its workers and its disk at random moments. Whatever happens, the files of `--out` are those of
/// one run, nothing false is kept in the cache, and the next run gives the same bytes as one that nothing happened to.
class Chaos : public ProgramTest {
protected:
    Chaos() { expected_ = undisturbed(path("expected"), path("expected-runs")); }

    [[nodiscard]] std::vector<std::string> arguments(const std::string& out, const std::string& cache) const {
        return {"compare", small(),   "--json", "--jobs",     "2",     "--out",
                out,       "--cache", cache,    "--requests", "--set", "/experiment/horizon=6 h"};
    }
    [[nodiscard]] Outcome undisturbed(const std::string& out, const std::string& cache) const {
        auto result = run(arguments(out, cache));
        EXPECT_EQ(result.status, 0) << result.err;
        return result;
    }
    [[nodiscard]] static std::map<std::string, std::string> files_in(const std::string& folder) {
        std::map<std::string, std::string> files;
        std::error_code absent;
        for (const auto& entry : fs::directory_iterator(folder, absent)) {
            if (!entry.is_regular_file() || entry.path().filename().string().starts_with('.')) continue;
            std::ifstream file(entry.path(), std::ios::binary);
            files[entry.path().filename().string()] = {std::istreambuf_iterator<char>(file), {}};
        }
        return files;
    }
    /// Where there is a result, it is whole, but for request logs where `logs_may_miss`. (Not compared by EXPECT_EQ,
    /// which needs memory by the square of such texts where they differ.)
    void expect_whole_or_none(bool logs_may_miss = false) const {
        const auto files = files_in(path("out"));
        if (!files.contains("comparison.json")) return;
        auto expected = files_in(path("expected"));
        if (logs_may_miss)
            std::erase_if(expected, [&](const auto& file) {
                return file.first.starts_with("requests-") && !files.contains(file.first);
            });
        EXPECT_TRUE(files == expected);
    }
    void expect_recovery() const {
        EXPECT_TRUE(undisturbed(path("out"), path("runs")).out == expected_.out);
        EXPECT_TRUE(files_in(path("out")) == files_in(path("expected")));
        for (const auto& entry : fs::directory_iterator(path("out")))
            EXPECT_NE(entry.path().filename().string().front(), '.') << entry.path();
        fs::remove_all(path("out"));
        fs::remove_all(path("runs"));
    }
    /// Kills what `victim` chooses, once, after a random time.
    [[nodiscard]] Outcome disturbed(const std::function<pid_t(pid_t)>& victim) {
        constexpr unsigned kLongestMicroseconds = 150'000;
        bool done = false;
        RunSetup setup;
        setup.meanwhile = [&](pid_t pid, const Outcome&) {
            if (done) return;
            ::usleep(static_cast<useconds_t>(dice_() % kLongestMicroseconds));
            const pid_t chosen = victim(pid);
            done = chosen > 0 && ::kill(chosen, SIGKILL) == 0;
        };
        return run(arguments(path("out"), path("runs")), setup);
    }

    std::minstd_rand dice_{20261126};
    Outcome expected_;
};

constexpr int kTries = 8;

TEST_F(Chaos, AKilledProgramLeavesNothingFalse) {
    for (int i = 0; i < kTries; ++i) {
        const auto result = disturbed([](pid_t pid) { return pid; });
        EXPECT_TRUE(result.signal == SIGKILL || result.status == 0) << result.err;
        expect_whole_or_none();
        expect_recovery();
    }
}

TEST_F(Chaos, AKilledWorkerCostsItsSimulationOnly) {
    for (int i = 0; i < kTries; ++i) {
        const auto result = disturbed([](pid_t pid) {
            pid_t child = 0;
            std::ifstream("/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children") >> child;
            return child;
        });
        EXPECT_THAT(result.status, AnyOf(0, 5)) << result.err;
        if (result.status == 0) {
            EXPECT_EQ(result.out, expected_.out);
        }
        expect_recovery();
    }
}

TEST_F(Chaos, ADiskThatEndsAnywhereIsAnError) {
    for (int i = 0; i < kTries; ++i) {
        constexpr unsigned kLargest = 2'000'000;
        RunSetup setup;
        setup.limits[RLIMIT_FSIZE] = dice_() % kLargest;
        const auto result = run(arguments(path("out"), path("runs")), setup);
        EXPECT_THAT(result.status, AnyOf(0, 4)) << result.err;
        if (result.status == 0) {
            EXPECT_EQ(result.out, expected_.out);
        }
        expect_whole_or_none(result.status == 4);
        expect_recovery();
    }
}

}  // namespace
}  // namespace plimsoll::cli_test
