// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/device.hpp"
#include "models/spec/encoder.hpp"
#include "models/step_time/service_time.hpp"

#include <cstdint>
#include <string_view>

/// Step times from datasheet figures: the roofline law (Williams, Waterman and Patterson, "Roofline: an insightful
/// visual performance model for multicore architectures", CACM 52(4), 2009) for each kernel of the forward pass,
///
///     t(b, n) = host + sum over kernels of (launch + max(FLOPs / (share peak eta_c), bytes / (share bandwidth eta_b)))
///
/// for b sequences padded to n tokens. eta_c and eta_b are the fractions that a device achieves, `host` its step
/// overhead and `launch` its kernel overhead (models/devices). Expect errors of up to a factor of two; docs/models.md
/// says more.
namespace plimsoll::models {

/// The part of a machine that one replica has.
struct DeviceShare {
    double share = 1;           ///< fraction of one device's rates and memory, > 0
    std::uint32_t devices = 1;  ///< a batch is divided evenly among them (data parallel)
};

/// Bytes of one value: 4, 2, 2 and 1 for fp32, fp16, bf16 and int8.
[[nodiscard]] double bytes_per_value(std::string_view precision);

/// Seconds that one batch takes. \pre the device has a rate for `precision`; batch and tokens are at least 1.
[[nodiscard]] double roofline_seconds(const EncoderModel& model, const Device& device, const DeviceShare& share,
                                      std::string_view precision, std::uint32_t batch, std::uint32_t tokens);

/// The law above on the grid of batch sizes up to `max_batch` and lengths up to the model's largest, padded to
/// multiples of `pad_to`. Longer sequences are cut to the model's largest length.
[[nodiscard]] ServiceTime roofline_service_time(const EncoderModel& model, const Device& device,
                                                const DeviceShare& share, std::string_view precision,
                                                std::uint32_t max_batch, std::uint32_t pad_to);

/// Whether weights and activations of such a batch, at the model's largest length, fit the replica's memory.
[[nodiscard]] bool fits(const EncoderModel& model, const Device& device, const DeviceShare& share,
                        std::string_view precision, std::uint32_t batch);

/// The smallest power of two up to 256 with at least 95 % of the throughput that no batch exceeds, for sequences of
/// `pad_to` tokens (the shortest ones, which need the largest batch), halved until it fits the memory; times the
/// devices.
[[nodiscard]] std::uint32_t largest_useful_batch(const EncoderModel& model, const Device& device,
                                                 const DeviceShare& share, std::string_view precision,
                                                 std::uint32_t pad_to);

}  // namespace plimsoll::models
