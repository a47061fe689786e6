// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "trace_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace plimsoll::sim {
namespace {

using namespace testing;
using ::testing::HasSubstr;

/// The only problem of a trace with these bytes.
Problem problem(scenarios::WorkloadSpec (*format)(const std::string&), const std::string& bytes) {
    const TemporaryFolder folder;
    const std::string path = folder.write("trace", bytes);
    const auto problems = problems_of(format(path));
    EXPECT_EQ(problems.size(), 1U) << problems.front().text();
    EXPECT_EQ(problems.front().file, path);
    return problems.front();
}

scenarios::WorkloadSpec token_csv(const std::string& path) { return csv(path, true); }

const std::string kHead = "t,in,out\n0,1,1\n";

void expect_csv_problem(const std::string& bytes, int line, const std::string& message) {
    const Problem found = problem(token_csv, bytes);
    EXPECT_EQ(found.line, line) << found.text();
    EXPECT_THAT(found.message, HasSubstr(message));
}

TEST(ReaderErrors, WrongNumberOfFields) {
    expect_csv_problem(kHead + "1,2\n", 3, "2 fields where the header names 3");
    expect_csv_problem(kHead + "1,2,3,4\n", 3, "4 fields where the header names 3");
}

TEST(ReaderErrors, NotANumber) {
    expect_csv_problem(kHead + "1,many,3\n", 3, "in is not a whole number: \"many\"");
    expect_csv_problem(kHead + "1,2.5,3\n", 3, "in is not a whole number: \"2.5\"");
    expect_csv_problem(kHead + "1,,3\n", 3, "in is empty");
    expect_csv_problem(kHead + "later,2,3\n", 3, "the time \"later\" is not a number");
    expect_csv_problem(kHead + "1.2.3,2,3\n", 3, "the time \"1.2.3\" is not a number");
    expect_csv_problem(kHead + "nan,2,3\n", 3, "not a number");
    expect_csv_problem(kHead + "-,2,3\n", 3, "not a number");
    expect_csv_problem(kHead + "1e,2,3\n", 3, "not a number");
    expect_csv_problem(kHead + "0x10,2,3\n", 3, "not a number");
}

TEST(ReaderErrors, NegativeAndAbsurdSizes) {
    expect_csv_problem(kHead + "1,-5,3\n", 3, "in is negative: \"-5\"");
    expect_csv_problem(kHead + "1,5,4000000000\n", 3, "out is \"4000000000\", more than");
    expect_csv_problem(kHead + "1,5,99999999999999999999999\n", 3, "more than the largest possible");
    expect_csv_problem(kHead + "1e300,5,5\n", 3, "out of range");
    expect_csv_problem(kHead + "99999999999999999999,5,5\n", 3, "out of range");
    expect_csv_problem("t,in,out\n-9000000000,1,1\n9000000000,1,1\n", 3, "more than 292 years");
}

TEST(ReaderErrors, TimeGoingBackwards) {
    const Problem found = problem(token_csv, kHead + "2,1,1\n0.5,1,1\n0.75,1,1\n");
    EXPECT_EQ(found.line, 4);
    EXPECT_EQ(found.message, "time goes backwards by 1.5 s");
    EXPECT_EQ(found.hint, "sort the file by time");
}

TEST(ReaderErrors, DatesThatAreNone) {
    const std::string head = "TIMESTAMP,ContextTokens,GeneratedTokens\n";
    for (const char* time : {"2023-11-31 10:00:00", "2023-02-29 10:00:00"})
        EXPECT_THAT(problem(azure, head + time + ",1,1\n").message, HasSubstr("there is no such date"));
    for (const char* time : {"2023-11-16", "16.11.2023 18:17", "2023-11-16 24:00:00", "2023-11-16 10:61:00",
                             "2023-11-16 10:00:00.", "2023-11-16 10:00:00 PM", "2023-11-16T10:00:00+1", "1700000000"})
        EXPECT_THAT(problem(azure, head + time + ",1,1\n").message, HasSubstr("is not a date and time")) << time;
    EXPECT_THAT(problem(azure, head + "9999-01-01 00:00:00,1,1\n").message, HasSubstr("out of range"));
    EXPECT_THAT(problem(token_csv, kHead + "2023-11-16 10:00:00,1,1\n").hint, HasSubstr("iso8601"));
}

TEST(ReaderErrors, MissingColumnNamesTheNearest) {
    const Problem found = problem(azure, "TIMESTAMP,ContextToken,GeneratedTokens\n2023-11-16 10:00:00,1,1\n");
    EXPECT_EQ(found.line, 1);
    EXPECT_EQ(found.message, "no column \"ContextTokens\" in the header");
    EXPECT_THAT(found.hint, HasSubstr("did you mean \"ContextToken\"?"));
}

TEST(ReaderErrors, AllMissingColumnsAreNamedAtOnce) {
    const TemporaryFolder folder;
    EXPECT_EQ(problems_of(azure(folder.write("trace", "a,b,c\n"))).size(), 3U);
}

TEST(ReaderErrors, SeveralBadRowsAreReportedInOneGo) {
    const TemporaryFolder folder;
    const std::string path = folder.write("trace", kHead + "x,1,1\n1,1,1\n2,-1,1\n3,1\n0.5,1,1\n");
    const auto problems = problems_of(csv(path, true));
    ASSERT_EQ(problems.size(), 4U);
    EXPECT_EQ(problems[0].line, 3);
    EXPECT_EQ(problems[1].line, 5);
    EXPECT_EQ(problems[2].line, 6);
    EXPECT_EQ(problems[3].line, 7);
    EXPECT_THAT(problems[0].text(), HasSubstr(path + ":3"));
}

TEST(ReaderErrors, ReportStopsAfterTenRows) {
    std::string bytes = kHead;
    for (int i = 0; i < 1000; ++i) bytes += "x,1,1\n";
    const TemporaryFolder folder;
    EXPECT_EQ(problems_of(csv(folder.write("trace", bytes), true)).size(), 10U);
}

TEST(ReaderErrors, EmptyAndHeaderOnly) {
    EXPECT_THAT(problem(token_csv, "").message, HasSubstr("the file is empty"));
    EXPECT_THAT(problem(token_csv, "\n \n").message, HasSubstr("the file is empty"));
    EXPECT_THAT(problem(token_csv, "t,in,out\n").message, HasSubstr("the trace has no requests"));
    EXPECT_THAT(problem(token_csv, gzipped("")).message, HasSubstr("the file is empty"));
    EXPECT_THAT(problem(mooncake, "").message, HasSubstr("the trace has no requests"));
}

TEST(ReaderErrors, TruncatedCompressedFilesNameTheLineReached) {
    std::string text = kHead;
    for (int i = 1; i < 100'000; ++i) text += std::to_string(i) + "," + std::to_string(i * 7919L % 1009) + ",1\n";
    for (const std::string& whole : {gzipped(text), zstandard(text)}) {
        const Problem found = problem(token_csv, whole.substr(0, whole.size() - whole.size() / 8));
        EXPECT_THAT(found.message, HasSubstr("end early"));
        EXPECT_GT(found.line, 50'000);
        EXPECT_LT(found.line, 100'001);
        EXPECT_THAT(problem(token_csv, whole.substr(0, whole.size() - 1)).message, HasSubstr("end early"));
        EXPECT_THAT(problem(token_csv, whole.substr(0, 5)).message, HasSubstr("end early"));
    }
}

TEST(ReaderErrors, DamagedCompressedFiles) {
    std::string text = kHead;
    for (int i = 1; i < 10'000; ++i) text += std::to_string(i) + "," + std::to_string(i * 7919L % 1009) + ",1\n";
    std::string gzip = gzipped(text);
    gzip[gzip.size() - 6] ^= 0x40;  // the checksum of the last member
    EXPECT_THAT(problem(token_csv, gzip).message, HasSubstr("gzip data are damaged"));
    std::string zstd = zstandard(text);
    for (std::size_t i = 20; i < 40; ++i) zstd[i] = '\x7f';
    EXPECT_THAT(problem(token_csv, zstd).message, HasSubstr("Zstandard data are damaged"));
}

TEST(ReaderErrors, NotText) {
    EXPECT_THAT(problem(token_csv, std::string("\x7f"
                                               "ELF\0\0\0\1",
                                               8))
                    .message,
                HasSubstr("not a text file"));
    EXPECT_THAT(problem(token_csv, kHead + std::string("1,2,\0\n", 6)).message, HasSubstr("not a text file"));
    EXPECT_THAT(problem(token_csv, std::string("\xff\xfet\0,\0", 6)).message, HasSubstr("UTF-16"));
    EXPECT_THAT(problem(token_csv, "PK\x03\x04 and so on").message, HasSubstr("zip"));
    EXPECT_THAT(problem(token_csv, "PAR1 and so on").message, HasSubstr("Parquet"));
    EXPECT_THAT(problem(token_csv, kHead + "\x01\x02\xfe,1,1\n").message, HasSubstr("\"???\""));
}

TEST(ReaderErrors, LineWithoutEnd) {
    EXPECT_THAT(problem(token_csv, kHead + std::string(3 << 20, '1')).message, HasSubstr("longer than 1048576 bytes"));
    EXPECT_EQ(problem(token_csv, kHead + "1,\"2,3\n4,5,6\n").line, 3) << "a quote that is never closed";
}

TEST(ReaderErrors, Jsonl) {
    const std::string good = R"({"timestamp": 0, "input_length": 1, "output_length": 1})"
                             "\n";
    const auto expect = [&](const std::string& line, const std::string& message) {
        const Problem found = problem(mooncake, good + line + "\n");
        EXPECT_EQ(found.line, 2);
        EXPECT_THAT(found.message, HasSubstr(message)) << line;
    };
    expect("{\"timestamp\": 1, \"input_length\": 1, \"output_le", "not JSON at character");
    expect("hello", "not JSON at character");
    expect("[1, 2]", "expected a JSON object");
    expect("17", "expected a JSON object");
    expect(R"({"timestamp": 1, "input_length": 1})", "no \"output_length\"");
    expect(R"({"timestamp": 1, "input_length": 513, "output_length": 1, "hash_ids": [1]})",
           "1 hash_ids for an input_length of 513");
    expect(R"({"timestamp": 1, "input_length": 1, "output_length": 1, "hash_ids": [-1]})", "hash_ids hold -1");
    expect(R"({"timestamp": 1, "input_length": 1, "output_length": 1, "hash_ids": [1.5]})", "hash_ids hold 1.5");
    expect(R"({"timestamp": 1, "input_length": 1, "output_length": 1, "hash_ids": ["a"]})", "hash_ids hold");
    expect(R"({"timestamp": 1, "input_length": 1, "output_length": 1, "hash_ids": [[1]]})", "hash_ids hold");
    expect(R"({"timestamp": 1, "input_length": 1, "output_length": 1, "hash_ids": 4})", "hash_ids hold 4");
    expect(R"({"timestamp": 1, "input_length": -1, "output_length": 1})", "input_length is negative");
    expect(R"({"timestamp": 1, "input_length": 1.5, "output_length": 1})", "not a whole number");
    expect(R"({"timestamp": 1, "input_length": "1", "output_length": 1})", "a number was expected, found \"1\"");
    expect(R"({"timestamp": null, "input_length": 1, "output_length": 1})", "a number was expected");
    expect(R"({"timestamp": [1], "input_length": 1, "output_length": 1})", "a number was expected");
    expect(R"({"timestamp": 1, "input_length": 1, "output_length": 1e30})", "not a whole number");
    expect(R"({"timestamp": 99999999999999999999999, "input_length": 1, "output_length": 1})", "out of range");
    expect(R"({"timestamp": -1, "input_length": 1, "output_length": 1})", "time goes backwards by 0.001 s");
    expect(R"({"timestamp": 1, "input_length": 1, "output_length": 1} {})", "not JSON at character");
}

TEST(ReaderErrors, WhatCannotBeOpenedIsAnIoError) {
    EXPECT_THROW((void)open_traffic(azure("/nowhere/trace.csv"), Duration::max(), 1, 1), IoError);
    EXPECT_THROW((void)open_traffic(azure("/"), Duration::max(), 1, 1), IoError) << "a folder";
}

TEST(ReaderErrors, SettingsOfAScenarioBuiltByHand) {
    const TemporaryFolder folder;
    const std::string path = folder.write("trace", kHead);
    const auto with = [&](const std::string& format, std::map<std::string, std::string> columns,
                          const std::string& unit) {
        scenarios::WorkloadSpec workload;
        workload.traffic = scenarios::TraceTraffic{path, format, false, std::move(columns), unit};
        return problems_of(workload);
    };
    EXPECT_THAT(with("moooncake", {}, "s").front().hint, HasSubstr("did you mean \"mooncake\"?"));
    EXPECT_THAT(with("csv", {}, "s").front().message, HasSubstr("which column holds the time"));
    EXPECT_THAT(with("csv", {{"time", "t"}, {"tokens", "in"}}, "s").front().message,
                HasSubstr("unknown role \"tokens\""));
    EXPECT_THAT(with("csv", {{"time", "t"}}, "minutes").front().message, HasSubstr("unknown time unit"));
}

TEST(ReaderErrors, LoadsThatMakeNoSense) {
    const TemporaryFolder folder;
    const std::string path = folder.write("trace", kHead);
    for (const double load :
         {-1.0, 1e7, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
        EXPECT_THROW((void)open_traffic(csv(path), Duration::max(), 1, load), InputError) << load;
}

}  // namespace
}  // namespace plimsoll::sim
