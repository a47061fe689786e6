// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/grid_completion.hpp"

#include "models/profile/quantile.hpp"

#include <cmath>

namespace plimsoll::models {
namespace {

/// How much the axis' typical error counts beside that of the neighbours, and how sharply errors decide. Chosen on held
/// out points of the recorded A100 tables; other values between 0.1 and 1, and 2 and 6, do nearly as well.
constexpr double kTypicalShare = 0.3;
constexpr int kSharpness = 4;
constexpr double kLeastError = 1e-6;

}  // namespace

double GridCompletion::run() {
    residuals_.fill(std::vector<float>(grid_.cells_.size(), -1));
    find_brackets();
    find_residuals();
    const double residual = residual_of_measured();
    double variance = residual * residual;
    // What one round has completed may lie on both sides of what is still missing; each round is less sure.
    while (complete_once(variance)) {
        find_brackets();
        variance *= 2;
    }
    extrapolate();
    return residual;
}

void GridCompletion::find_brackets() {
    const auto& cells = grid_.cells_;
    brackets_.assign(cells.size(), {});
    for (std::size_t a = 0; a < kMostAxes; ++a) {
        const auto stride = grid_.stride_[a];
        const auto length = grid_.axes_[a].size();
        if (length == 1) continue;
        for (std::size_t first = 0; first < cells.size(); ++first) {
            if (first / stride % length != 0) continue;
            auto nearest = kNone;
            for (std::size_t i = 0, at = first; i < length; ++i, at += stride) {
                brackets_[at][a].below = nearest;
                if (cells[at].state != KernelGrid::State::empty) nearest = static_cast<std::uint32_t>(at);
            }
            nearest = kNone;
            for (std::size_t i = length, at = first + length * stride; i-- > 0;) {
                at -= stride;
                brackets_[at][a].above = nearest;
                if (cells[at].state != KernelGrid::State::empty) nearest = static_cast<std::uint32_t>(at);
            }
        }
    }
}

/// The value on the line between the nearest cells along `axis`. \pre the bracket is closed
double GridCompletion::along(std::size_t cell, std::size_t axis) const {
    const auto [below, above] = brackets_[cell][axis];
    const auto& values = grid_.axes_[axis];
    const auto place = [&](std::size_t at) { return values[at / grid_.stride_[axis] % values.size()]; };
    const double weight = (place(cell) - place(below)) / (place(above) - place(below));
    return grid_.cells_[below].value * (1 - weight) + grid_.cells_[above].value * weight;
}

void GridCompletion::find_residuals() {
    for (std::size_t a = 0; a < kMostAxes; ++a) {
        std::vector<double> errors;
        for (std::size_t at = 0; at < grid_.cells_.size(); ++at) {
            if (grid_.cells_[at].state != KernelGrid::State::measured || !brackets_[at][a].closed()) continue;
            const double error = std::abs(std::log(along(at, a) / grid_.cells_[at].value));
            residuals_[a][at] = static_cast<float>(error);
            errors.push_back(error);
        }
        typical_[a] = errors.empty() ? 1 : quantile(std::move(errors), 0.5);
    }
}

/// Mean error along `axis` of the measured cells around, the axis' typical one where none is known.
double GridCompletion::local_residual(std::size_t cell, std::size_t axis) const {
    double total = 0;
    int count = 0;
    for (const auto& bracket : brackets_[cell]) {
        if (!bracket.closed()) continue;
        for (const auto neighbour : {bracket.below, bracket.above}) {
            const auto residual = residuals_[axis][neighbour];
            if (residual < 0) continue;
            total += static_cast<double>(residual);
            ++count;
        }
    }
    return count == 0 ? typical_[axis] : total / count;
}

std::optional<double> GridCompletion::predicted(std::size_t cell) const {
    double sum = 0;
    double weights = 0;
    for (std::size_t a = 0; a < kMostAxes; ++a) {
        if (!brackets_[cell][a].closed()) continue;
        const double error = kTypicalShare * typical_[a] + local_residual(cell, a) + kLeastError;
        const double weight = std::pow(error, -kSharpness);
        sum += weight * along(cell, a);
        weights += weight;
    }
    if (weights == 0) return std::nullopt;
    return sum / weights;
}

double GridCompletion::residual_of_measured() const {
    std::vector<double> errors;
    for (std::size_t at = 0; at < grid_.cells_.size(); ++at) {
        if (grid_.cells_[at].state != KernelGrid::State::measured) continue;
        if (const auto value = predicted(at)) errors.push_back(std::abs(*value / grid_.cells_[at].value - 1));
    }
    return errors.empty() ? grid_.law_.residual() : quantile(std::move(errors), kOneSigma);
}

bool GridCompletion::complete_once(double variance) {
    std::vector<std::pair<std::size_t, double>> found;
    for (std::size_t at = 0; at < grid_.cells_.size(); ++at) {
        if (grid_.cells_[at].state != KernelGrid::State::empty) continue;
        if (const auto value = predicted(at)) found.emplace_back(at, *value);
    }
    for (const auto& [at, value] : found)
        grid_.cells_[at] = {value, static_cast<float>(variance), KernelGrid::State::completed};
    return !found.empty();
}

std::vector<std::size_t> GridCompletion::neighbours(std::size_t cell) const {
    std::vector<std::size_t> result;
    for (std::size_t a = 0; a < kMostAxes; ++a) {
        const auto stride = grid_.stride_[a];
        const auto place = cell / stride % grid_.axes_[a].size();
        if (place > 0) result.push_back(cell - stride);
        if (place + 1 < grid_.axes_[a].size()) result.push_back(cell + stride);
    }
    return result;
}

/// Layer by layer from the filled cells outwards: the law, times what the neighbours' times are of it, on average.
void GridCompletion::extrapolate() {
    auto& cells = grid_.cells_;
    // Cells hold seconds or, already, the ratio to the law.
    const auto scale = [this](std::size_t at) {
        return grid_.by_ratio_ ? 1 : grid_.law_.seconds(work_at(grid_.like_, grid_.point_of(at)));
    };
    const auto variance = static_cast<float>(grid_.law_.residual() * grid_.law_.residual());
    std::vector<bool> reached(cells.size(), false);
    std::vector<std::size_t> border;
    for (std::size_t at = 0; at < cells.size(); ++at)
        if (cells[at].state != KernelGrid::State::empty) border.push_back(at);
    while (!border.empty()) {
        std::vector<std::size_t> layer;
        std::vector<double> values;
        for (const auto filled : border)
            for (const auto at : neighbours(filled)) {
                if (cells[at].state != KernelGrid::State::empty || reached[at]) continue;
                reached[at] = true;
                double ratio = 0;
                int count = 0;
                for (const auto near : neighbours(at)) {
                    if (cells[near].state == KernelGrid::State::empty) continue;
                    ratio += cells[near].value / scale(near);
                    ++count;
                }
                layer.push_back(at);
                values.push_back(ratio / count * scale(at));
            }
        for (std::size_t i = 0; i < layer.size(); ++i)
            cells[layer[i]] = {values[i], variance, KernelGrid::State::extrapolated};
        border = std::move(layer);
    }
}

}  // namespace plimsoll::models
