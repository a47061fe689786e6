// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/plausibility.hpp"

#include "models/profile/kernel_law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

namespace plimsoll::models {
namespace {

constexpr double kMostOverPeak = 2;
/// No cache of today's devices holds more, so that these bytes come from memory.
constexpr double kBeyondCaches = 512e6;
/// Slower than the datasheet by this factor, with time for the launch: an unoptimized kernel may be 100 times slower.
constexpr double kMostUnderPeak = 300;
/// More than any launch, allowed on top.
constexpr double kLaunchSeconds = 100e-6;
constexpr double kMostOffLaw = 100;
constexpr std::size_t kFewestForLaw = 8;

constexpr std::string_view kUnitHint = "the column says microseconds: {}";

std::string rate_text(double value, std::string_view unit) { return fmt::format("{:.3g} {}", value, unit); }

std::optional<double> peak_of(const Device& device, Precision precision) {
    const auto found = device.rates.find(precision == Precision::int4 ? Precision::fp16 : precision);
    if (found == device.rates.end()) return std::nullopt;
    return found->second.peak_per_s;
}

/// Attention and streams at 8 and 4 bits compute in 16; both are compared with the device's fastest rate.
std::optional<double> peak_of(const Device& device, const Work& work) {
    if (std::holds_alternative<Gemm>(work.shape)) return peak_of(device, work.precision);
    std::optional<double> most;
    for (const auto& [name, rate] : device.rates) most = std::max(most.value_or(0), rate.peak_per_s);
    return most;
}

/// A host's link and a network are not the memory of the datasheet.
bool uses_memory(const Work& work) {
    const auto* stream = std::get_if<Stream>(&work.shape);
    return !std::holds_alternative<AllReduce>(work.shape) &&
           (stream == nullptr || stream->kind != StreamKind::host_copy);
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

void compare_with_datasheet(const KernelTable& table, const Device& device, std::vector<Implausible>& found) {
    std::vector<double> slowdowns;
    for (std::size_t i = 0; i < table.samples.size(); ++i) {
        const auto& [work, seconds, spread] = table.samples[i];
        if (!uses_memory(work)) continue;
        const auto peak = peak_of(device, work);
        const double flops = flops_of(work);
        const double bytes = bytes_of(work);
        if (peak && flops / seconds > kMostOverPeak * *peak)
            found.push_back(
                {i,
                 fmt::format("{:.4g} us would be {}, and the datasheet's peak is {}", seconds * 1e6,
                             rate_text(flops / seconds * 1e-12, "TFLOP/s"), rate_text(*peak * 1e-12, "TFLOP/s")),
                 fmt::format(kUnitHint, "are these milliseconds?")});
        else if (bytes > kBeyondCaches && bytes / seconds > kMostOverPeak * device.bandwidth_bytes_per_s)
            found.push_back({i,
                             fmt::format("{:.4g} us would be {}, and the datasheet's bandwidth is {}", seconds * 1e6,
                                         rate_text(bytes / seconds * 1e-9, "GB/s"),
                                         rate_text(device.bandwidth_bytes_per_s * 1e-9, "GB/s")),
                             fmt::format(kUnitHint, "are these milliseconds?")});
        const double least = std::max(peak ? flops / *peak : 0, bytes / device.bandwidth_bytes_per_s);
        slowdowns.push_back(seconds / (least + kLaunchSeconds));
    }
    if (slowdowns.empty()) return;
    if (const double slow = median(std::move(slowdowns)); slow > kMostUnderPeak)
        found.push_back({table.samples.size(),
                         fmt::format("half of the times are more than {:.0f} times what {} needs", slow, device.name),
                         fmt::format(kUnitHint, "are these nanoseconds?")});
}

void compare_with_each_other(const KernelTable& table, std::vector<Implausible>& found) {
    if (table.samples.size() < kFewestForLaw) return;
    const auto law = KernelLaw::fit(table.samples);
    for (std::size_t i = 0; i < table.samples.size(); ++i) {
        const auto& [work, seconds, spread] = table.samples[i];
        const double ratio = seconds / law.seconds(work);
        if (ratio < kMostOffLaw && ratio > 1 / kMostOffLaw) continue;
        found.push_back(
            {i,
             fmt::format("{:.4g} us is {:.3g} times what the other rows of the table let expect", seconds * 1e6, ratio),
             fmt::format(kUnitHint, "is this row in another unit?")});
    }
}

}  // namespace

std::vector<Implausible> implausible_times(const KernelTable& table, const Device* device) {
    std::vector<Implausible> found;
    if (device != nullptr) compare_with_datasheet(table, *device, found);
    // Where the unit of all is wrong, rows that differ from each other say nothing new.
    if (found.empty()) compare_with_each_other(table, found);
    return found;
}

}  // namespace plimsoll::models
