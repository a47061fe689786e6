// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/trace_format.hpp"
#include "tests/fuzz/targets.hpp"

#include <algorithm>

namespace plimsoll::fuzz {

namespace {

constexpr std::size_t kMostRecords = 100'000;

void read_all(const scenarios::TraceTraffic& trace) {
    refusing([&] {
        const auto reader = sim::open_trace(trace);
        sim::TraceRecord record;
        std::int64_t last = 0;
        for (std::size_t i = 0; i < kMostRecords && reader->next(record); ++i) {
            if (record.time_ns < last) throw std::logic_error("time goes backwards");
            last = record.time_ns;
        }
    });
}

}  // namespace

/// The first line names the format and the unit of time, the rest is the file.
void read_trace(std::string_view bytes) {
    const auto head = bytes.substr(0, bytes.find('\n'));
    const auto format = head.substr(0, head.find(' '));
    scenarios::TraceTraffic trace;
    trace.path = file_of(bytes.substr(std::min(head.size() + 1, bytes.size())), "trace").string();
    trace.format = format;
    trace.columns = {{"time", "t"}, {"input_tokens", "in"}};
    if (format.size() < head.size()) trace.time_unit = head.substr(format.size() + 1);
    read_all(trace);
    refusing([&] { static_cast<void>(sim::guess_format(trace.path)); });
}

}  // namespace plimsoll::fuzz
