// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/token_gaps.hpp"

#include <algorithm>

namespace plimsoll::sim {

Duration time_of_step(const models::DecodeRun& run, std::uint64_t index) {
    constexpr double kMost = 4e18;
    const double nanoseconds = 1e9 * (run.first_s + run.more_s * static_cast<double>(index));
    return Duration(std::max<Duration::rep>(static_cast<Duration::rep>(std::min(nanoseconds, kMost) + 0.5), 1));
}

/// The times rise, or fall, from step to step, so that those of one bucket of the histogram follow one another.
void add_gaps(results::Histogram& gaps, const TokensInARow& row) {
    if (row.tokens == 0) return;
    unsigned __int128 sum = static_cast<unsigned __int128>(row.in_all.count()) * row.tokens;
    const std::uint64_t end = row.first + row.steps;
    for (std::uint64_t step = row.first; step < end;) {
        const Duration from = time_of_step(row.run, step);
        const auto bucket = results::DurationBuckets::index(from.count());
        const auto is_alike = [&](std::uint64_t other) {
            return results::DurationBuckets::index(time_of_step(row.run, other).count()) == bucket;
        };
        std::uint64_t last = end - 1;
        if (!is_alike(last)) {  // bisection: `step` is alike, `last` is not
            for (std::uint64_t alike = step; last - alike > 1;) {
                const std::uint64_t middle = alike + (last - alike) / 2;
                (is_alike(middle) ? alike : last) = middle;
            }
            --last;
        }
        const Duration to = time_of_step(row.run, last);
        gaps.add_alike(std::min(from, to), std::max(from, to), (last - step + 1) * row.tokens, sum);
        sum = 0;  // counted once
        step = last + 1;
    }
}

}  // namespace plimsoll::sim
