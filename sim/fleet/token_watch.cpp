// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/token_watch.hpp"

#include <algorithm>

namespace plimsoll::sim {

namespace {
constexpr int kLooksPerBucket = 12;  ///< of the time series: every 25 s where a bucket is 5 min
}

TokenWatch::TokenWatch(std::size_t pools, const RecorderOptions& recording, RequestEngine& engine, Timetable& timetable)
    : pools_(pools),
      horizon_(kStart + recording.horizon),
      period_(std::max(recording.bucket / kLooksPerBucket, Duration(2))),
      engine_(engine),
      timetable_(timetable) {
    if (recording.warm_up > Duration{0})
        timetable_.at(kStart + recording.warm_up, [this](SimTime) { static_cast<void>(look()); });
    arrange(kStart + period_ / 2);
}

void TokenWatch::arrange(SimTime t) {
    if (t >= horizon_) return;
    timetable_.at(t, [this](SimTime now) {
        engine_.recorder().holds(look());
        arrange(now + period_);
    });
}

TokenLoad TokenWatch::look() {
    TokenLoad load;
    for (std::size_t pool = 0; pool < pools_; ++pool) load += engine_.token_load(pool);
    return load;
}

}  // namespace plimsoll::sim
