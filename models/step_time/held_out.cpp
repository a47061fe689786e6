// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/held_out.hpp"

#include "models/profile/kernel_grid.hpp"
#include "models/step_time/profile_times.hpp"

#include <cmath>
#include <cstddef>

namespace plimsoll::models {
namespace {

constexpr std::uint64_t kHeldOutOneIn = 5;
constexpr std::size_t kFewestSamples = 10;

/// SplitMix64 (Steele, Lea and Flood 2014): the n-th number of the sequence that starts at `seed`.
std::uint64_t random_bits(std::uint64_t seed, std::uint64_t n) {
    std::uint64_t z = seed + (n + 1) * 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30U) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27U) * 0x94D049BB133111EBU;
    return z ^ z >> 31U;
}

double error_of(const KernelTime& predicted, const Sample& sample) {
    return std::abs(predicted.seconds / sample.seconds - 1);
}

/// Index of m among the coordinates of a product.
constexpr std::size_t kRowsAxis = 3;

void extrapolate_along(const std::vector<Sample>& part, std::size_t axis, std::vector<double>& errors) {
    double most = 0;
    for (const auto& sample : part) most = std::max(most, grid_point(sample.work)[axis]);
    std::vector<Sample> kept;
    std::vector<Sample> held;
    for (const auto& sample : part) (grid_point(sample.work)[axis] <= most / 2 ? kept : held).push_back(sample);
    if (kept.size() < kFewestSamples || held.empty()) return;
    const KernelGrid grid(kept);
    for (const auto& sample : held) errors.push_back(error_of(grid.time(sample.work), sample));
}

}  // namespace

void HeldOutErrors::append(const HeldOutErrors& other) {
    inside.insert(inside.end(), other.inside.begin(), other.inside.end());
    border.insert(border.end(), other.border.begin(), other.border.end());
    covered += other.covered;
}

HeldOutErrors interpolation_errors(const KernelTable& table, std::uint64_t seed) {
    HeldOutErrors errors;
    for (const auto& part : grid_parts(table)) {
        if (part.size() < kFewestSamples) continue;
        std::vector<Sample> kept;
        std::vector<Sample> held;
        for (std::size_t i = 0; i < part.size(); ++i)
            (random_bits(seed, i) % kHeldOutOneIn == 0 ? held : kept).push_back(part[i]);
        if (held.empty()) continue;
        const KernelGrid grid(kept);
        for (const auto& sample : held) {
            const auto predicted = grid.time(sample.work);
            const double error = error_of(predicted, sample);
            (predicted.extrapolated ? errors.border : errors.inside).push_back(error);
            if (!predicted.extrapolated && error <= predicted.relative_sd) ++errors.covered;
        }
    }
    return errors;
}

std::vector<double> extrapolation_errors(const KernelTable& table) {
    std::vector<double> errors;
    for (const auto& part : grid_parts(table)) {
        if (std::holds_alternative<Gemm>(part.front().work.shape)) {
            extrapolate_along(part, kRowsAxis, errors);
            continue;
        }
        for (std::size_t axis = 0; axis < kMostAxes; ++axis) extrapolate_along(part, axis, errors);
    }
    return errors;
}

}  // namespace plimsoll::models
