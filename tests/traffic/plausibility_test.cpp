// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "trace_files.hpp"

#include "sim/traffic/forecast.hpp"
#include "tests/traffic/generated.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

auto note(const char* code, const std::string& words) {
    return AllOf(Field(&TrafficNote::code, code), Field(&TrafficNote::text, HasSubstr(words)));
}

std::vector<TrafficNote> notes(const scenarios::WorkloadSpec& workload, Duration horizon) {
    return forecast(workload, horizon).notes;
}

scenarios::WorkloadSpec timed(const std::string& path, const std::string& unit) {
    scenarios::WorkloadSpec workload;
    workload.traffic = scenarios::TraceTraffic{path, "csv", false, {{"time", "t"}}, unit};
    return workload;
}

/// n times, one every `gap`, from `first` on, in a column t.
std::string every(double gap, int n, double first = 0) {
    std::string text = "t\n";
    for (int i = 0; i < n; ++i) text += fmt::format("{:.6f}\n", first + gap * i);
    return text;
}

TEST(Plausibility, TraceThatEndsBeforeTheHorizon) {
    const TemporaryFolder folder;
    const std::string path = folder.write("t.csv", every(0.25, 14'400));  // an hour
    EXPECT_THAT(notes(csv(path), 24h),
                ElementsAre(note("traffic-ends-early",
                                 "the trace covers 4.2 % of the horizon: its 14,400 requests end after 1 h of 24 h")));
    EXPECT_THAT(notes(csv(path), 24h).front().text, HasSubstr("\"repeat\": true"));
    EXPECT_THAT(notes(repeated(csv(path)), 24h), IsEmpty());
    EXPECT_THAT(notes(csv(path), 1h), IsEmpty());
    EXPECT_THAT(notes(csv(folder.write("jobs.csv", "t\n0\n0\n0\n")), 24h), IsEmpty()) << "a backlog has no length";
    EXPECT_THAT(notes(series(folder.write("s.csv", "count\n5\n7\n")), 1h),
                ElementsAre(note("traffic-ends-early", "the series covers 3.3 % of the horizon: its 12 requests")));
}

TEST(Plausibility, TraceThatTheHorizonCuts) {
    const TemporaryFolder folder;
    const std::string path = folder.write("t.csv", every(0.25, 14'400, 1000));  // an hour, in lines of one length
    EXPECT_THAT(notes(csv(path), 15min), ElementsAre(note("traffic-cut",
                                                          "the trace goes on after the horizon of 15 min: "
                                                          "about 25 % of it is simulated")));
    EXPECT_THAT(notes(csv(path), 15min).front().text,
                HasSubstr("an /experiment/horizon some 4 times as long takes all"));
    EXPECT_THAT(notes(repeated(csv(path)), 15min), ElementsAre(note("traffic-cut", "25 %")));
    EXPECT_THAT(notes(csv(path), 1h), IsEmpty());
    std::string counts = "count\n";
    for (int i = 0; i < 1000; ++i) counts += "5\n";
    EXPECT_THAT(notes(series(folder.write("s.csv", counts)), 100min),
                ElementsAre(note("traffic-cut", "the series goes on after the horizon of 100 min: about 10 %")));
    EXPECT_THAT(notes(series(folder.write("s.csv", counts)), 1000min), IsEmpty());
}

TEST(Plausibility, LengthOfALongTraceIsEstimatedFromItsBeginning) {
    const TemporaryFolder folder;
    std::string text = "t,filler\n";
    const std::string filler(1000, 'x');
    for (int i = 0; i < 36'000; ++i) text += fmt::format("{},{}\n", i, filler);  // 10 h in 36 MB, of which 16 are read
    const auto workload = csv(folder.write("t.csv", text));
    const auto found = notes(workload, 100h);
    ASSERT_THAT(found, ElementsAre(note("traffic-ends-early", "covers 10 % of the horizon")));
    EXPECT_NEAR(forecast(workload, 100h).requests, 36'000, 500);
}

TEST(Plausibility, SecondsTakenAsMilliseconds) {
    const TemporaryFolder folder;
    std::string text;
    for (int i = 0; i < 200; ++i)
        text += fmt::format("{{\"timestamp\": {:.3f}, \"input_length\": 5, \"output_length\": 5}}\n", i * 0.2);
    EXPECT_THAT(
        notes(repeated(mooncake(folder.write("m.jsonl", text))), 1h),
        ElementsAre(note("time-unit",
                         "200 requests within 0.0398 s, 5000 /s: the times are taken as ms; if they are seconds, "
                         "the rate is 5 /s (they have fractions of a ms)")));
}

TEST(Plausibility, TimesSince1970InAnotherUnit) {
    const TemporaryFolder folder;
    const std::string path = folder.write("t.csv", every(0.5, 100, 1'700'000'000));
    EXPECT_THAT(notes(timed(path, "ms"), 50ms),
                ElementsAre(note("time-unit", "a date of this century in s and none in ms: \"time_unit\": \"s\"")));
    EXPECT_THAT(notes(timed(path, "s"), 50s), IsEmpty());
    const std::string json = folder.write("m.jsonl",
                                          "{\"timestamp\": 1700000000, \"input_length\": 5, \"output_length\": 5}\n"
                                          "{\"timestamp\": 1700000030, \"input_length\": 5, \"output_length\": 5}\n");
    EXPECT_THAT(notes(mooncake(json), 60ms),
                ElementsAre(note("time-unit", "none in ms, as which the format has them")));
    EXPECT_THAT(notes(timed(folder.write("r.csv", every(40, 100)), "ms"), 4s), IsEmpty()) << "from any zero";
}

TEST(Plausibility, RoundedTimes) {
    const TemporaryFolder folder;
    std::string seconds = "t\n";
    std::string exact = "t\n";
    for (int i = 0; i < 1000; ++i) {
        seconds += fmt::format("{}\n", i / 4);
        exact += fmt::format("{}\n", i * 0.25 + i % 3 * 0.0101);
    }
    EXPECT_THAT(
        notes(csv(folder.write("s.csv", seconds)), 250s),
        ElementsAre(note("rounded-times", "whole multiples of 1 s, and 75 % of the requests come at the instant")));
    EXPECT_THAT(notes(csv(folder.write("e.csv", exact)), 250s), IsEmpty());
}

TEST(Plausibility, AnHourThatClocksSkip) {
    const TemporaryFolder folder;
    const auto text = [](const char* day) {
        std::string rows = "t,n\n";
        for (const char* hour : {"01", "03"})
            for (int i = 0; i < 1800; ++i)
                rows += fmt::format("{} {}:{:02}:{:02}.5,1\n", day, hour, i / 30, i % 30 * 2);
        return rows;
    };
    EXPECT_THAT(notes(timed(folder.write("s.csv", text("2026-03-29")), "iso8601"), 3h),
                ElementsAre(note("clock-change", "no request comes for an hour after 2026-03-29 01:59")));
    EXPECT_THAT(notes(timed(folder.write("w.csv", text("2026-04-01")), "iso8601"), 3h), IsEmpty());
}

TEST(Plausibility, CounterTakenAsCounts) {
    using Values = scenarios::SeriesTraffic::Values;
    const TemporaryFolder folder;
    const std::string path = folder.write("c.csv", "total\n3\n4\n10\n17\n17\n25\n40\n61\n70\n");
    EXPECT_THAT(notes(series(path, 1min, "total"), 9min),
                ElementsAre(note("counter-as-counts", "\"total\" only rises, from 3 to 70 in 9 rows")));
    EXPECT_THAT(notes(series(path, 1min, "total", Values::counter), 8min), IsEmpty());
    EXPECT_EQ(requests_of(series(path, 1min, "total", Values::counter), 1h).size(), 67U);
    const std::string reset = folder.write("r.csv", "total\n10\n15\n2\n4\n");
    EXPECT_EQ(requests_of(series(reset, 1min, "total", Values::counter), 1h).size(), 5U + 2 + 2) << "set back to 0";
    EXPECT_THAT(notes(series(folder.write("f.csv", "count\n3\n4\n10\n9\n17\n25\n40\n61\n70\n")), 9min), IsEmpty());
}

TEST(Plausibility, RatesTakenAsCounts) {
    using Values = scenarios::SeriesTraffic::Values;
    const TemporaryFolder folder;
    const std::string whole = folder.write("w.csv", "Requests/s\n3\n5\n4\n");
    EXPECT_THAT(notes(series(whole, 1min, "Requests/s"), 3min),
                ElementsAre(note("rate-as-counts", "\"Requests/s\" is named like a rate")));
    EXPECT_THAT(notes(series(folder.write("g.csv", "generated\n3\n5\n4\n"), 1min, "generated"), 3min), IsEmpty());
    const std::string path = folder.write("r.csv", "rate\n4.421240\n0.01\n0.01\n");
    EXPECT_EQ(problems_of(series(path, 1min, "rate")).front().hint, R"(for requests per second: "values": "rates")");
    // 4.42124 x 60 = 265.2744, then 0.6 each: sums 265.2744, 265.8744, 266.4744, rounded 265, 266, 266.
    EXPECT_EQ(requests_of(series(path, 1min, "rate", Values::rates), 1min).size(), 265U);
    EXPECT_EQ(requests_of(series(path, 1min, "rate", Values::rates), 2min).size(), 266U);
    EXPECT_EQ(requests_of(series(path, 1min, "rate", Values::rates), 3min).size(), 266U);
    EXPECT_THAT(notes(series(path, 1min, "rate", Values::rates), 3min), IsEmpty());
}

TEST(Plausibility, AnswerOfPrometheus) {
    using Values = scenarios::SeriesTraffic::Values;
    const TemporaryFolder folder;
    const auto answer = [&](const std::string& result) {
        return folder.write("p.json",
                            R"({"status": "success", "data": {"resultType": "matrix", "result": [)" + result + "]}}");
    };
    const std::string path = answer(R"({"metric": {}, "values": [[1672948800, "1.5"], [1672948860, "2"]]})");
    EXPECT_EQ(requests_of(series(path, 1min, "count", Values::rates), 1h).size(), 210U);
    EXPECT_THAT(notes(series(path, 5min, "count", Values::rates), 10min),
                ElementsAre(note("interval", "the rows are 1 min apart by their own times, and taken as 5 min apart")));
    EXPECT_THAT(problems_of(series(answer(R"({"values": []}, {"values": []})"))).front().hint, HasSubstr("sum(rate("));
}

TEST(Plausibility, RowsThatAreNotAnIntervalApart) {
    const TemporaryFolder folder;
    const std::string path = folder.write(
        "h.csv", "timestamp,count\n2026-03-29 00:00:00,26\n2026-03-29 01:00:00,31\n2026-03-29 03:00:00,23\n");
    EXPECT_THAT(notes(series(path), 3min), ElementsAre(note("interval", "\"interval\": \"1 h\"")));
    EXPECT_THAT(notes(series(path, 1h), 3h),
                ElementsAre(note("series-gap", "row 3 does not follow the one before it after 1 h")));
}

TEST(Forecast, RequestsOfGeneratedTraffic) {
    using Process = scenarios::GeneratedTraffic::Process;
    auto workload = generated(Process::poisson, 8);
    EXPECT_DOUBLE_EQ(forecast(workload, 1h).requests, 8 * 3600);
    workload.load = 0.5;
    std::get<scenarios::GeneratedTraffic>(workload.traffic).profile = {{1, 3}, {}, {{6h, 2h, 4}}};
    // 12 h at 8 /s, of which 2 h four times, and 12 h at 24 /s.
    EXPECT_NEAR(forecast(workload, 24h).requests, 0.5 * 3600 * (10 * 8 + 2 * 32 + 12 * 24), 1e-6);
    auto states = generated(Process::mmpp, 0);
    std::get<scenarios::GeneratedTraffic>(states.traffic).states = {{1, 90s}, {11, 10s}};
    EXPECT_DOUBLE_EQ(forecast(states, 100s).requests, 200);
}

TEST(Forecast, RequestsOfRepeatedTraffic) {
    const TemporaryFolder folder;
    EXPECT_NEAR(forecast(repeated(csv(folder.write("t.csv", every(0.5, 100)))), 1h).requests, 7200, 1e-6);
    EXPECT_NEAR(forecast(repeated(series(folder.write("s.csv", "count\n10\n20\n"))), 1h).requests, 900, 1e-6);
}

}  // namespace
}  // namespace plimsoll::sim
