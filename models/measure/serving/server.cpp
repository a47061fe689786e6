// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/server.hpp"

#include <algorithm>

namespace plimsoll::measure {

std::vector<Served> serve(const std::vector<Request>& requests, const BatchRule& rule, ServingClock& clock,
                          const std::function<void(std::uint32_t, std::uint32_t)>& run) {
    std::vector<Served> served;
    served.reserve(requests.size());
    std::size_t arrived = 0;  // of them, served.size() are served: the queue is what lies between
    while (served.size() < requests.size()) {
        const Duration now = clock.now();
        while (arrived < requests.size() && requests[arrived].arrival <= now) ++arrived;
        const std::size_t waiting = arrived - served.size();
        const Duration release = waiting == 0 ? Duration::max() : requests[served.size()].arrival + rule.max_wait;
        if (waiting < rule.max_batch && now < release) {
            const Duration next = arrived < requests.size() ? requests[arrived].arrival : Duration::max();
            clock.sleep_until(std::min(release, next));
            continue;
        }
        const auto batch = static_cast<std::uint32_t>(std::min<std::size_t>(waiting, rule.max_batch));
        std::uint32_t tokens = 0;
        for (std::uint32_t i = 0; i < batch; ++i) tokens = std::max(tokens, requests[served.size() + i].tokens);
        run(batch, tokens);
        const Duration completion = clock.now();
        for (std::uint32_t i = 0; i < batch; ++i)
            served.push_back({requests[served.size()].arrival, now, completion, batch, tokens});
    }
    return served;
}

}  // namespace plimsoll::measure
