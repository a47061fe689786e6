// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/formats/log_trace.hpp"

#include <algorithm>
#include <tuple>

namespace plimsoll::sim {

bool LogTrace::Later::operator()(const Waiting& a, const Waiting& b) const noexcept {
    return std::tie(a.record.time_ns, a.number) > std::tie(b.record.time_ns, b.number);
}

bool LogTrace::parse_next(TraceRecord& record) {
    while (!ended_ && heap_.size() < kWindow) {
        record = {};
        ended_ = !parse_line(record);
        if (ended_) break;
        heap_.push_back({record, read_++});
        std::push_heap(heap_.begin(), heap_.end(), Later{});
    }
    if (heap_.empty()) return false;
    std::pop_heap(heap_.begin(), heap_.end(), Later{});
    record = heap_.back().record;
    heap_.pop_back();
    return true;
}

bool LogTrace::next_with_text(scenarios::LineReader& lines, std::string_view& line) {
    while (lines.next(line))
        if (line.find_first_not_of(" \t") != std::string_view::npos) return true;
    return false;
}

}  // namespace plimsoll::sim
