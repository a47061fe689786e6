// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/kernel_times.hpp"
#include "models/profile/kernel_law.hpp"
#include "models/profile/profile.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace plimsoll::models {

inline constexpr std::size_t kMostAxes = 4;
/// Points that a grid may have: sizes that lie scattered would span a huge one.
inline constexpr std::size_t kMostCells = 1'000'000;
using GridPoint = std::array<double, kMostAxes>;

/// Where a work stands among the samples of its table: gemm (groups, n, k, m), attention (sequences, query, cached
/// tokens), streams (width, rows), all-reduces (bytes).
[[nodiscard]] GridPoint grid_point(const Work& work);
/// A work of the same table at `point`.
[[nodiscard]] Work work_at(Work like, const GridPoint& point);

/// Whether both differ in sizes only: the same operator, precision, heads, kind of stream, devices. For one new token
/// per sequence a causal mask makes no difference.
[[nodiscard]] bool same_kernel(const Work& a, const Work& b);

/// Samples of one kernel as a grid without holes over all values that their sizes take.
///
/// Inside, times are interpolated linearly along each axis (attention with several new tokens, whose work grows as
/// their square: the ratio to the law). A point of the grid that was not measured is predicted once, from the lines
/// through it: along each axis, between the nearest measured points on both sides. The lines' answers are weighted by
/// how well, along the same axis, the neighbouring measured points are predicted by theirs. Points that are between
/// measured ones along no axis, and everything outside the grid, follow the law, scaled to meet the nearest of the
/// grid. docs/profiles.md has the equations and the errors.
///
/// Sizes at which a library chose badly (slow_sizes.hpp) count for themselves alone.
///
/// Products of many models would span a grid of more than `kMostCells` points. They are then lines, one for the weights
/// of each product, along its rows alone: weights that were not measured follow the law, scaled to meet the line of the
/// nearest weights.
class KernelGrid {
public:
    /// \pre at least one sample, all of one table and, of attention, all decode or none
    explicit KernelGrid(std::span<const Sample> samples);

    /// Also for work that is not of the table, but has the same kind of shape: then by the law's proportion, and
    /// marked as extrapolated. Streams of another kind, or wider or narrower than all measured ones: as one of as
    /// many bytes. O(log) of the axes' lengths.
    [[nodiscard]] KernelTime time(const Work& work) const;

    [[nodiscard]] const KernelLaw& law() const { return law_; }
    [[nodiscard]] const Work& like() const { return like_; }
    [[nodiscard]] const std::vector<double>& axis(std::size_t i) const { return axes_.at(i); }
    /// Of the samples, each predicted from the others: 68 % err less than this fraction. The law's residual where no
    /// sample is between others. Of lines, their median.
    [[nodiscard]] double interpolation_residual() const { return interpolation_residual_; }

private:
    enum class State : std::uint8_t { empty, measured, completed, extrapolated };
    struct Cell {
        double value = 0;  ///< seconds, or their ratio to the law
        float variance = 0;
        State state = State::empty;
    };
    struct Place {
        std::size_t cell = 0;  ///< the lower corner
        GridPoint clamped{};
        std::array<double, kMostAxes> weight{};  ///< of the upper corner along each axis
        bool outside = false;
    };
    friend class GridCompletion;

    KernelGrid(std::span<const Sample> samples, const KernelLaw& law);
    void make_lines(std::span<const Sample> samples);
    [[nodiscard]] const KernelGrid& line_of(const Work& work) const;
    void place_samples(std::span<const Sample> samples);
    [[nodiscard]] std::size_t index_of(const GridPoint& point) const;
    [[nodiscard]] GridPoint point_of(std::size_t cell) const;
    [[nodiscard]] Place locate(const GridPoint& point) const;
    [[nodiscard]] Work as_measured(const Work& work) const;
    [[nodiscard]] KernelTime time_within(const Work& work) const;

    /// A size that stands for itself alone.
    struct SlowSize {
        GridPoint point;
        double seconds;
        double spread;
    };
    [[nodiscard]] const SlowSize* slow_size(const GridPoint& point) const;

    Work like_;
    bool by_ratio_ = false;
    KernelLaw law_;
    std::array<std::vector<double>, kMostAxes> axes_;
    std::array<std::size_t, kMostAxes> stride_{};
    std::vector<Cell> cells_;
    std::vector<SlowSize> slow_;     ///< sorted by point
    std::vector<KernelGrid> lines_;  ///< sorted by groups, n and k; then there are no cells
    double interpolation_residual_ = 0;
};

}  // namespace plimsoll::models
