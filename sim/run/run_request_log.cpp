// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_request_log.hpp"

#include <iterator>
#include <string_view>
#include <utility>

namespace plimsoll::sim {

namespace {

constexpr std::size_t kFlushBytes = 1 << 20;
constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

/// Seconds with nine decimals, without going through a double.
void append_seconds(fmt::memory_buffer& to, Duration value) {
    const auto count = value.count();
    fmt::format_to(std::back_inserter(to), "{}.{:09},", count / kNanosecondsPerSecond, count % kNanosecondsPerSecond);
}

}  // namespace

RequestLog::RequestLog(std::filesystem::path path, Duration network) : file_(std::move(path)), network_(network) {
    constexpr std::string_view kHeader =
        "id,arrival_s,start_s,completion_s,latency_s,cold_start_s,batching_s,outcome,waited_for_start,pool,"
        "first_token_s,input_tokens,output_tokens\n";
    buffer_.append(kHeader);
}

void RequestLog::add(const RequestRecord& record) {
    fmt::format_to(std::back_inserter(buffer_), "{},", record.id);
    append_seconds(buffer_, record.arrival.time_since_epoch());
    append_seconds(buffer_, record.start.time_since_epoch());
    append_seconds(buffer_, record.completion.time_since_epoch());
    append_seconds(buffer_, record.completion - record.arrival + network_);
    append_seconds(buffer_, record.cold);
    append_seconds(buffer_, record.batching);
    fmt::format_to(std::back_inserter(buffer_), "{},{},", scenarios::name_of(record.outcome),
                   record.cold_start ? 1 : 0);
    if (record.outcome != Outcome::rejected) fmt::format_to(std::back_inserter(buffer_), "{}", record.pool);
    buffer_.push_back(',');
    if (record.first_token == kNever)
        buffer_.push_back(',');
    else
        append_seconds(buffer_, record.first_token.time_since_epoch());
    fmt::format_to(std::back_inserter(buffer_), "{},{}\n", record.input_tokens, record.output_tokens);
    if (buffer_.size() >= kFlushBytes) flush();
}

void RequestLog::flush() {
    file_.write({buffer_.data(), buffer_.size()});
    buffer_.clear();
}

void RequestLog::finish() {
    flush();
    file_.finish(scenarios::Lasting::yes);
}

}  // namespace plimsoll::sim
