// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/kernel_times.hpp"
#include "models/profile/kernel_grid.hpp"
#include "models/profile/profile.hpp"
#include "models/step_time/between_kernels.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::models {

/// What a profile that does not know the host's work per step may miss of a whole step, as a standard deviation and a
/// fraction of the step: of the steps recorded with two real engines, which count alike, 68 % are nearer to what such
/// profiles predict (tests/validation/unknown_host_test.cpp; docs/decisions/0013-unknown-host-work.md).
inline constexpr double kUnknownHostSd = 0.3;

/// Kernel times from a profile: from the table's grid where the work was measured, else by the nearest table's law.
///
/// - fp16 and bf16 stand for each other; attention, streams and all-reduces compute in 16 bits at int8, fp8 and int4.
/// - Attention of other heads follows the table of the nearest heads, in the proportion of its law.
/// - Streams of a kind that was not measured take as long as another kind's of as many bytes.
/// - An all-reduce over another number of devices follows the nearest, in the proportion of a ring, 2 (N - 1) / N.
/// - Attention or streams of which nothing was measured follow the rate and bandwidth of the matrix products, attention
///   at half their rate (what FlashAttention-2 reaches of it: Dao 2023); all-reduces and copies from the host
///   a link of 25 GB/s (PCI Express 4.0 x16, less its protocol).
///
/// All but the first are marked as extrapolated. Tables of the same kernel (a library may choose another implementation
/// for other sizes) are one grid; where two measured the same sizes, the first one counts.
/// Immutable: threads may share one.
class ProfileTimes final : public KernelTimes {
public:
    explicit ProfileTimes(const Profile& profile);

    [[nodiscard]] KernelTime time(const Work& work) const override;
    /// Whether matrix products of the precision (fp16, bf16: of either) were measured.
    [[nodiscard]] bool knows(Precision precision) const override;
    /// 0 where the profile has none: see `assumptions`.
    [[nodiscard]] double step_overhead() const override { return step_overhead_; }
    [[nodiscard]] double best_seconds(const Work& work) const override;
    /// As the profile's whole steps tell (BetweenKernels); with `kUnknownHostSd` where it has no host work per step.
    [[nodiscard]] StepFactor step_factor(const KernelTotals& kernels) const override;

    /// What the profile does not hold and is assumed as above, in sentences for the user.
    [[nodiscard]] const std::vector<std::string>& assumptions() const { return assumptions_; }

private:
    using Key = std::uint64_t;

    /// Filled when it is first asked: a profile of many models has many grids, of which a model needs a few.
    class Table {
    public:
        explicit Table(std::vector<Sample> samples) : samples_(std::move(samples)) {}
        [[nodiscard]] const Work& like() const { return samples_.front().work; }
        [[nodiscard]] const KernelGrid& grid() const {
            std::call_once(filled_, [this] { grid_.emplace(samples_); });
            return *grid_;
        }

    private:
        std::vector<Sample> samples_;
        mutable std::once_flag filled_;
        mutable std::optional<KernelGrid> grid_;
    };

    void note_assumptions(const Profile& profile);
    [[nodiscard]] const Table* find(const Work& work) const;
    [[nodiscard]] const Table* nearest(const Work& work) const;
    [[nodiscard]] const Table* products(Precision precision) const;
    [[nodiscard]] KernelTime by_products(const Work& work) const;

    std::vector<std::unique_ptr<const Table>> tables_;
    std::vector<std::pair<Key, std::size_t>> index_;        ///< sorted; into tables_
    std::vector<std::pair<Precision, double>> best_rates_;  ///< FLOPs of products per second
    BetweenKernels between_;
    double step_overhead_ = 0;
    double host_relative_sd_ = 0;
    std::vector<std::string> assumptions_;
};

/// The samples of a table in parts that one grid can hold: attention of one new token apart from that of several.
[[nodiscard]] std::vector<std::vector<Sample>> grid_parts(const KernelTable& table);

}  // namespace plimsoll::models
