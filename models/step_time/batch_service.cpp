// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/batch_service.hpp"

#include "models/graph/memory.hpp"
#include "models/step_time/step_time.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace plimsoll::models {
namespace {

constexpr std::uint32_t kLargestBatch = 256;
constexpr double kUsefulShare = 0.95;
constexpr double kLeavesGrid = 0.05;  // share of a step's time that may be extrapolated before the step counts as such
constexpr std::uint32_t kVeryLargeBatch = 1U << 16;  // overheads and weights no longer matter

std::uint32_t divided(std::uint32_t value, std::uint32_t parts) { return (value + parts - 1) / parts; }

}  // namespace

StepTime batch_time(const BatchService& service, std::uint32_t batch, std::uint32_t tokens) {
    const StepSize step{static_cast<double>(divided(batch, service.devices)), static_cast<double>(tokens), 0};
    return step_time(service.graph, step, service.times);
}

double batch_seconds(const BatchService& service, std::uint32_t batch, std::uint32_t tokens) {
    return batch_time(service, batch, tokens).seconds;
}

ServiceTime service_time(const BatchService& service, std::uint32_t max_batch) {
    const std::uint32_t longest = std::max(service.max_tokens, 1U);
    const std::uint32_t buckets = divided(longest, service.pad_to);
    std::vector<Duration> times;
    times.reserve(static_cast<std::size_t>(max_batch) * buckets);
    std::vector<ServiceTime::Doubt> doubts;
    doubts.reserve(times.capacity());
    for (std::uint32_t batch = 1; batch <= max_batch; ++batch) {
        for (std::uint32_t bucket = 1; bucket <= buckets; ++bucket) {
            const auto tokens = std::min<std::uint64_t>(static_cast<std::uint64_t>(bucket) * service.pad_to, longest);
            const auto time = batch_time(service, batch, static_cast<std::uint32_t>(tokens));
            times.push_back(duration_from_seconds(time.seconds));
            doubts.push_back({time.relative_sd, time.extrapolated > kLeavesGrid});
        }
    }
    auto law = ServiceTime::grid(max_batch, service.pad_to, std::move(times));
    law.set_doubts(std::move(doubts));
    return law;
}

double memory_bytes(const BatchService& service, std::uint32_t batch) {
    const StepSize step{static_cast<double>(divided(batch, service.devices)),
                        static_cast<double>(std::max(service.max_tokens, 1U)), 0};
    return memory_bytes(service.graph, step);
}

bool fits(const BatchService& service, std::uint32_t batch) {
    return memory_bytes(service, batch) <= service.device_memory_bytes;
}

std::uint32_t largest_useful_batch(const BatchService& service) {
    auto one = service;
    one.devices = 1;
    const std::uint32_t tokens = std::min(service.pad_to, std::max(service.max_tokens, 1U));
    const auto throughput = [&](std::uint32_t batch) { return batch / batch_seconds(one, batch, tokens); };
    const double most = throughput(kVeryLargeBatch);
    std::uint32_t batch = 1;
    while (batch < kLargestBatch && throughput(batch) < kUsefulShare * most) batch *= 2;
    while (batch > 1 && !fits(one, batch)) batch /= 2;
    return batch * service.devices;
}

}  // namespace plimsoll::models
