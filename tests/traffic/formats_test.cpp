// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "trace_files.hpp"

#include "scenarios/traffic_reader.hpp"
#include "sim/traffic/trace_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

scenarios::WorkloadSpec of_format(const std::string& path, const std::string& format) {
    scenarios::WorkloadSpec workload;
    workload.traffic = scenarios::TraceTraffic{path, format, false, {}, "s"};
    return workload;
}

scenarios::WorkloadSpec with_time(const std::string& path, const std::string& column, const std::string& unit) {
    scenarios::WorkloadSpec workload;
    workload.traffic = scenarios::TraceTraffic{path, "csv", false, {{"time", column}}, unit};
    return workload;
}

/// Times of the requests, and that their format is guessed.
std::vector<Duration> times(const std::string& bytes, const std::string& format) {
    const TemporaryFolder folder;
    const std::string path = folder.write("log", bytes);
    EXPECT_EQ(guess_format(path), format);
    std::vector<Duration> times;
    for (const Request& request : requests_of(of_format(path, format)))
        times.push_back(request.arrival.time_since_epoch());
    return times;
}

const std::string kNginx = R"(10.0.0.7 - - [29/Mar/2026:00:30:00 +0000] "POST /v1 HTTP/1.1" 200 7703 "-" "c/1.0" 0.542
10.0.0.4 - bob [29/Mar/2026:02:30:02 +0200] "GET /[x] HTTP/1.1" 200 71 "-" "c/1.0" 0.162
10.0.0.4 - - [29/Mar/2026:00:30:01 +0000] "POST /v1 HTTP/1.1" 499 0 "-" "c/1.0" 0.162
)";

TEST(Formats, AccessLogOfNginxInOrderOfTimeAndInAnyZone) {
    EXPECT_THAT(times(kNginx, "common-log"), ElementsAre(0s, 1s, 2s));
}

TEST(Formats, AccessLogOfALoadBalancerCountsFromTheRequestAndNotFromTheAnswer) {
    const auto line = [](const std::string& answered, const std::string& asked) {
        return "https " + answered +
               " app/lb/5 10.0.0.1:2817 10.0.0.9:80 0.0 0.1 0.0 200 200 34 366 \"POST https://x/v1 HTTP/1.1\" "
               "\"c/1 (x)\" - - arn \"Root=1-58\" \"-\" \"-\" 0 " +
               asked + " \"forward\" \"-\" \"-\" \"10.0.0.9:80\" \"200\" \"-\" \"-\"\n";
    };
    EXPECT_THAT(times(line("2026-03-29T00:30:01.000000Z", "2026-03-29T00:30:00.500000Z") +
                          line("2026-03-29T00:30:09.000000Z", "2026-03-29T00:30:00.250000Z"),
                      "aws-alb"),
                ElementsAre(0s, 250ms));
}

TEST(Formats, W3cExtendedLog) {
    EXPECT_THAT(times("#Version: 1.0\n#Fields: date time cs-method\n2026-03-29 00:30:00 GET\n"
                      "#Fields: c-ip date time\n10.0.0.1\t2026-03-29\t00:30:02\n",
                      "w3c"),
                ElementsAre(0s, 2s));
}

TEST(Formats, K6CountsItsRequestsAndNotItsOtherMetrics) {
    const std::string head = "metric_name,timestamp,metric_value,status\n";
    EXPECT_THAT(times(head + "http_reqs,1595325560,1.000000,200\nhttp_req_duration,1595325560,178.5,200\n"
                             "vus,1595325561,3,\nhttp_reqs,1595325562,1.000000,200\n",
                      "k6"),
                ElementsAre(0s, 2s));
    EXPECT_THAT(times(head + "http_reqs,1595325560000,1,200\nhttp_reqs,1595325560250,1,200\n", "k6"),
                ElementsAre(0s, 250ms));
}

TEST(Formats, SeparatorIsTheOneOfTheHeader) {
    const TemporaryFolder folder;
    for (const std::string& bytes :
         {std::string("Zeit;Eingabe, netto;Ausgabe\n0,5;31;92\n1,25;\"1;2\";3\n"),
          std::string("Zeit\tin\n0.5\t1\n1.25\t\n"), std::string("Zeit|in\n0.5|1\n1.25|2\n")}) {
        const auto requests = requests_of(with_time(folder.write("t", bytes), "Zeit", "s"));
        ASSERT_EQ(requests.size(), 2U);
        EXPECT_EQ(requests[1].arrival, SimTime(750ms)) << bytes;
    }
}

TEST(Formats, ARowTellsWhichOfSeveralSeparatorsOfTheHeaderItIs) {
    const TemporaryFolder folder;
    const auto requests =
        requests_of(with_time(folder.write("t", "time,note (a; b; c)\n0.5,x\n1.25,\"y; z; a\"\n"), "time", "s"));
    ASSERT_EQ(requests.size(), 2U);
    EXPECT_EQ(requests[1].arrival, SimTime(750ms));
}

TEST(Formats, FractionsOfADateMayHaveAComma) {
    const TemporaryFolder folder;
    const auto requests = requests_of(
        with_time(folder.write("t", "asctime,n\n\"2026-03-29 00:30:00,125\",1\n\"2026-03-29 00:30:01,480\",2\n"),
                  "asctime", "iso8601"));
    ASSERT_EQ(requests.size(), 2U);
    EXPECT_EQ(requests[1].arrival, SimTime(1355ms));
}

TEST(Formats, HintsNameTheCauseOfWhatIsRefused) {
    const TemporaryFolder folder;
    const auto hint = [&](const std::string& bytes, const std::string& unit) {
        return problems_of(with_time(folder.write("t", bytes), "t", unit)).front().hint;
    };
    EXPECT_EQ(hint("t\n1700158624170\n", "s"), R"(since 1970 it would be "time_unit": "ms")");
    EXPECT_EQ(hint("t\n1700158624170000\n", "s"), R"(since 1970 it would be "time_unit": "us")");
    EXPECT_EQ(hint("t\n1700158624170\n", "iso8601"), R"(for these numbers: "time_unit": "ms")");
    EXPECT_EQ(hint("t\n2026-03-29 00:30\n", "s"), R"(dates need "time_unit": "iso8601")");
    EXPECT_THAT(hint("t\tn\n0,5\t1\n", "s"), HasSubstr("decimal point"));
    EXPECT_THAT(hint("t,n\n2026-10-25 02:59:59,1\n2026-10-25 02:00:01,1\n", "iso8601"),
                HasSubstr("do not sort them, write them in UTC"));
    EXPECT_EQ(hint("t,n\n2026-10-25 02:59:59Z,1\n2026-10-25 02:00:01Z,1\n", "iso8601"), "sort the file by time");
    EXPECT_EQ(hint("t,n\n2026-10-28 02:59:59,1\n2026-10-28 02:00:01,1\n", "iso8601"), "sort the file by time");
    EXPECT_THAT(hint(std::string("t\0,\0n\0\n\0", 8), "s"), HasSubstr("iconv"));
}

TEST(Formats, HintsNameTheFormatThatTheFileLooksLike) {
    const TemporaryFolder folder;
    const std::string nginx = folder.write("access.log", kNginx);
    const std::string expected = R"(the file looks like an access log of nginx or Apache: "format": "common-log")";
    EXPECT_EQ(problems_of(mooncake(nginx)).front().hint, expected);
    EXPECT_EQ(problems_of(azure(nginx)).front().hint, expected);
    EXPECT_EQ(problems_of(csv(nginx)).front().hint, expected);
    EXPECT_EQ(problems_of(of_format(nginx, "w3c")).front().hint, expected);
    const std::string prometheus = folder.write("p.json", R"({"data": {"resultType": "matrix", "result": []}})");
    EXPECT_THAT(problems_of(mooncake(prometheus)).front().hint, HasSubstr("Prometheus"));
    EXPECT_THROW((void)guess_format(prometheus), InputError);
}

TEST(Formats, HintsOfTheCommandLineAreSpeltAsItsOptions) {
    const TemporaryFolder folder;
    const auto hint = [&](const scenarios::TraceTraffic& trace) -> std::string {
        try {
            TraceRecord record;
            (void)open_trace(trace, scenarios::Syntax::command_line)->next(record);
        } catch (const InputError& error) {
            return error.problems().front().hint;
        }
        return "no problem";
    };
    const std::string late = folder.write("late.csv", "ts,in\n1700158624170,1\n");
    EXPECT_EQ(hint({late, "csv", false, {{"time", "ts"}}, "s"}), "since 1970 it would be --time-unit ms");
    EXPECT_EQ(hint({late, "csv", false, {}, "s"}), "--columns 'time=ts'");
    EXPECT_EQ(hint({folder.write("a.log", kNginx), "mooncake", false, {}, "s"}),
              "the file looks like an access log of nginx or Apache: --format common-log");
}

TEST(Formats, SchemaAndTableNameTheSameOnes) { EXPECT_EQ(trace_format_names(), scenarios::trace_formats()); }

TEST(Formats, TextThatIsNoTableIsNotTold) {
    // What a scenario of somebody else's makes us open must not come back in our messages.
    const TemporaryFolder folder;
    for (const std::string& secret :
         {std::string("root:$6$salt$hash:19000:0:99999:7:::\nbin:*:1:0:9:7:::\n"),
          std::string("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n"), std::string("ghp_0123abcd\n"),
          std::string("password hunter2\n"), std::string("{\"token\": \"s3cr3t\", \"n\": 1}\n"),
          std::string("1234,5678\n9,10\n"), std::string("[hunter]\nkey = s3cr3t\n")}) {
        const std::string path = folder.write("secret", secret);
        scenarios::WorkloadSpec series;
        series.traffic = scenarios::SeriesTraffic{path, "count", 1min, false, {}, {}};
        std::vector<scenarios::WorkloadSpec> readings{azure(path), csv(path), mooncake(path), series};
        for (const auto& format : {"common-log", "aws-alb", "w3c", "k6"}) readings.push_back(of_format(path, format));
        for (const auto& reading : readings)
            for (const Problem& problem : problems_of(reading)) {
                const std::string text = problem.message + problem.hint;
                for (const char* part : {"$6$", "OPENSSH", "ghp", "hunter", "s3cr3t", "5678", "bin"})
                    EXPECT_EQ(text.find(part), std::string::npos) << text;
            }
    }
}

}  // namespace
}  // namespace plimsoll::sim
