// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/scaled_trace.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace plimsoll::sim {

void check_copies_load(double load) {
    if (!(load >= 0 && load <= kMaxCopiesLoad))
        throw InputError(Problem{{},
                                 0,
                                 "/workload/load",
                                 fmt::format("a trace cannot be scaled by {:g}", load),
                                 fmt::format("the load is between 0 and {:g}", kMaxCopiesLoad)});
}

ScaledTrace::ScaledTrace(TiledTrace trace, double load, std::uint64_t seed)
    : trace_(std::move(trace)), load_(load), draws_(seed, "trace-copies") {
    check_copies_load(load);
}

bool ScaledTrace::next(TraceRecord& record, std::int64_t horizon_ns) {
    if (load_ == 1) return trace_.next(record);
    return load_ < 1 ? next_thinned(record, horizon_ns) : next_superposed(record);
}

/// Where hardly any request is kept, a repeated trace would be searched for one for ever.
bool ScaledTrace::next_thinned(TraceRecord& record, std::int64_t horizon_ns) {
    if (load_ == 0) return false;
    while (trace_.next(record) && record.time_ns < horizon_ns)
        if (draws_.draw(request_++).first < load_) return true;
    return false;
}

bool ScaledTrace::next_superposed(TraceRecord& record) {
    look_ahead();
    if (!pending_.empty() && (ahead_.empty() || pending_.top().record.time_ns < ahead_.front().time_ns)) {
        record = pending_.top().record;
        pending_.pop();
        return true;
    }
    if (ahead_.empty()) return false;
    record = ahead_.front();
    add_copies(record);
    ahead_.pop_front();
    ++request_;
    return true;
}

void ScaledTrace::look_ahead() {
    TraceRecord record;
    while (!trace_ended_ && ahead_.size() <= kSpreadRequests) {
        trace_ended_ = !trace_.next(record);
        if (!trace_ended_) ahead_.push_back(record);
    }
}

void ScaledTrace::add_copies(const TraceRecord& original) {
    const std::int64_t spread = std::max(ahead_.back().time_ns - original.time_ns, kShortestSpreadNs);
    for (std::uint32_t copy = 1; copy < load_; ++copy) {
        const auto [keep, position] = draws_.draw(request_, copy);
        if (!(keep < load_ - copy)) break;
        Copy delayed{original, request_, copy};
        const auto delay = static_cast<std::int64_t>(position * static_cast<double>(spread));
        if (pending_.size() < kMaxPending && __builtin_add_overflow(original.time_ns, delay, &delayed.record.time_ns))
            delayed.record.time_ns = std::numeric_limits<std::int64_t>::max();
        constexpr int kAboveTiles = 32;
        delayed.record.edition += std::uint64_t{copy} << kAboveTiles;
        pending_.push(delayed);
    }
}

bool ScaledTrace::Later::operator()(const Copy& a, const Copy& b) const noexcept {
    return std::tie(a.record.time_ns, a.request, a.number) > std::tie(b.record.time_ns, b.request, b.number);
}

}  // namespace plimsoll::sim
