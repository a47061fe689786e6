// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/profile_file.hpp"
#include "models/profile/quantile.hpp"
#include "recorded_steps.hpp"

#include <fmt/format.h>

#include <functional>
#include <vector>

namespace plimsoll::models {
namespace {

using Chosen = std::function<bool(const Work&)>;

/// Times of ours over those of the other, for our samples that lie inside of the other's tables.
std::vector<double> ratios(const Profile& ours, const KernelTimes& theirs, const Chosen& chosen) {
    std::vector<double> all;
    for (const auto& table : ours.tables)
        for (const auto& sample : table.samples) {
            if (!chosen(sample.work)) continue;
            const auto time = theirs.time(sample.work);
            if (!time.extrapolated) all.push_back(sample.seconds / time.seconds);
        }
    return all;
}

double median_of(const char* what, std::vector<double> all) {
    fmt::print("{:<44} {:>5}  median {:.3f}  p10 {:.3f}  p90 {:.3f}\n", what, all.size(), quantile(all, 0.5),
               quantile(all, 0.1), quantile(all, 0.9));
    return quantile(std::move(all), 0.5);
}

/// The shipped profile of the H100 beside what AIConfigurator measured on another card of the same kind with vLLM's
/// kernels (FlashAttention 3). Its short kernels hold their launches, so only long ones compare.
TEST(OtherLab, KernelsOfTheH100AgreeWhereTheyAreLong) {
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    const auto devices = load_devices(PLIMSOLL_SOURCE_DIR "/models/devices");
    const auto ours = read_profile(PLIMSOLL_SOURCE_DIR "/models/profiles/nvidia-h100-80gb.json", devices);
    const auto theirs = h100_profile();
    const auto gemm = [](Precision precision) {
        return [precision](const Work& work) {
            constexpr double kLong = 1e10;
            return work.precision == precision && std::holds_alternative<Gemm>(work.shape) && flops_of(work) >= kLong;
        };
    };
    const auto attention = [](bool decode) {
        return [decode](const Work& work) {
            const auto* shape = std::get_if<Attention>(&work.shape);
            if (shape == nullptr || work.precision != Precision::bf16 || is_decode(work) != decode) return false;
            constexpr double kManyTokens = 1024;
            constexpr double kManyBytes = 1e8;
            return decode ? bytes_of(work) >= kManyBytes : shape->causal && shape->query >= kManyTokens;
        };
    };
    // As documented in docs/validation.md.
    constexpr double kRounding = 0.01;
    EXPECT_NEAR(median_of("products bf16, 10 GFLOP and more", ratios(ours, theirs, gemm(Precision::bf16))), 1.03,
                kRounding);
    EXPECT_NEAR(median_of("attention bf16, 1024 new tokens and more", ratios(ours, theirs, attention(false))), 0.89,
                kRounding);
    EXPECT_NEAR(median_of("attention bf16, one new token, 100 MB and more", ratios(ours, theirs, attention(true))),
                0.88, kRounding);
}

}  // namespace
}  // namespace plimsoll::models
