// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace plimsoll::cli_test {
namespace {

namespace fs = std::filesystem;

/// `compare --cache`: a simulation that crashes wherever one takes place tells which were taken from the cache.
class Cache : public ProgramTest {
protected:
    [[nodiscard]] Outcome compared(const std::vector<std::string>& more = {}, const std::string& crashing = {}) const {
        std::vector<std::string> arguments{"compare", small(), "--json", "--cache", path("runs")};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments, with_environment({{"PLIMSOLL_TEST_CRASH", crashing}}));
    }
    [[nodiscard]] Outcome plain(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> arguments{"compare", small(), "--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }
    [[nodiscard]] std::vector<fs::path> kept() const {
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(path("runs"))) files.push_back(entry.path());
        return files;
    }
};

constexpr const char* kEverything = "*:1";

TEST_F(Cache, ChangesNothingInTheResult) {
    const auto expected = plain();
    ASSERT_EQ(expected.status, 0) << expected.err;
    EXPECT_EQ(compared().out, expected.out);
    EXPECT_EQ(compared().out, expected.out);
}

TEST_F(Cache, SimulatesNothingTwice) {
    EXPECT_EQ(compared({}, kEverything).status, 5);  // the crashes do happen where something is simulated
    EXPECT_EQ(compared().status, 0);
    EXPECT_EQ(compared({}, kEverything).status, 0);
}

TEST_F(Cache, ObjectivesAndNamesAreNotSimulatedAgain) {
    ASSERT_EQ(compared().status, 0);
    const std::vector<std::string> changes{"--set", R"(/slo=[{"metric": "latency", "at_most": "3 s"}])", "--set",
                                           "/deployments/0/name=renamed"};
    const auto changed = compared(changes, kEverything);
    EXPECT_EQ(changed.status, 0) << changed.err;
    EXPECT_EQ(changed.out, plain(changes).out);
}

// Bills are made of what runs used: the store has all of it.
TEST_F(Cache, AChangedPriceSimulatesNothing) {
    ASSERT_EQ(compared().status, 0);
    const auto before = kept().size();
    for (const std::vector<std::string>& change :
         {std::vector<std::string>{"--set", R"(/price_factors={"on-demand": 0.7})"},
          std::vector<std::string>{"--set", R"(/deployments/0/pools/0/offer={"price": "2.50 USD/h"})"},
          std::vector<std::string>{"--set",
                                   R"(/deployments/1/pools/0/offer={"price": "1 USD/h", "minimum": "2 h"})"}}) {
        const auto changed = compared(change, kEverything);
        EXPECT_EQ(changed.status, 0) << changed.err;
        EXPECT_EQ(changed.out, plain(change).out);
    }
    EXPECT_EQ(kept().size(), before);
}

TEST_F(Cache, OnlyTheChangedDeploymentIsSimulatedAgain) {
    ASSERT_EQ(compared().status, 0);
    const std::vector<std::string> change{"--set", R"(/deployments/0/network="7 ms")"};
    const auto changed = compared(change, kEverything);
    EXPECT_EQ(changed.status, 5);
    EXPECT_THAT(changed.err, testing::HasSubstr("1 simulation was lost"));
    EXPECT_EQ(compared(change).out, plain(change).out);
}

TEST_F(Cache, MoreReplicationsAddToThoseThere) {
    ASSERT_EQ(compared({"--set", "/experiment/replications=2"}).status, 0);
    const auto before = kept().size();
    const std::vector<std::string> more{"--set", "/experiment/replications=3"};
    EXPECT_EQ(compared(more, kEverything).status, 0);
    EXPECT_EQ(kept().size(), before + 2);  // one of each deployment
    EXPECT_EQ(compared(more).out, plain(more).out);
}

TEST_F(Cache, DamagedFilesAreSimulatedAgain) {
    const auto expected = compared();
    for (const auto& file : kept()) fs::resize_file(file, fs::file_size(file) / 2);
    EXPECT_EQ(compared({}, kEverything).status, 5);
    for (const auto& file : kept()) {
        std::fstream content(file, std::ios::binary | std::ios::in | std::ios::out);
        content.seekp(-20, std::ios::end);
        content.put('?');
    }
    EXPECT_EQ(compared().out, expected.out);
}

TEST_F(Cache, ATraceThatChangedIsReadAgain) {
    file("trace.csv", "time\n1\n2\n3\n");
    const std::vector<std::string> traced{
        "--set", R"(/workload/traffic={"trace": "trace.csv", "format": "csv", "columns": {"time": "time"}})"};
    const auto before = compared(traced);
    ASSERT_EQ(before.status, 0) << before.err;
    file("trace.csv", "time\n1\n2\n3\n4\n");
    const auto after = compared(traced);
    EXPECT_NE(after.out, before.out);
    EXPECT_EQ(after.out, plain(traced).out);
}

TEST_F(Cache, RequestLogsAndVerificationsStillHappen) {
    ASSERT_EQ(compared().status, 0);
    const auto logged = compared({"--out", path("out"), "--requests", "--verify"});
    EXPECT_EQ(logged.status, 0) << logged.err;
    EXPECT_THAT(logged.err, testing::HasSubstr("verified"));
    std::size_t logs = 0;
    for (const auto& entry : fs::directory_iterator(path("out")))
        if (entry.path().filename().string().starts_with("requests-")) ++logs;
    EXPECT_EQ(logs, 2U);
}

TEST_F(Cache, AFolderThatCannotBeIsAnError) {
    file("runs", "in the way");
    const auto outcome = compared();
    EXPECT_EQ(outcome.status, 4);
    EXPECT_THAT(outcome.err, testing::HasSubstr(path("runs")));
}

}  // namespace
}  // namespace plimsoll::cli_test
