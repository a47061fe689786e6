// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "trace_files.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <array>
#include <cstdlib>
#include <fstream>

namespace plimsoll::sim::testing {

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "plimsoll-traffic-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw IoError("no temporary folder");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::write(const std::string& name, std::string_view bytes) const {
    std::string path = (path_ / name).string();
    std::filesystem::remove(path);  // writing over a file makes some file systems wait for the disk
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

std::string gzipped(std::string_view bytes) {
    constexpr int kGzipFormat = 15 + 16;
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, kGzipFormat, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string result(deflateBound(&stream, bytes.size()) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    result.resize(stream.total_out);
    deflateEnd(&stream);
    return result;
}

std::string zstandard(std::string_view bytes) {
    std::string result(ZSTD_compressBound(bytes.size()), '\0');
    result.resize(ZSTD_compress(result.data(), result.size(), bytes.data(), bytes.size(), 3));
    return result;
}

namespace {

scenarios::WorkloadSpec trace(scenarios::TraceTraffic traffic) {
    scenarios::WorkloadSpec workload;
    workload.traffic = std::move(traffic);
    return workload;
}

}  // namespace

scenarios::WorkloadSpec azure(const std::string& path) { return trace({path, "azure-llm-2023", false, {}, "s"}); }

scenarios::WorkloadSpec mooncake(const std::string& path) { return trace({path, "mooncake", false, {}, "s"}); }

scenarios::WorkloadSpec csv(const std::string& path, bool tokens) {
    scenarios::TraceTraffic traffic{path, "csv", false, {{"time", "t"}}, "s"};
    if (tokens) {
        traffic.columns["input_tokens"] = "in";
        traffic.columns["output_tokens"] = "out";
    }
    return trace(std::move(traffic));
}

scenarios::WorkloadSpec series(const std::string& path, Duration interval, const std::string& column,
                               scenarios::SeriesTraffic::Values values) {
    scenarios::WorkloadSpec workload;
    workload.traffic = scenarios::SeriesTraffic{path, column, interval, false, {}, {}, {}, values};
    return workload;
}

scenarios::WorkloadSpec repeated(scenarios::WorkloadSpec workload) {
    if (auto* traffic = std::get_if<scenarios::TraceTraffic>(&workload.traffic)) traffic->repeat = true;
    if (auto* series = std::get_if<scenarios::SeriesTraffic>(&workload.traffic)) series->repeat = true;
    return workload;
}

std::vector<Request> requests_of(const scenarios::WorkloadSpec& workload, Duration horizon, std::uint64_t seed,
                                 double load) {
    constexpr std::size_t kLargestBlock = 4096;  // what "fixed memory" means to whoever reads the stream
    const auto source = open_traffic(workload, horizon, seed, load);
    std::vector<Request> requests;
    SimTime last = kStart;
    bool ordered = true;
    for (auto block = source->next_block(); !block.empty(); block = source->next_block()) {
        EXPECT_LE(block.size(), kLargestBlock);
        for (const Request& request : block) {
            ordered = ordered && request.arrival >= last && request.id == requests.size() &&
                      request.arrival < SimTime(horizon);
            last = request.arrival;
            requests.push_back(request);
        }
    }
    EXPECT_TRUE(source->next_block().empty()) << "the end stays the end";
    EXPECT_TRUE(ordered) << "arrivals must not decrease, lie in [0, horizon), and be numbered from 0";
    return requests;
}

std::vector<Problem> problems_of(const scenarios::WorkloadSpec& workload) {
    try {
        const auto requests = requests_of(workload, std::chrono::hours(24 * 365));
        ADD_FAILURE() << "read without complaint: " << requests.size() << " requests";
    } catch (const InputError& error) {
        return error.problems();
    }
    return {{}};
}

std::string recorded(const std::string& name) { return (evidence::recordings() / name).string(); }

}  // namespace plimsoll::sim::testing
