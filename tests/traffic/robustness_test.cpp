// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "trace_files.hpp"

#include "sim/random/stream.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace plimsoll::sim {
namespace {

using namespace testing;

/// Reads to the end; anything but requests or an InputError fails the test, and so does a crash.
void read_all(const scenarios::WorkloadSpec& workload) {
    try {
        const auto source = open_traffic(workload, std::chrono::hours(24), 1, 1.5);
        while (!source->next_block().empty()) {
        }
    } catch (const InputError& error) {
        ASSERT_FALSE(error.problems().empty());
        for (const Problem& problem : error.problems()) ASSERT_FALSE(problem.message.empty());
    }
}

class Bytes {
public:
    explicit Bytes(std::uint64_t seed) : draws_(seed, "fuzz") {}
    std::uint64_t below(std::uint64_t limit) {
        return static_cast<std::uint64_t>(draws_.draw(next_++).first * static_cast<double>(limit));
    }
    std::string random(std::size_t size) {
        std::string result;
        for (std::size_t i = 0; i < size; ++i) result += static_cast<char>(below(256));
        return result;
    }
    /// A few bytes changed, dropped or doubled.
    std::string mutated(std::string bytes) {
        constexpr std::string_view kTelling = ",\"\n\r-.eE{}[]:0T";
        for (std::uint64_t i = 0; i < 1 + below(8); ++i) {
            const auto at = static_cast<std::size_t>(below(bytes.size()));
            switch (below(4)) {
                case 0:
                    bytes[at] = static_cast<char>(below(256));
                    break;
                case 1:
                    bytes[at] = kTelling[static_cast<std::size_t>(below(kTelling.size()))];
                    break;
                case 2:
                    bytes.erase(at, 1 + static_cast<std::size_t>(below(20)));
                    break;
                default:
                    bytes.insert(at, bytes.substr(at, static_cast<std::size_t>(below(20))));
                    break;
            }
            if (bytes.empty()) bytes = "x";
        }
        return bytes;
    }

private:
    Stream draws_;
    std::uint64_t next_ = 0;
};

TEST(Robustness, RandomAndMutatedFilesNeverCrashTheReaders) {
    const TemporaryFolder folder;
    std::string azure_text = "TIMESTAMP,ContextTokens,GeneratedTokens\r\n";
    std::string csv_text = "t,in,out\n";
    std::string jsonl;
    for (int i = 0; i < 20; ++i) {
        const std::string second = std::to_string(10 + i);
        azure_text += "2023-11-16 18:17:" + second + ".9799600,4808,10\r\n";
        csv_text += second + ".5,\"7\",12\n";
        jsonl += "{\"timestamp\": " + second + ", \"input_length\": 7, \"output_length\": 3, \"hash_ids\": [1]}\n";
    }
    const auto of_format = [](const std::string& path, const std::string& format) {
        scenarios::WorkloadSpec workload;
        workload.traffic = scenarios::TraceTraffic{path, format, false, {}, "s"};
        return workload;
    };
    const std::vector<std::pair<std::string, std::string>> logs{
        {"common-log",
         "10.0.0.7 - - [29/Mar/2026:00:30:00 +0000] \"GET / HTTP/1.1\" 200 77\n"
         "10.0.0.7 - - [29/Mar/2026:00:30:01 +0000] \"GET / HTTP/1.1\" 200 77\n"},
        {"aws-alb",
         "h2 2026-03-29T00:30:01.0Z app/lb/5 1.1.1.1:2 1.1.1.1:3 0 0 0 200 200 3 4 \"GET / h\" \"c\" - - a \"R\" "
         "\"-\" \"-\" 0 2026-03-29T00:30:00.5Z \"f\"\n"},
        {"w3c", "#Fields: date time c-ip\n2026-03-29 00:30:00 10.0.0.1\n2026-03-29 00:30:01 10.0.0.1\n"},
        {"k6", "metric_name,timestamp,metric_value\nhttp_reqs,1595325560,1.0\nvus,1595325560,1.0\n"}};
    const std::string prometheus =
        R"({"data": {"resultType": "matrix", "result": [{"metric": {}, "values": [[1672948800, "1.5"], [1672948860, "2"]]}]}})";
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        Bytes bytes(seed);
        const std::string noise = folder.write("noise", bytes.random(static_cast<std::size_t>(bytes.below(300))));
        read_all(azure(noise));
        read_all(mooncake(noise));
        read_all(csv(noise, true));
        read_all(azure(folder.write("a", bytes.mutated(azure_text))));
        read_all(mooncake(folder.write("m", bytes.mutated(jsonl))));
        const std::string mutated_csv = folder.write("c", bytes.mutated(csv_text));
        read_all(csv(mutated_csv, true));
        using Values = scenarios::SeriesTraffic::Values;
        const std::string mutated_answer = folder.write("p", bytes.mutated(prometheus));
        for (const Values values : {Values::counts, Values::rates, Values::counter}) {
            read_all(series(mutated_csv, std::chrono::minutes(1), "out", values));
            read_all(series(mutated_answer, std::chrono::minutes(1), "out", values));
        }
        for (const auto& [format, text] : logs) {
            read_all(of_format(noise, format));
            read_all(of_format(folder.write("l", bytes.mutated(text)), format));
        }
        read_all(csv(folder.write("g", bytes.mutated(gzipped(csv_text))), true));
        read_all(csv(folder.write("z", bytes.mutated(zstandard(csv_text))), true));
        if (HasFatalFailure()) FAIL() << "seed " << seed;
    }
}

}  // namespace
}  // namespace plimsoll::sim
