// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/kernel_grid.hpp"

#include "models/profile/grid_completion.hpp"
#include "models/profile/quantile.hpp"
#include "models/profile/slow_sizes.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::models {
namespace {

struct PointOf {
    GridPoint operator()(const Gemm& gemm) const { return {gemm.groups, gemm.n, gemm.k, gemm.m}; }
    GridPoint operator()(const Attention& attention) const {
        return {attention.sequences, attention.query, attention.span - attention.query, 0};
    }
    GridPoint operator()(const Stream& stream) const { return {stream.width, stream.rows, 0, 0}; }
    GridPoint operator()(const AllReduce& reduce) const { return {reduce.bytes, 0, 0, 0}; }
};

void set_point(Work& work, const GridPoint& point) {
    if (auto* gemm = std::get_if<Gemm>(&work.shape)) {
        *gemm = {point[0], point[3], point[1], point[2]};
    } else if (auto* attention = std::get_if<Attention>(&work.shape)) {
        attention->sequences = point[0];
        attention->query = point[1];
        attention->span = point[1] + point[2];
    } else if (auto* stream = std::get_if<Stream>(&work.shape)) {
        stream->width = point[0];
        stream->rows = point[1];
    } else {
        std::get<AllReduce>(work.shape).bytes = point[0];
    }
}

struct SameKernel {
    const Work& other;

    bool operator()(const Gemm&) const { return true; }
    bool operator()(const Attention& a) const {
        const auto& b = std::get<Attention>(other.shape);
        return a.heads == b.heads && a.kv_heads == b.kv_heads && a.head_dim == b.head_dim &&
               (a.query == 1) == (b.query == 1) && (a.causal == b.causal || a.query == 1);
    }
    bool operator()(const Stream& a) const { return a.kind == std::get<Stream>(other.shape).kind; }
    bool operator()(const AllReduce& a) const { return a.devices == std::get<AllReduce>(other.shape).devices; }
};

/// Groups, n and k of a product.
using Weights = std::array<double, 3>;
Weights weights_of(const GridPoint& point) { return {point[0], point[1], point[2]}; }

}  // namespace

bool same_kernel(const Work& a, const Work& b) {
    return a.precision == b.precision && a.shape.index() == b.shape.index() && std::visit(SameKernel{b}, a.shape);
}

GridPoint grid_point(const Work& work) { return std::visit(PointOf{}, work.shape); }

Work work_at(Work like, const GridPoint& point) {
    set_point(like, point);
    return like;
}

KernelGrid::KernelGrid(std::span<const Sample> samples) : KernelGrid(samples, KernelLaw::fit(samples)) {}

KernelGrid::KernelGrid(std::span<const Sample> samples, const KernelLaw& law)
    : like_(samples.front().work),
      by_ratio_(std::holds_alternative<Attention>(like_.shape) && !is_decode(like_)),
      law_(law) {
    const auto slow = slow_sizes(samples);
    std::vector<Sample> regular;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto point = grid_point(samples[i].work);
        if (slow[i]) {
            slow_.push_back({point, samples[i].seconds, samples[i].spread});
            continue;
        }
        regular.push_back(samples[i]);
        for (std::size_t a = 0; a < kMostAxes; ++a) axes_[a].push_back(point[a]);
    }
    std::sort(slow_.begin(), slow_.end(), [](const SlowSize& a, const SlowSize& b) { return a.point < b.point; });
    std::size_t cells = 1;
    for (std::size_t a = kMostAxes; a-- > 0;) {
        std::sort(axes_[a].begin(), axes_[a].end());
        axes_[a].erase(std::unique(axes_[a].begin(), axes_[a].end()), axes_[a].end());
        stride_[a] = cells;
        cells *= axes_[a].size();
    }
    if (cells > kMostCells && std::holds_alternative<Gemm>(like_.shape)) {
        make_lines(samples);
        return;
    }
    cells_.resize(cells);
    place_samples(regular);
    interpolation_residual_ = GridCompletion(*this).run();
}

void KernelGrid::make_lines(std::span<const Sample> samples) {
    std::vector<Sample> sorted(samples.begin(), samples.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const Sample& a, const Sample& b) {
        return weights_of(grid_point(a.work)) < weights_of(grid_point(b.work));
    });
    for (auto first = sorted.begin(); first != sorted.end();) {
        const auto weights = weights_of(grid_point(first->work));
        const auto last = std::find_if(
            first, sorted.end(), [&](const Sample& other) { return weights_of(grid_point(other.work)) != weights; });
        lines_.push_back(KernelGrid(std::span<const Sample>(first, last), law_));
        first = last;
    }
    std::vector<double> residuals;
    for (const auto& line : lines_) residuals.push_back(line.interpolation_residual_);
    interpolation_residual_ = quantile(std::move(residuals), 0.5);
}

/// That of the same weights; else of the nearest, by the logarithms of their sizes.
const KernelGrid& KernelGrid::line_of(const Work& work) const {
    const auto wanted = weights_of(grid_point(work));
    const auto weights = [](const KernelGrid& line) { return weights_of(grid_point(line.like_)); };
    const auto same = std::lower_bound(lines_.begin(), lines_.end(), wanted,
                                       [&](const KernelGrid& line, const Weights& of) { return weights(line) < of; });
    if (same != lines_.end() && weights(*same) == wanted) return *same;
    const auto distance = [&](const KernelGrid& line) {
        double far = 0;
        for (std::size_t i = 0; i < wanted.size(); ++i) far += std::abs(std::log(wanted[i] / weights(line)[i]));
        return far;
    };
    return *std::min_element(lines_.begin(), lines_.end(),
                             [&](const KernelGrid& a, const KernelGrid& b) { return distance(a) < distance(b); });
}

/// Several samples at one place count as their mean.
void KernelGrid::place_samples(std::span<const Sample> samples) {
    std::vector<float> count(cells_.size(), 0);
    for (const auto& sample : samples) {
        const auto at = index_of(grid_point(sample.work));
        auto& cell = cells_[at];
        const float n = ++count[at];
        const double value = by_ratio_ ? sample.seconds / law_.seconds(sample.work) : sample.seconds;
        cell.value += (value - cell.value) / static_cast<double>(n);
        cell.variance += (static_cast<float>(sample.spread * sample.spread) - cell.variance) / n;
        cell.state = State::measured;
    }
}

std::size_t KernelGrid::index_of(const GridPoint& point) const {
    std::size_t index = 0;
    for (std::size_t a = 0; a < kMostAxes; ++a) {
        const auto at = std::lower_bound(axes_[a].begin(), axes_[a].end(), point[a]) - axes_[a].begin();
        index += static_cast<std::size_t>(at) * stride_[a];
    }
    return index;
}

GridPoint KernelGrid::point_of(std::size_t cell) const {
    GridPoint point{};
    for (std::size_t a = 0; a < kMostAxes; ++a) point[a] = axes_[a][cell / stride_[a] % axes_[a].size()];
    return point;
}

KernelGrid::Place KernelGrid::locate(const GridPoint& point) const {
    Place place;
    for (std::size_t a = 0; a < kMostAxes; ++a) {
        const auto& axis = axes_[a];
        const double x = std::clamp(point[a], axis.front(), axis.back());
        place.outside = place.outside || x != point[a];
        place.clamped[a] = x;
        if (axis.size() == 1) continue;
        const auto above = std::upper_bound(axis.begin() + 1, axis.end() - 1, x);
        const auto lower = static_cast<std::size_t>(above - axis.begin()) - 1;
        place.cell += lower * stride_[a];
        place.weight[a] = (x - axis[lower]) / (axis[lower + 1] - axis[lower]);
    }
    return place;
}

/// A stream of as many bytes as `work`, of the table's kind and, of the widths that it spans, the nearest.
Work KernelGrid::as_measured(const Work& work) const {
    Work asked = work_at(like_, {std::clamp(grid_point(work)[0], axes_[0].front(), axes_[0].back()), 1, 0, 0});
    std::get<Stream>(asked.shape).rows = bytes_of(work) / bytes_of(asked);
    return asked;
}

KernelTime KernelGrid::time(const Work& work) const {
    const bool stands_in = std::holds_alternative<Stream>(work.shape) &&
                           (!same_kernel(work, like_) || std::get<Stream>(work.shape).width < axes_[0].front() ||
                            std::get<Stream>(work.shape).width > axes_[0].back());
    auto result = time_within(stands_in ? as_measured(work) : work);
    result.extrapolated = result.extrapolated || stands_in;
    return result;
}

const KernelGrid::SlowSize* KernelGrid::slow_size(const GridPoint& point) const {
    const auto found = std::lower_bound(slow_.begin(), slow_.end(), point,
                                        [](const SlowSize& size, const GridPoint& at) { return size.point < at; });
    return found != slow_.end() && found->point == point ? &*found : nullptr;
}

KernelTime KernelGrid::time_within(const Work& work) const {
    if (!lines_.empty()) return line_of(work).time_within(work);
    const auto place = locate(grid_point(work));
    const bool of_table = same_kernel(work, like_);
    if (const auto* slow = of_table ? slow_size(grid_point(work)) : nullptr) {
        KernelTime measured;
        measured.seconds = slow->seconds;
        measured.relative_sd = slow->spread;
        return measured;
    }
    double value = 0;
    double variance = 0;
    bool extrapolated = place.outside || !of_table;
    bool between = false;
    bool completed = false;
    for (unsigned corner = 0; corner < (1U << kMostAxes); ++corner) {
        double weight = 1;
        std::size_t at = place.cell;
        for (std::size_t a = 0; a < kMostAxes && weight != 0; ++a) {
            const bool upper = (corner >> a & 1U) != 0;
            weight *= upper ? place.weight[a] : 1 - place.weight[a];
            if (upper) at += stride_[a];
        }
        if (weight == 0) continue;
        const auto& cell = cells_[at];
        value += weight * cell.value;
        variance += weight * static_cast<double>(cell.variance);
        extrapolated = extrapolated || cell.state == State::extrapolated;
        completed = completed || cell.state == State::completed;
        between = between || weight != 1;
    }
    KernelTime result;
    if (by_ratio_)
        result.seconds = value * law_.seconds(work);
    else if (place.outside || !of_table)
        result.seconds = value * law_.seconds(work) / law_.seconds(work_at(like_, place.clamped));
    else
        result.seconds = value;
    if (between) variance += interpolation_residual_ * interpolation_residual_;
    if (place.outside || !of_table) variance += law_.residual() * law_.residual();
    result.relative_sd = std::sqrt(variance);
    result.extrapolated = extrapolated;
    result.interpolated = !extrapolated && (between || completed);
    return result;
}

}  // namespace plimsoll::models
