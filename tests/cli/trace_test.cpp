// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>

#include <sys/resource.h>
#include <zlib.h>

namespace plimsoll::cli_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kHeader = "TIMESTAMP,ContextTokens,GeneratedTokens\n";
constexpr const char* kRow1 = "2023-11-16 18:17:03.9799600,4808,10\n";
constexpr const char* kRow2 = "2023-11-16 18:17:04.0319600,110,27\n";
constexpr const char* kRow3 = "2023-11-16 18:17:05.0319600,34,12\n";

std::string good_trace() { return std::string(kHeader) + kRow1 + kRow2 + kRow3; }

class Trace : public ProgramTest {
protected:
    /// A compare of the small scenario with a trace.
    Outcome compare_with(const std::string& name, const std::string& format) const {
        return run({"compare", small(), "--set",
                    "/workload/traffic={\"trace\": \"" + name + "\", \"format\": \"" + format + "\"}"});
    }
    void expect_bad(const std::string& name, const std::string& format, const std::string& place,
                    const std::string& says) {
        for (const auto& result :
             {run({"trace", "inspect", path(name), "--format", format}), compare_with(name, format)}) {
            EXPECT_EQ(result.status, 3) << result.err;
            EXPECT_THAT(result.out, IsEmpty());
            EXPECT_THAT(result.err, AllOf(HasSubstr(place), HasSubstr(says)));
        }
    }
    std::string gzip(const std::string& name, const std::string& content) const {
        const gzFile gz = gzopen(path(name).c_str(), "wb");
        gzwrite(gz, content.data(), static_cast<unsigned>(content.size()));
        gzclose(gz);
        return path(name);
    }
};

TEST_F(Trace, InspectCountsRequests) {
    const auto result = run({"trace", "inspect", file("good.csv", good_trace()), "--format", "azure-llm-2023"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("3"));
}

TEST_F(Trace, FormatIsTheOneThatTheFirstLinesLookLike) {
    const auto azure = run({"trace", "format", file("good.csv", good_trace())});
    EXPECT_EQ(azure.status, 0) << azure.err;
    EXPECT_EQ(azure.out, "azure-llm-2023\n");
    const auto table = run({"trace", "format", file("log.csv", "at,\"prompt\"\n1,2\n"), "--json"});
    EXPECT_THAT(table.out, AllOf(HasSubstr("\"format\": \"csv\""), HasSubstr("\"at\""), HasSubstr("\"prompt\"")));
    const auto none = run({"trace", "format", file("empty.csv", "")});
    EXPECT_EQ(none.status, 3);
    EXPECT_THAT(none.err, HasSubstr("the file is empty"));
}

TEST_F(Trace, InspectAsJson) {
    const auto result = run({"trace", "inspect", file("good.csv", good_trace()), "--json"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("\"format\": \"azure-llm-2023\""), HasSubstr("\"requests\": 3"),
                                  HasSubstr("\"span_s\": 1.052")));
}

TEST_F(Trace, CompressedTraceIsReadLikeThePlainOne) {
    file("good.csv", good_trace());
    gzip("good.csv.gz", good_trace());
    const auto plain = run({"trace", "inspect", path("good.csv")});
    const auto packed = run({"trace", "inspect", path("good.csv.gz")});
    EXPECT_EQ(packed.status, 0) << packed.err;
    EXPECT_EQ(plain.out, packed.out);
}

TEST_F(Trace, OwnColumnsAreMapped) {
    file("own.csv", "when_ms,prompt\n0,5\n1500,7\n");
    const auto result = run({"trace", "inspect", path("own.csv"), "--format", "csv", "--columns",
                             "time=when_ms,input_tokens=prompt", "--time-unit", "ms", "--json"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("\"span_s\": 1.5"), HasSubstr("\"max\": 7")));
}

TEST_F(Trace, MalformedRowIsShownWithFileAndLine) {
    file("bad.csv", std::string(kHeader) + kRow1 + "2023-11-16 18:17:04.03,many,27\n" + kRow3);
    expect_bad("bad.csv", "azure-llm-2023", "bad.csv:3", "many");
}

TEST_F(Trace, TimeGoingBackwardsIsShownWithFileAndLine) {
    file("back.csv", std::string(kHeader) + kRow2 + kRow1);
    expect_bad("back.csv", "azure-llm-2023", "back.csv:3", "backwards");
}

TEST_F(Trace, NegativeSizeIsShownWithFileAndLine) {
    file("negative.csv", std::string(kHeader) + kRow1 + "2023-11-16 18:17:04.03,-5,27\n");
    expect_bad("negative.csv", "azure-llm-2023", "negative.csv:3", "negative");
}

TEST_F(Trace, EmptyFileIsRefused) {
    file("empty.csv", "");
    expect_bad("empty.csv", "azure-llm-2023", "empty.csv:1", "empty");
}

TEST_F(Trace, FileWithoutRequestsIsRefused) {
    file("header.csv", kHeader);
    expect_bad("header.csv", "azure-llm-2023", "header.csv", "no requests");
}

TEST_F(Trace, TruncatedGzipIsRefused) {
    std::string rows = kHeader;
    for (int i = 0; i < 50'000; ++i) rows += kRow1;
    const auto packed = gzip("cut.csv.gz", rows);
    std::filesystem::resize_file(packed, std::filesystem::file_size(packed) / 2);
    expect_bad("cut.csv.gz", "azure-llm-2023", "cut.csv.gz:", "");
}

TEST_F(Trace, HeaderOfAnotherFormatIsRefused) {
    file("other.csv", "a,b,c\n1,2,3\n");
    expect_bad("other.csv", "azure-llm-2023", "other.csv:1", "TIMESTAMP");
}

TEST_F(Trace, BadLineOfJsonLinesIsShownWithFileAndLine) {
    file("bad.jsonl", "{\"timestamp\": 0, \"input_length\": 5, \"output_length\": 2}\n{\"timestamp\": 1\n");
    expect_bad("bad.jsonl", "mooncake", "bad.jsonl:2", "JSON");
}

TEST_F(Trace, WrongFormatNameInAScenarioIsRefused) {
    file("good.csv", good_trace());
    const auto result = compare_with("good.csv", "azure-llm-2032");
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.err, AllOf(HasSubstr("/workload/traffic/format"), HasSubstr("did you mean \"azure-llm-2023\"")));
}

TEST_F(Trace, WhatInspectNotesIsSaidByEveryCommandThatReadsTheTrace) {
    std::string rows = "time\n";
    for (int i = 0; i < 200; ++i) rows += std::to_string(i / 4) + "\n";
    file("rounded.csv", rows);
    const std::string set =
        R"(/workload/traffic={"trace": "rounded.csv", "format": "csv", "columns": {"time": "time"}})";
    const auto inspected = run({"trace", "inspect", path("rounded.csv"), "--columns", "time=time", "--json"});
    EXPECT_THAT(inspected.out, HasSubstr("\"code\": \"rounded-times\""));
    for (const auto& command : {"check", "explain"}) {
        const auto result = run({command, small(), "--set", set});
        EXPECT_EQ(result.status, 0) << result.err;
        EXPECT_THAT(result.out, HasSubstr("the times are whole multiples of 1 s")) << command;
    }
    EXPECT_THAT(run({"check", small(), "--set", set, "--json"}).out, HasSubstr("\"code\": \"rounded-times\""));
    EXPECT_THAT(run({"compare", small(), "--set", set, "--json"}).out, HasSubstr("\"code\": \"rounded-times\""));
    EXPECT_THAT(run({"compare", small(), "--set", set}).out, HasSubstr("the times are whole multiples of 1 s"));
}

TEST_F(Trace, ATraceThatCoversLittleOfTheHorizonIsSaidLoudly) {
    file("short.csv", "time\n0.0\n0.25\n0.5\n");
    const auto result =
        run({"compare", small(), "--set", "/experiment/horizon=1 h", "--set",
             R"(/workload/traffic={"trace": "short.csv", "format": "csv", "columns": {"time": "time"}})"});
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("the trace covers less than 0.1 % of the horizon"), HasSubstr("\"repeat\"")));
}

TEST_F(Trace, FormatsAreHelpedAndHintedFromOneTable) {
    const auto help = run({"trace", "inspect", "--help"});
    EXPECT_THAT(help.out, AllOf(HasSubstr("common-log"), HasSubstr("an access log of nginx or Apache")));
    file("access.log", "10.0.0.7 - - [29/Mar/2026:00:30:00 +0000] \"GET / HTTP/1.1\" 200 7\n");
    const auto result = run({"trace", "inspect", path("access.log"), "--format", "mooncake"});
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.err,
                HasSubstr("hint: the file looks like an access log of nginx or Apache: --format common-log"));
    EXPECT_EQ(run({"trace", "inspect", path("access.log")}).status, 0);
}

TEST_F(Trace, MoreRequestsThanCanBeSimulatedAreRefusedWithTheKey) {
    const std::vector<std::string> set{"--set", "/workload/traffic/generate/rate=2000000000 /s"};
    const auto result = run({"check", small(), set[0], set[1]});
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.err,
                AllOf(HasSubstr("/workload/traffic/generate/rate"), HasSubstr("a simulation takes at most")));
}

TEST_F(Trace, MissingTraceToInspectEndsWithStatus4) {
    const auto result = run({"trace", "inspect", path("missing.csv"), "--format", "csv", "--columns", "time=t"});
    EXPECT_EQ(result.status, 4);
    EXPECT_THAT(result.err, HasSubstr("missing.csv"));
}

// A minute of 10^9 requests; the simulations may use no second of processor time.
TEST_F(Trace, ARunThatTakesMinutesIsAnnounced) {
    RunSetup setup;
    setup.limits[RLIMIT_CPU] = 1;
    const std::vector<std::string> arguments{"compare", small(), "--jobs",
                                             "1",       "--set", R"(/workload/traffic/generate/rate="1000000 /s")"};
    const auto result = run(arguments, setup);
    EXPECT_THAT(result.err, HasSubstr("about 5.4e+09 requests are to be simulated, which takes minutes"));
    EXPECT_THAT(run({"compare", small()}).err, Not(HasSubstr("minutes")));
}

}  // namespace
}  // namespace plimsoll::cli_test
