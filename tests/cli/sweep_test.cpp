// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <sys/resource.h>

namespace plimsoll::cli_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

/// One server without a queue to speak of: 100 requests at most, so that points are many and small.
constexpr const char* kTiny = R"({
  "plimsoll": 1,
  "workload": {"traffic": {"generate": {"process": "poisson", "rate": "1 /s"}}},
  "service": {"time": {"constant": "100 ms"}},
  "slo": [{"metric": "latency", "at_most": "1 s"}],
  "deployments": [
    {"name": "one", "serving": "real-time", "pools": [{"offer": {"price": "1.00 USD/h"}, "replicas": {"min": 1, "max": 1}}]}],
  "experiment": {"horizon": "1 min", "replications": 1}
})";

class Sweep : public ProgramTest {
protected:
    Sweep() { file("tiny.json", kTiny); }

    [[nodiscard]] std::vector<std::string> sweep(const std::string& out, std::vector<std::string> more = {}) const {
        std::vector<std::string> all{"sweep",  path("tiny.json"),
                                     "--over", "/workload/load=0.5..2:10",
                                     "--over", R"(/slo/0/at_most="50 ms","1 s")",
                                     "-o",     path(out)};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    [[nodiscard]] std::string asked(const std::string& store, const std::string& sql) {
        return run({"query", path(store), sql}).out;
    }
    [[nodiscard]] std::string bytes(const std::string& name) const {
        std::ifstream file(path(name), std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        return text.str();
    }
};

TEST_F(Sweep, HoldsWhatCompareSaysAtEachPoint) {
    const auto swept = run(sweep("out.sqlite"));
    ASSERT_EQ(swept.status, 0) << swept.err;
    EXPECT_THAT(swept.err, AllOf(HasSubstr("20 points added by 1"), HasSubstr("simulations; complete")));
    EXPECT_EQ(asked("out.sqlite", "SELECT count(*) AS n FROM results"), "n\n20\n");
    // One machine at a dollar an hour: 730 a month; it answers in 100 ms, which is more than 50.
    EXPECT_EQ(asked("out.sqlite", "SELECT DISTINCT at_most, cheapest, cost_per_month FROM results WHERE load = 1"),
              "at_most,cheapest,cost_per_month\n50 ms,0,730\n1 s,1,730\n");
    const auto compared =
        nlohmann::json::parse(run({"compare", path("tiny.json"), "--json", "--set", "/workload/load=2"}).out);
    EXPECT_EQ(asked("out.sqlite", "SELECT fingerprint FROM results WHERE load = 2 AND at_most = '1 s'"),
              "fingerprint\n" + compared.at("deployments").at(0).at("fingerprint").get<std::string>() + "\n");
}

// Its progress is told, and it can be read, while the others run.
TEST_F(Sweep, TheFirstPointIsThereAtOnce) {
    std::string found;
    RunSetup setup;
    setup.meanwhile = [&](pid_t program, const Outcome& outcome) {
        if (!found.empty() || outcome.err.find("\"done\":1,") == std::string::npos) return;
        found = asked("out.sqlite", "SELECT count(*) > 0 AS some FROM points");
        ::kill(program, SIGKILL);
    };
    static_cast<void>(run({"sweep", path("tiny.json"), "--over", "/workload/load=0.5..2:20000", "-o",
                           path("out.sqlite"), "--progress=json"},
                          setup));
    EXPECT_EQ(found, "some\n1\n");
}

TEST_F(Sweep, IsTheSameHoweverItCameAbout) {
    ASSERT_EQ(run(sweep("one.sqlite", {"-j", "1"})).status, 0);
    ASSERT_EQ(run(sweep("three.sqlite", {"-j", "3"})).status, 0);
    EXPECT_TRUE(bytes("one.sqlite") == bytes("three.sqlite"));

    ASSERT_EQ(run(sweep("first.sqlite", {"--shard", "1/2"})).status, 0);
    ASSERT_EQ(run(sweep("second.sqlite", {"--shard", "2/2"})).status, 0);
    ASSERT_EQ(run({"merge", path("second.sqlite"), path("first.sqlite"), "-o", path("merged.sqlite")}).status, 0);
    EXPECT_TRUE(bytes("one.sqlite") == bytes("merged.sqlite"));

    // Two parts, one after the other and at the same time, in one store.
    std::vector<std::thread> both;
    for (const char* part : {"1/2", "2/2"})
        both.emplace_back([&, part] {
            EXPECT_EQ(run(sweep("shared.sqlite", {"--resume", "--shard", part})).status, 0);
        });
    for (auto& each : both) each.join();
    EXPECT_TRUE(bytes("one.sqlite") == bytes("shared.sqlite"));
}

/// Killed after as many lines of progress as chance has it, until it is complete. What is done is brought to the store
/// every other of them or so.
TEST_F(Sweep, SurvivesBeingKilledAtAnyMoment) {
    const auto thousand = [this](const std::string& out) {
        return std::vector<std::string>{"sweep", path("tiny.json"), "--over",   "/workload/load=0.5..2:1000",
                                        "-o",    path(out),         "--resume", "--progress=json"};
    };
    ASSERT_EQ(run(thousand("whole.sqlite")).status, 0);
    std::mt19937 random(1);
    int kills = 0;
    for (int i = 0; i < 200; ++i) {
        // More each time, so that a busy machine comes to an end, too.
        const auto lines = std::uniform_int_distribution<std::ptrdiff_t>(1, 3 + i / 5)(random);
        RunSetup setup;
        setup.meanwhile = [lines](pid_t program, const Outcome& outcome) {
            if (std::count(outcome.err.begin(), outcome.err.end(), '\n') >= lines) ::kill(program, SIGKILL);
        };
        if (run(thousand("killed.sqlite"), setup).status == 0) break;
        ++kills;
    }
    EXPECT_GT(kills, 0);
    // Where a machine is so slow that no try had the time to end, one is let.
    EXPECT_EQ(run(thousand("killed.sqlite")).status, 0);
    EXPECT_TRUE(bytes("whole.sqlite") == bytes("killed.sqlite"));
}

TEST_F(Sweep, LosesNoPointWhereWorkersCrash) {
    const auto crash = with_environment({{"PLIMSOLL_TEST_CRASH_ONCE", path("crashed")}});
    ASSERT_EQ(run(sweep("whole.sqlite")).status, 0);
    const auto swept = run(sweep("crashing.sqlite"), crash);
    EXPECT_EQ(swept.status, 0) << swept.err;
    EXPECT_TRUE(std::filesystem::exists(path("crashed")));
    EXPECT_TRUE(bytes("whole.sqlite") == bytes("crashing.sqlite"));
    // One that dies each time is told, and the others are there.
    const auto dying = run(sweep("dying.sqlite"), with_environment({{"PLIMSOLL_TEST_CRASH", "one:1"}}));
    EXPECT_EQ(dying.status, 5);
    EXPECT_EQ(asked("dying.sqlite", "SELECT state, count(*) AS n FROM points GROUP BY state"), "state,n\nlost,20\n");
}

/// About one point in ten kills the first process that takes it.
TEST_F(Sweep, LosesNoneOfTwoThousandPointsOfWhichManyCrash) {
    std::filesystem::create_directory(path("marks"));
    const auto swept =
        run({"sweep", path("tiny.json"), "--over", "/workload/load=0.5..2:2000", "-o", path("out.sqlite")},
            with_environment({{"PLIMSOLL_TEST_CRASH_TENTH", path("marks")}}));
    EXPECT_EQ(swept.status, 0) << swept.err;
    std::size_t crashes = 0;
    for ([[maybe_unused]] const auto& mark : std::filesystem::directory_iterator(path("marks"))) ++crashes;
    EXPECT_GT(crashes, 100U);
    EXPECT_EQ(asked("out.sqlite", "SELECT state, count(*) AS n FROM points GROUP BY state"), "state,n\ndone,2000\n");
    EXPECT_EQ(asked("out.sqlite", "SELECT count(*) AS n FROM results"), "n\n2000\n");
}

TEST_F(Sweep, APointThatMakesNoSenseIsAResultToo) {
    const auto swept =
        run({"sweep", path("tiny.json"), "--over", "/experiment/warm_up=0 s,2 min", "-o", path("out.sqlite")});
    EXPECT_EQ(swept.status, 0) << swept.err;
    EXPECT_THAT(swept.err, HasSubstr("1 are invalid"));
    EXPECT_THAT(asked("out.sqlite", "SELECT message FROM points WHERE state = 'invalid'"),
                HasSubstr("/experiment/warm_up: the warm-up of 2 min leaves nothing"));
}

TEST_F(Sweep, SimulatesOnceWhatPricesAloneTellApart) {
    const auto swept = run({"sweep", path("tiny.json"), "--set", R"(/price_factors={"on-demand": 1})", "--over",
                            "/price_factors/on-demand=1,2,3", "-j", "1", "-o", path("out.sqlite")});
    EXPECT_THAT(swept.err, HasSubstr("3 points added by 1 simulation; complete"));
    EXPECT_EQ(asked("out.sqlite", "SELECT cost_per_month FROM results"), "cost_per_month\n730\n1460\n2190\n");
    EXPECT_FALSE(std::filesystem::exists(path("out.sqlite.runs")));
}

TEST_F(Sweep, LeavesWhatOthersHaveInTheFolderOfItsSimulations) {
    std::filesystem::create_directory(path("out.sqlite.runs"));
    file("out.sqlite.runs/mine", "kept");
    ASSERT_EQ(run(sweep("out.sqlite")).status, 0);
    EXPECT_EQ(bytes("out.sqlite.runs/mine"), "kept");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(path("out.sqlite.runs")), {}), 1);
}

// Of two deployments with an axis of four values each, 16 points need eight simulations and not 32.
TEST_F(Sweep, SimulatesOnceWhatAnAxisOfAnotherDeploymentMoves) {
    const std::vector<std::string> arguments{
        "sweep",
        path("tiny.json"),
        "--set",
        R"(/deployments/1={"name": "two", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h"}, "replicas": {"min": 2, "max": 2}}]})",
        "--over",
        "one:/deployments/0/network=1 ms..4 ms:4",
        "--over",
        "two:/deployments/1/network=1 ms..4 ms:4",
        "-j",
        "1"};
    const auto into = [&](const char* store, std::vector<std::string> more) {
        more.insert(more.begin(), arguments.begin(), arguments.end());
        more.insert(more.end(), {"-o", path(store)});
        return run(more);
    };
    EXPECT_THAT(into("out.sqlite", {}).err, HasSubstr("16 points added by 8 simulations; complete"));
    // A folder that is named stays, and serves the next sweep.
    EXPECT_THAT(into("kept.sqlite", {"--cache", path("cache")}).err, HasSubstr("by 8 simulations"));
    EXPECT_THAT(into("again.sqlite", {"--cache", path("cache")}).err, HasSubstr("by 0 simulations"));
    EXPECT_TRUE(bytes("out.sqlite") == bytes("again.sqlite"));
    EXPECT_TRUE(bytes("out.sqlite") == bytes("kept.sqlite"));
}

TEST_F(Sweep, OrdersCostsAsNumbersAndKeepsNamesAsTheyAre) {
    ASSERT_EQ(run({"sweep", path("tiny.json"), "--set", R"(/price_factors={"on-demand": 1})", "--set",
                   "/deployments/0/name=\"1.10\"", "--over", "/price_factors/on-demand=0.5,1,1.5,10", "-o",
                   path("out.sqlite")})
                  .status,
              0);
    EXPECT_EQ(asked("out.sqlite",
                    "SELECT cost_per_month, typeof(cost_per_month) AS t, deployment, typeof(fingerprint) "
                    "AS f FROM results ORDER BY cost_per_month DESC LIMIT 2"),
              "cost_per_month,t,deployment,f\n7300,real,1.10,text\n1095,real,1.10,text\n");
}

TEST_F(Sweep, RefusesWhatCannotBeMeant) {
    const auto status_of = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"sweep", path("tiny.json")});
        return run(arguments);
    };
    EXPECT_EQ(status_of({"-o", path("x")}).status, 2) << "nothing varies";
    EXPECT_EQ(status_of({"--over", "/workload/load=1,2"}).status, 2) << "no store";
    EXPECT_EQ(status_of({"--over", "/workload/laod=1,2", "-o", path("x")}).status, 3);
    EXPECT_FALSE(std::filesystem::exists(path("x")));
    const auto many = status_of(
        {"--over", "/workload/load=1..2:100000", "--over", "/experiment/seed=1..10000:10000", "-o", path("x")});
    EXPECT_EQ(many.status, 2);
    EXPECT_THAT(many.err, HasSubstr("1000000000 points are more than --most-points"));
    EXPECT_EQ(status_of({"--over", "/workload/load=1,2", "--where", "load > 5", "-o", path("x")}).status, 2);
    EXPECT_EQ(status_of({"--over", "/workload/load=1,2", "--where", "lode > 5", "-o", path("x")}).status, 3);
}

TEST_F(Sweep, AStoreOfAnotherSweepIsNeverTouched) {
    ASSERT_EQ(run(sweep("out.sqlite")).status, 0);
    const auto before = bytes("out.sqlite");
    const auto again = run(sweep("out.sqlite"));
    EXPECT_EQ(again.status, 2);
    EXPECT_THAT(again.err, HasSubstr("--resume completes it"));
    const auto other =
        run({"sweep", path("tiny.json"), "--over", "/workload/load=1,2", "--resume", "-o", path("out.sqlite")});
    EXPECT_EQ(other.status, 3);
    EXPECT_THAT(other.err, HasSubstr("holds another sweep: it differs in axes"));
    ASSERT_EQ(run({"sweep", path("tiny.json"), "--over", "/workload/load=1,2", "-o", path("other.sqlite")}).status, 0);
    EXPECT_EQ(run({"merge", path("out.sqlite"), path("other.sqlite"), "-o", path("both.sqlite")}).status, 3);
    EXPECT_FALSE(std::filesystem::exists(path("both.sqlite")));
    std::ofstream(path("text.sqlite")) << "no database, but longer than the header of one, so that it is read as such "
                                          "and found to be something else altogether by whoever opens it.";
    EXPECT_EQ(run({"query", path("text.sqlite"), "SELECT 1"}).status, 3);
    EXPECT_EQ(run({"query", path("missing.sqlite"), "SELECT 1"}).status, 4);
    EXPECT_EQ(run({"query", path("out.sqlite"), "DELETE FROM points"}).status, 2);
    EXPECT_EQ(run({"query", path("out.sqlite"), "SELECT nothing"}).status, 3);
    EXPECT_TRUE(bytes("out.sqlite") == before);
}

// The same name, other requests: what is in the store is an answer to another question.
TEST_F(Sweep, ARecordingThatHasChangedIsAnotherSweep) {
    file("trace.csv", "t,in\n0,1\n30,1\n");
    const std::vector<std::string> arguments{
        "sweep",
        path("tiny.json"),
        "--set",
        R"(/workload/traffic={"trace": "trace.csv", "format": "csv", "columns": {"time": "t", "input_tokens": "in"}})",
        "--over",
        "/workload/load=0.5,1",
        "--resume",
        "-o",
        path("out.sqlite")};
    ASSERT_EQ(run(arguments).status, 0) << run(arguments).err;
    EXPECT_EQ(run(arguments).status, 0);
    file("trace.csv", "t,in\n0,1\n31,1\n");
    const auto changed = run(arguments);
    EXPECT_EQ(changed.status, 3);
    EXPECT_THAT(changed.err, HasSubstr("it differs in a file that the scenario names"));
}

TEST_F(Sweep, ADiskThatIsFullCostsNothingThatIsThere) {
    ASSERT_EQ(run(sweep("out.sqlite", {"--shard", "1/2"})).status, 0);
    RunSetup setup;
    setup.limits[RLIMIT_FSIZE] = std::filesystem::file_size(path("out.sqlite"));
    const auto full = run(sweep("out.sqlite", {"--resume"}), setup);
    EXPECT_EQ(full.status, 4) << full.err;
    EXPECT_THAT(asked("out.sqlite", "SELECT count(*) >= 10 AS kept FROM points"), "kept\n1\n");
    EXPECT_EQ(run(sweep("out.sqlite", {"--resume"})).status, 0);
    ASSERT_EQ(run(sweep("whole.sqlite")).status, 0);
    EXPECT_TRUE(bytes("whole.sqlite") == bytes("out.sqlite"));
}

TEST_F(Sweep, IsExportedAsTablesAndObjects) {
    ASSERT_EQ(run(sweep("out.sqlite")).status, 0);
    const auto csv = run({"export", path("out.sqlite")}).out;
    EXPECT_TRUE(csv.starts_with("point,id,state,message,load,at_most,place,deployment,cheapest,"))
        << csv.substr(0, 100);
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 21);
    std::istringstream lines(run({"export", path("out.sqlite"), "--format", "json"}).out);
    std::size_t rows = 0;
    for (std::string line; std::getline(lines, line); ++rows) {
        const auto row = nlohmann::json::parse(line);
        EXPECT_EQ(row.at("point"), rows);
        EXPECT_TRUE(row.at("load").is_number());
        EXPECT_EQ(row.at("deployment"), "one");
    }
    EXPECT_EQ(rows, 20U);
}

TEST_F(Sweep, SaysHowManyPointsBeforeAnyIsRun) {
    auto arguments = sweep("out.sqlite", {"--where", "load > 1", "--dry-run"});
    const auto dry = run(arguments);
    EXPECT_EQ(dry.status, 0);
    EXPECT_THAT(dry.out, HasSubstr("12 points of 20 combinations"));
    EXPECT_FALSE(std::filesystem::exists(path("out.sqlite")));
}

TEST_F(Sweep, TakesItsAxesFromTheScenario) {
    const auto axes =
        R"(/sweep={"axes": [{"pointer": "/workload/load", "from": 0.5, "to": 2, "points": 3, "scale": "log"},
        {"zip": [{"pointer": "/deployments/0/pools/0/replicas/min", "values": [1, 2]},
                 {"pointer": "/deployments/0/pools/0/replicas/max", "values": [1, 3]}]}], "where": "load < 2"})";
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"sweep", path("tiny.json"), "--set", axes, "-o", path("out.sqlite")});
        std::filesystem::remove(path("out.sqlite"));
        const auto swept = run(more);
        EXPECT_EQ(swept.status, 0) << swept.err;
        return asked("out.sqlite", "SELECT load, min, max FROM points");
    };
    EXPECT_EQ(with({}), "load,min,max\n0.5,1,1\n0.5,2,3\n1,1,1\n1,2,3\n");
    EXPECT_EQ(with({"--over", "/workload/load=1.5,4"}), "load,min,max\n1.5,1,1\n1.5,2,3\n");
    EXPECT_EQ(with({"--where", "max = 3 OR load = 0.5"}), "load,min,max\n0.5,1,1\n0.5,2,3\n1,2,3\n");
    // A comparison does not depend on it.
    EXPECT_EQ(nlohmann::json::parse(run({"compare", path("tiny.json"), "--json", "--set", axes}).out).at("fingerprint"),
              nlohmann::json::parse(run({"compare", path("tiny.json"), "--json"}).out).at("fingerprint"));
}

TEST_F(Sweep, SaysWhereTheAxesOfTheScenarioAreWrong) {
    file("wrong.json", replaced(kTiny, R"("slo")", R"("sweep": {"axes": [
    {"pointer": "/workload/lod", "values": [1]},
    {"pointer": "/nowhere/load", "values": [1]}]},
  "slo")"));
    for (const char* command : {"check", "sweep"}) {
        const auto wrong = run({command, path("wrong.json")});
        EXPECT_EQ(wrong.status, 3);
        EXPECT_THAT(wrong.err, HasSubstr("wrong.json:7: /sweep/axes/1/pointer: there is no /nowhere"));
    }
    // A column of another kind has that name.
    const auto taken = run({"sweep", path("tiny.json"), "--set",
                            R"(/sweep={"axes": [{"pointer": "/workload/load", "name": "state", "values": [1]}]})"});
    EXPECT_EQ(taken.status, 3);
    EXPECT_THAT(taken.err, HasSubstr("--set state: is the name of another column"));
}

}  // namespace
}  // namespace plimsoll::cli_test
