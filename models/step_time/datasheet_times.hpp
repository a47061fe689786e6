// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/kernel_times.hpp"
#include "models/spec/device.hpp"
#include "scenarios/named_enum.hpp"

#include <cstdint>

/// Kernel times from datasheet figures: the roofline law (Williams, Waterman and Patterson, "Roofline: an insightful
/// visual performance model for multicore architectures", CACM 52(4), 2009),
///
///     t = launch + max(FLOPs / (share peak eta_c), bytes / (share bandwidth eta_b))
///
/// with the fractions eta that a device achieves and its kernel overhead `launch` (models/devices). An all-reduce of n
/// bytes over d devices moves 2 (d - 1) / d n over each device's link, as a ring does (Patarasuk and Yuan 2009); eta_b
/// is assumed to hold for links too.
namespace plimsoll::models {

/// What a kernel's time mostly is.
enum class Bound : std::uint8_t { compute, memory, link, overhead };
inline constexpr scenarios::EnumName<Bound> kBoundNames[] = {
    {"compute", Bound::compute}, {"memory", Bound::memory}, {"link", Bound::link}, {"overhead", Bound::overhead}};

class DatasheetTimes final : public KernelTimes {
public:
    /// `share`: the part of the device's rates that is there to be used, in (0, 1].
    explicit DatasheetTimes(Device device, double share = 1);

    /// Always extrapolated. int4 computes at the rate of fp16.
    /// \throws std::invalid_argument for a precision without a rate, and for an all-reduce on a device without a link
    [[nodiscard]] KernelTime time(const Work& work) const override;
    /// The largest part of `time(work)`. \throws as `time`
    [[nodiscard]] Bound bound(const Work& work) const;
    [[nodiscard]] bool knows(Precision precision) const override;
    [[nodiscard]] double step_overhead() const override;

    /// A factor of two either way as two standard deviations of a logarithm: ln 2 / 2. Published TensorRT times of
    /// BERT-base lie within 40 % of the law (docs/models.md), at the best case of a tuned engine.
    static constexpr double kRelativeSd = 0.34657359027997264;

private:
    struct Parts {
        double compute = 0;
        double memory = 0;
        double link = 0;
    };
    [[nodiscard]] Parts parts_of(const Work& work) const;

    Device device_;
    double share_;
};

}  // namespace plimsoll::models

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<models::Bound>> names_of() {
    return models::kBoundNames;
}

}  // namespace plimsoll::scenarios
