// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/kv_cache_fit.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>
#include <vector>

namespace plimsoll::sim {

namespace {

using models::kGiB;
using models::KvCacheOptions;
using models::Precision;

bool fits(const models::Model& model, const KvCacheOptions& options) {
    try {
        const auto size = kv_cache_size(model, options);
        return size.blocks >= size.least_blocks;
    } catch (const InputError&) {
        return false;  // it cannot be split so
    }
}

bool computes_in(const models::Device* device, Precision precision) {
    const auto computed = precision == Precision::int4 ? Precision::fp16 : precision;
    return device == nullptr || device->rates.contains(computed);
}

void add_devices_in_parallel(const models::Model& model, KvCacheOptions options, std::vector<std::string>& found) {
    constexpr std::uint32_t kMostDevices = 16;
    for (options.tensor_parallel *= 2; options.tensor_parallel <= kMostDevices; options.tensor_parallel *= 2) {
        if (!fits(model, options)) continue;
        found.push_back(fmt::format("{} devices in tensor parallel", options.tensor_parallel));
        return;
    }
}

void add_precisions(const models::Model& model, KvCacheOptions options, const models::Device* device,
                    std::vector<std::string>& found) {
    const double now = weight_bytes(options.precision);
    for (const auto precision : {Precision::bf16, Precision::fp8, Precision::int8, Precision::int4}) {
        options.precision = precision;
        if (weight_bytes(precision) < now && computes_in(device, precision) && fits(model, options))
            found.emplace_back(name_of(precision));
    }
}

void add_cache_format(const models::Model& model, KvCacheOptions options, std::vector<std::string>& found) {
    if (options.fp8_cache) return;
    options.fp8_cache = true;
    if (fits(model, options)) found.emplace_back("keys and values in fp8");
}

void add_other_devices(const models::Model& model, KvCacheOptions options, const models::Devices& devices,
                       std::vector<std::string>& found) {
    for (const auto& [name, device] : devices) {
        if (device.driver_names.empty()) continue;  // a CPU, whose memory no server divides so
        options.memory_bytes = found_bytes(device);
        if (computes_in(&device, options.precision) && fits(model, options)) found.push_back(name);
    }
}

/// The most whole blocks of a sequence.
void add_shorter_sequences(const models::Model& model, KvCacheOptions options, std::vector<std::string>& found) {
    std::uint32_t fitting = 0;
    std::uint32_t too_long = (options.max_tokens - 1) / options.block_tokens + 1;
    while (too_long - fitting > 1) {
        const auto middle = fitting + (too_long - fitting) / 2;
        options.max_tokens = middle * options.block_tokens;
        (fits(model, options) ? fitting : too_long) = middle;
    }
    if (fitting > 0) found.push_back(fmt::format("a \"max_model_len\" of {}", fitting * options.block_tokens));
}

}  // namespace

double found_bytes(const models::Device& device) {
    return device.found_bytes > 0 ? device.found_bytes : device.memory_bytes;
}

std::string sum_text(const models::KvCacheSize& size) {
    const auto part = [](double bytes) { return fmt::format("{:.2f}", bytes / kGiB); };
    return fmt::format(
        "{} GiB on the device, of which {} are taken: less {} of weights, {} of activations, {} of libraries and {} of "
        "graphs, {} are left",
        part(size.memory_bytes), part(size.taken_bytes), part(size.weights_bytes), part(size.activations_bytes),
        part(size.other_bytes), part(size.graphs_bytes), part(size.cache_bytes));
}

std::string what_would_fit(const models::Model& model, const KvCacheOptions& options, const models::Device* device,
                           const models::Devices& devices) {
    const auto size = kv_cache_size(model, options);
    const double needed = static_cast<double>(size.least_blocks) * size.block_bytes;
    std::vector<std::string> found;
    add_devices_in_parallel(model, options, found);
    add_precisions(model, options, device, found);
    add_cache_format(model, options, found);
    add_other_devices(model, options, devices, found);
    add_shorter_sequences(model, options, found);
    return fmt::format("{:.3g} GiB are lacking; {}", (needed - size.cache_bytes) / kGiB,
                       found.empty() ? std::string("no number of devices, precision or device that is known would do")
                                     : fmt::format("what would do: {}", fmt::join(found, ", ")));
}

}  // namespace plimsoll::sim
