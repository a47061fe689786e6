// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/replay.hpp"

namespace plimsoll::measure {

std::vector<Served> replay(const std::vector<Request>& requests, const BatchRule& rule,
                           const models::ServiceTime& times, double scale) {
    ScriptedClock clock;
    return serve(requests, rule, clock, [&](std::uint32_t batch, std::uint32_t tokens) {
        clock.pass(
            std::chrono::round<Duration>(scale * std::chrono::duration<double, std::nano>(times.mean(batch, tokens))));
    });
}

std::vector<Answered> replay(const std::vector<Request>& requests, const StepRule& rule,
                             const models::TokenStepTime& law, double scale,
                             const std::function<void(const models::TokenStep&)>& seen) {
    ScriptedClock clock;
    return serve_tokens(requests, rule, clock, [&](const models::TokenStep& step) {
        seen(step);
        clock.pass(duration_from_seconds(scale * law.seconds(step)));
    });
}

}  // namespace plimsoll::measure
