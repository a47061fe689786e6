// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/serving/server.hpp"
#include "models/measure/serving/token_server.hpp"
#include "models/step_time/service_time.hpp"

#include <functional>
#include <vector>

namespace plimsoll::measure {

/// Time passes only where somebody sleeps or serves.
class ScriptedClock : public ServingClock {
public:
    [[nodiscard]] Duration now() override { return now_; }
    void sleep_until(Duration time) override { now_ = time; }
    void pass(Duration time) { now_ += time; }

private:
    Duration now_{};
};

/// What the server would do if every batch took `scale` times as long as the law says: its own loop on a scripted
/// clock. \pre the law is not random
[[nodiscard]] std::vector<Served> replay(const std::vector<Request>& requests, const BatchRule& rule,
                                         const models::ServiceTime& times, double scale = 1);
/// The same of the server that answers token by token; calls `seen` with every step.
[[nodiscard]] std::vector<Answered> replay(
    const std::vector<Request>& requests, const StepRule& rule, const models::TokenStepTime& law, double scale = 1,
    const std::function<void(const models::TokenStep&)>& seen = [](const models::TokenStep& /*step*/) {});

}  // namespace plimsoll::measure
