// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "trace_files.hpp"

#include "sim/traffic/trace_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using namespace testing;

std::vector<std::int64_t> times(const std::vector<Request>& requests) {
    std::vector<std::int64_t> result;
    result.reserve(requests.size());
    for (const Request& request : requests) result.push_back(request.arrival.time_since_epoch().count());
    return result;
}

std::vector<std::int64_t> csv_times(const std::string& column, const std::string& unit) {
    const TemporaryFolder folder;
    auto workload = csv(folder.write("trace.csv", "t\n" + column));
    std::get<scenarios::TraceTraffic>(workload.traffic).time_unit = unit;
    return times(requests_of(workload));
}

using Times = std::vector<std::int64_t>;

TEST(Readers, FirstRequestIsTimeZeroAndDistancesAreExact) {
    const TemporaryFolder folder;
    const auto requests = requests_of(azure(folder.write("a.csv",
                                                         "TIMESTAMP,ContextTokens,GeneratedTokens\r\n"
                                                         "2023-12-31 23:59:59.9999999,4808,10\r\n"
                                                         "2024-01-01 00:00:00.0000001,3180,8\r\n"
                                                         "2024-01-01 00:00:00.0000001,110,27")));
    EXPECT_EQ(times(requests), (Times{0, 200, 200}));
    EXPECT_EQ(requests[0].input_tokens, 4808U);
    EXPECT_EQ(requests[2].output_tokens, 27U);
}

TEST(Readers, DecimalsAreExactWhereADoubleIsNot) {
    // 1700000000.123456789 s needs 61 bits; a double would be off by up to 119 ns.
    EXPECT_EQ(csv_times("1700000000.123456789\n1700000000.123456790\n", "s"), (Times{0, 1}));
    EXPECT_EQ(csv_times("0\n9000000000.000000001\n", "s"), (Times{0, 9'000'000'000'000'000'001}));
    EXPECT_EQ(csv_times("0\n0.0000000004\n0.0000000005\n", "s"), (Times{0, 0, 1}))
        << "rounded to the nearest nanosecond";
}

TEST(Readers, UnitsOfTime) {
    EXPECT_EQ(csv_times("-1.5\n.5\n+2.\n", "s"), (Times{0, 2'000'000'000, 3'500'000'000}));
    EXPECT_EQ(csv_times("10\n12.5\n", "ms"), (Times{0, 2'500'000}));
    EXPECT_EQ(csv_times("10\n12.5\n", "us"), (Times{0, 2'500}));
    EXPECT_EQ(csv_times("10\n12\n", "ns"), (Times{0, 2}));
    EXPECT_EQ(csv_times("1e3\n1.5E3\n", "s"), (Times{0, 500'000'000'000}));
}

TEST(Readers, Iso8601WithZonesFractionsAndLeapDays) {
    EXPECT_EQ(csv_times("2024-02-28T23:59:59Z\n2024-02-29 00:00:00\n2024-03-01T00:00:00.5Z\n", "iso8601"),
              (Times{0, 1'000'000'000, 86'401'500'000'000}));
    EXPECT_EQ(csv_times("2024-05-10T12:00+02:00\n2024-05-10T10:00:01Z\n2024-05-10 05:30:02-0430\n", "iso8601"),
              (Times{0, 1'000'000'000, 2'000'000'000}));
    EXPECT_EQ(csv_times("2016-12-31T23:59:60Z\n2017-01-01T00:00:00Z\n", "iso8601"), (Times{0, 0})) << "leap second";
}

TEST(Readers, CsvColumnsMayStandAnywhereAndFieldsMayBeQuoted) {
    const TemporaryFolder folder;
    const auto requests = requests_of(csv(folder.write("trace.csv",
                                                       "\xEF\xBB\xBFprompt,out, in ,\"t\"\n"
                                                       "\"Hello, \"\"world\"\"\",7,12.0,\"1\"\n"
                                                       "\n"
                                                       "\"two\nlines, and a comma\",8,13, 2\n"
                                                       "plain,9,14,2.5"),
                                          true));
    EXPECT_EQ(times(requests), (Times{0, 1'000'000'000, 1'500'000'000}));
    ASSERT_EQ(requests.size(), 3U);
    EXPECT_EQ(requests[0].input_tokens, 12U);
    EXPECT_EQ(requests[1].output_tokens, 8U);
    EXPECT_EQ(requests[2].input_tokens, 14U);
}

TEST(Readers, WithoutTokenColumnsARequestHasOneInputToken) {
    const TemporaryFolder folder;
    const auto requests = requests_of(csv(folder.write("trace.csv", "t\n5\n")));
    ASSERT_EQ(requests.size(), 1U);
    EXPECT_EQ(requests[0].input_tokens, 1U);
    EXPECT_EQ(requests[0].output_tokens, 0U);
}

TEST(Readers, MooncakeTellsHowPromptsBegin) {
    const TemporaryFolder folder;
    const auto source =
        open_traffic(mooncake(folder.write(
                         "m.jsonl", R"({"timestamp": 0, "input_length": 1, "output_length": 1})"
                                    "\n"
                                    R"({"timestamp": 1, "input_length": 1000, "output_length": 1, "hash_ids": [7, 9]})"
                                    "\n"
                                    R"({"hash_ids": [7], "timestamp": 2, "input_length": 512, "output_length": 1})"
                                    "\n")),
                     std::chrono::hours(1), 1, 1);
    ASSERT_EQ(source->next_block().size(), 3U);
    using ::testing::ElementsAre;
    EXPECT_TRUE(source->shared_parts().of(0).empty());
    EXPECT_THAT(source->shared_parts().of(1), ElementsAre(SharedPart{7, 512}, SharedPart{9, 1000}));
    EXPECT_THAT(source->shared_parts().of(2), ElementsAre(SharedPart{7, 512}));
    EXPECT_TRUE(source->shared_parts().of(3).empty());
}

TEST(Readers, MooncakeIgnoresWhatItDoesNotKnow) {
    const TemporaryFolder folder;
    const auto requests = requests_of(mooncake(folder.write(
        "m.jsonl",
        "{\"timestamp\": 3000, \"input_length\": 1536, \"output_length\": 500, \"hash_ids\": [0, 1, 2]}\r\n"
        "{\"meta\": {\"timestamp\": 1, \"tags\": [\"a\"]}, \"output_length\": 2, \"input_length\": 1, \"timestamp\": "
        "3000.5}\n")));
    EXPECT_EQ(times(requests), (Times{0, 500'000}));
    EXPECT_EQ(requests[1].input_tokens, 1U);
    EXPECT_EQ(requests[1].output_tokens, 2U);
}

TEST(Readers, PlainGzipAndZstandardGiveTheSame) {
    const TemporaryFolder folder;
    std::string text = "t,in,out\n";
    for (int i = 0; i < 50'000; ++i)
        text += std::to_string(i) + ".25," + std::to_string(i % 977) + "," + std::to_string(i % 31) + "\n";
    const std::string half = text.substr(text.size() / 2);
    const auto plain = requests_of(csv(folder.write("plain.csv", text), true));
    ASSERT_EQ(plain.size(), 50'000U);
    // The first bytes tell the format, not the name; files may be made of several members or frames.
    const std::vector<std::string> paths{
        folder.write("one.gz", gzipped(text)), folder.write("one.zst", zstandard(text)),
        folder.write("misnamed.csv", gzipped(text)),
        folder.write("two.gz", gzipped(text.substr(0, text.size() / 2)) + gzipped(half)),
        folder.write("two.zst", zstandard(text.substr(0, text.size() / 2)) + zstandard(half))};
    for (const std::string& path : paths) {
        const auto requests = requests_of(csv(path, true));
        ASSERT_EQ(requests.size(), plain.size()) << path;
        for (std::size_t i = 0; i < plain.size(); ++i) {
            ASSERT_EQ(requests[i].arrival, plain[i].arrival);
            ASSERT_EQ(requests[i].input_tokens, plain[i].input_tokens);
            ASSERT_EQ(requests[i].output_tokens, plain[i].output_tokens);
        }
    }
}

TEST(Readers, LinesMayBeAMebibyteLong) {
    const TemporaryFolder folder;
    std::string line(1 << 20, 'x');
    line.replace(0, 3, "1,\"");
    line.back() = '"';
    EXPECT_EQ(requests_of(csv(folder.write("trace.csv", "t,prompt\n0,\n" + line + "\n" + line))).size(), 3U);
}

TEST(Readers, FormatIsGuessedFromTheFirstLine) {
    const TemporaryFolder folder;
    EXPECT_EQ(guess_format(folder.write("a", "TIMESTAMP,ContextTokens,GeneratedTokens\r\n")), "azure-llm-2023");
    EXPECT_EQ(guess_format(folder.write("b", gzipped("{\"timestamp\": 0}\n"))), "mooncake");
    EXPECT_EQ(guess_format(folder.write("c", "arrival,tokens\n")), "csv");
    EXPECT_THROW((void)guess_format(folder.write("d", "")), InputError);
}

TEST(Readers, AzureTraceIsReadCompletely) {
    const std::string path = recorded("traces/AzureLLMInferenceTrace_code.csv");
    PLIMSOLL_NEEDS_RECORDING(path);
    const auto requests = requests_of(azure(path));
    ASSERT_EQ(requests.size(), 8819U);
    // 18:17:03.9799600, 18:17:04.0319600, 18:17:04.0781490 ... 19:14:19.9280160
    EXPECT_EQ(requests[1].arrival, SimTime(52'000'000ns));
    EXPECT_EQ(requests[2].arrival, SimTime(98'189'000ns));
    EXPECT_EQ(requests.back().arrival, SimTime(3'435'948'056'000ns));
    EXPECT_EQ(requests[0].input_tokens, 4808U);
    EXPECT_EQ(requests[0].output_tokens, 10U);
    EXPECT_EQ(requests[2].input_tokens, 110U);
    EXPECT_EQ(requests.back().input_tokens, 549U);
    EXPECT_EQ(requests.back().output_tokens, 173U);
}

TEST(Readers, MooncakeTraceIsReadCompletely) {
    const std::string path = recorded("traces/mooncake_conversation_trace.jsonl");
    PLIMSOLL_NEEDS_RECORDING(path);
    const auto requests = requests_of(mooncake(path));
    ASSERT_EQ(requests.size(), 12'031U);
    EXPECT_EQ(requests[0].input_tokens, 6758U);
    EXPECT_EQ(requests[3].output_tokens, 316U);
    EXPECT_EQ(requests.back().arrival, SimTime(3'536'999ms));
}

}  // namespace
}  // namespace plimsoll::sim
