// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/roofline.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace plimsoll::models {
namespace {

constexpr std::uint32_t kLargestBatch = 256;
constexpr double kUsefulShare = 0.95;
constexpr std::uint32_t kVeryLargeBatch = 1U << 16;  // overheads and weights no longer matter

std::uint32_t divided(std::uint32_t value, std::uint32_t parts) { return (value + parts - 1) / parts; }

}  // namespace

double bytes_per_value(std::string_view precision) {
    if (precision == "fp32") return 4;
    return precision == "int8" ? 1 : 2;
}

double roofline_seconds(const EncoderModel& model, const Device& device, const DeviceShare& share,
                        std::string_view precision, std::uint32_t batch, std::uint32_t tokens) {
    const auto rate = device.rates.find(precision);
    if (rate == device.rates.end()) throw std::invalid_argument("the device has no rate for this precision");
    const double flops_per_s = rate->second.peak_per_s * rate->second.achieved * share.share;
    const double bytes_per_s = device.bandwidth_bytes_per_s * device.bandwidth_achieved * share.share;
    const double bytes = bytes_per_value(precision);
    double seconds = seconds_of(device.step_overhead);
    for (const auto& kernel : forward_pass(model, divided(batch, share.devices), tokens)) {
        const double busy = std::max(kernel.flops / flops_per_s, kernel.values * bytes / bytes_per_s);
        seconds += kernel.repeat * (device.kernel_overhead_s + busy);
    }
    return seconds;
}

ServiceTime roofline_service_time(const EncoderModel& model, const Device& device, const DeviceShare& share,
                                  std::string_view precision, std::uint32_t max_batch, std::uint32_t pad_to) {
    const std::uint32_t buckets = divided(model.max_tokens, pad_to);
    std::vector<Duration> times;
    times.reserve(static_cast<std::size_t>(max_batch) * buckets);
    for (std::uint32_t batch = 1; batch <= max_batch; ++batch) {
        for (std::uint32_t bucket = 1; bucket <= buckets; ++bucket) {
            const auto tokens = std::min<std::uint64_t>(static_cast<std::uint64_t>(bucket) * pad_to, model.max_tokens);
            times.push_back(duration_from_seconds(
                roofline_seconds(model, device, share, precision, batch, static_cast<std::uint32_t>(tokens))));
        }
    }
    return ServiceTime::grid(max_batch, pad_to, std::move(times));
}

bool fits(const EncoderModel& model, const Device& device, const DeviceShare& share, std::string_view precision,
          std::uint32_t batch) {
    const double needed =
        memory_bytes(model, divided(batch, share.devices), model.max_tokens, bytes_per_value(precision));
    return needed <= device.memory_bytes * share.share;
}

std::uint32_t largest_useful_batch(const EncoderModel& model, const Device& device, const DeviceShare& share,
                                   std::string_view precision, std::uint32_t pad_to) {
    const DeviceShare one{share.share, 1};
    const std::uint32_t tokens = std::min(pad_to, model.max_tokens);
    const auto throughput = [&](std::uint32_t batch) {
        return batch / roofline_seconds(model, device, one, precision, batch, tokens);
    };
    const double most = throughput(kVeryLargeBatch);
    std::uint32_t batch = 1;
    while (batch < kLargestBatch && throughput(batch) < kUsefulShare * most) batch *= 2;
    while (batch > 1 && !fits(model, device, one, precision, batch)) batch /= 2;
    return batch * share.devices;
}

}  // namespace plimsoll::models
