// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/latency_step.hpp"

#include <algorithm>

namespace plimsoll::sim {

namespace {

class LatencyStepController final : public Controller {
public:
    LatencyStepController(const scenarios::LatencyStepSpec& spec, const scenarios::ReplicasSpec& replicas)
        : spec_(spec), law_(spec, replicas) {}

    [[nodiscard]] Duration period() const override { return spec_.period; }
    [[nodiscard]] bool watches_latencies() const override { return true; }
    std::uint32_t desired(const Observation& seen) override {
        constexpr double kPercent = 100;
        std::optional<Duration> latency;
        if (seen.latencies.count() > 0) latency = seen.latencies.quantile(spec_.percentile / kPercent);
        return law_.desired(seen.now, seen.desired, latency);
    }

private:
    scenarios::LatencyStepSpec spec_;
    LatencyStep law_;
};

}  // namespace

std::uint32_t LatencyStep::desired(SimTime now, std::uint32_t replicas, std::optional<Duration> latency) {
    const std::uint32_t result = wanted(now, replicas, latency);
    if (result != replicas) last_change_ = now;
    return result;
}

std::uint32_t LatencyStep::wanted(SimTime now, std::uint32_t replicas, std::optional<Duration> latency) const {
    if (replicas < limits_.min) return limits_.min;
    if (replicas > limits_.max) return limits_.max;
    if (!latency) return replicas;
    if (*latency > spec_.above) return replicas + std::min(spec_.step, limits_.max - replicas);

    const bool cooled_down = !last_change_ || now - *last_change_ >= spec_.cooldown;
    if (*latency < spec_.below && cooled_down && replicas > limits_.min) return replicas - 1;
    return replicas;
}

std::unique_ptr<Controller> controller_of(const scenarios::LatencyStepSpec& spec,
                                          const scenarios::ReplicasSpec& replicas) {
    return std::make_unique<LatencyStepController>(spec, replicas);
}

}  // namespace plimsoll::sim
