// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/server.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace plimsoll::measure {

std::vector<Served> serve(const std::vector<Duration>& arrivals, const BatchRule& rule, ServingClock& clock,
                          const std::function<void(std::uint32_t)>& run) {
    std::vector<Served> served;
    served.reserve(arrivals.size());
    std::size_t arrived = 0;  // of them, served.size() are served: the queue is what lies between
    while (served.size() < arrivals.size()) {
        const Duration now = clock.now();
        while (arrived < arrivals.size() && arrivals[arrived] <= now) ++arrived;
        const std::size_t waiting = arrived - served.size();
        const Duration release = waiting == 0 ? Duration::max() : arrivals[served.size()] + rule.max_wait;
        if (waiting < rule.max_batch && now < release) {
            const Duration next = arrived < arrivals.size() ? arrivals[arrived] : Duration::max();
            clock.sleep_until(std::min(release, next));
            continue;
        }
        const auto batch = static_cast<std::uint32_t>(std::min<std::size_t>(waiting, rule.max_batch));
        run(batch);
        const Duration completion = clock.now();
        for (std::uint32_t i = 0; i < batch; ++i) served.push_back({arrivals[served.size()], now, completion, batch});
    }
    return served;
}

std::vector<Duration> poisson_arrivals(double rate_per_s, std::size_t count, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<Duration> arrivals;
    arrivals.reserve(count);
    double time_s = 0;
    for (std::size_t i = 0; i < count; ++i) {
        // The upper 53 bits, moved off 0; std::exponential_distribution differs between standard libraries.
        const double uniform = (static_cast<double>(random() >> 11) + 0.5) * 0x1p-53;
        time_s -= std::log(uniform) / rate_per_s;
        arrivals.push_back(std::chrono::round<Duration>(std::chrono::duration<double>(time_s)));
    }
    return arrivals;
}

}  // namespace plimsoll::measure
