// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"
#include "sim/measured/run_result_codec.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace plimsoll::cli_test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

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

/// FNV-1a, in the byte order of this machine.
std::string sum_of(std::string_view bytes) {
    std::uint64_t value = 0xcbf29ce484222325;
    for (const char byte : bytes) value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

/// Changes a number in a file of the cache, and makes its sum right again.
void forge(const fs::path& path) {
    const auto content = content_of(path);
    const auto key_size_at = content.find('\n') + 1;
    std::uint64_t key_size = 0;
    std::memcpy(&key_size, content.data() + key_size_at, sizeof key_size);
    const auto head = content.substr(0, key_size_at + sizeof key_size + key_size);
    const auto result = content.substr(head.size(), content.size() - head.size() - sizeof key_size);
    auto run = results::decode({reinterpret_cast<const std::uint8_t*>(result.data()), result.size()});
    --run.requests.measured;
    const auto forged = results::encode(run);
    const auto whole = head + std::string(forged.begin(), forged.end());
    std::ofstream(path, std::ios::binary) << whole << sum_of(whole);
}

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
    EXPECT_EQ(kept().size(), before + 4);  // of each deployment one more, and one more of its load point
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

TEST_F(Cache, AForgedFileIsNamedDroppedAndSimulatedAgain) {
    const auto good = plain();
    EXPECT_EQ(compared().out, good.out);
    // Whole files, with a sum that is right, of a result that no simulation can have.
    for (const auto& entry : fs::directory_iterator(path("runs"))) forge(entry.path());
    const auto result = compared();
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.out, good.out);
    EXPECT_THAT(result.err, AllOf(HasSubstr("damaged and was dropped"), HasSubstr(".run")));
    EXPECT_THAT(compared().err, testing::IsEmpty());
}

TEST_F(Cache, ThatCannotBeWrittenIsToldOnce) {
    const auto good = compared();
    // What lies in the way of every file, so that this holds for root too.
    for (const auto& entry : fs::directory_iterator(path("runs"))) {
        const auto file = entry.path();
        fs::remove(file);
        fs::create_directories(file / "in the way");
    }
    const auto result = compared();
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.out, good.out);
    EXPECT_THAT(result.err, HasSubstr("the cache keeps nothing new: cannot write"));
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
}

TEST_F(Cache, AFolderThatCannotBeIsAnError) {
    file("runs", "in the way");
    const auto outcome = compared();
    EXPECT_EQ(outcome.status, 4);
    EXPECT_THAT(outcome.err, testing::HasSubstr(path("runs")));
}

}  // namespace
}  // namespace plimsoll::cli_test
