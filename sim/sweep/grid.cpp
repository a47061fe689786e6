// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/grid.hpp"

#include <limits>
#include <utility>

namespace plimsoll::sim {

Grid::Grid(std::vector<Axis> axes) : axes_(std::move(axes)), count_(1) {
    for (const auto& axis : axes_) {
        if (*count_ > std::numeric_limits<std::int64_t>::max() / axis.size()) {
            count_.reset();
            return;
        }
        *count_ *= axis.size();
    }
}

std::vector<const Track*> Grid::tracks() const {
    std::vector<const Track*> tracks;
    for (const auto& axis : axes_)
        for (const auto& track : axis.tracks) tracks.push_back(&track);
    return tracks;
}

std::vector<std::string> Grid::values_at(std::size_t point) const {
    std::vector<std::size_t> places(axes_.size());
    for (std::size_t i = axes_.size(); i-- > 0;) {
        places[i] = point % axes_[i].size();
        point /= axes_[i].size();
    }
    std::vector<std::string> values;
    for (std::size_t i = 0; i < axes_.size(); ++i)
        for (const auto& track : axes_[i].tracks) values.push_back(track.values[places[i]]);
    return values;
}

std::vector<std::string> Grid::overrides_at(std::size_t point) const {
    auto overrides = values_at(point);
    const auto all = tracks();
    for (std::size_t i = 0; i < overrides.size(); ++i) overrides[i] = all[i]->pointer + "=" + overrides[i];
    return overrides;
}

std::size_t Grid::next_along(std::size_t axis, std::size_t point) const {
    std::size_t stride = 1;
    for (std::size_t i = axis + 1; i < axes_.size(); ++i) stride *= axes_[i].size();
    const bool is_last = point / stride % axes_[axis].size() == axes_[axis].size() - 1;
    return is_last ? point - (axes_[axis].size() - 1) * stride : point + stride;
}

std::string place_of(const Grid& grid, std::size_t point) {
    const auto values = grid.values_at(point);
    const auto tracks = grid.tracks();
    std::string text;
    for (std::size_t i = 0; i < values.size(); ++i)
        text += (text.empty() ? "" : ", ") + tracks[i]->name + "=" + values[i];
    return text;
}

}  // namespace plimsoll::sim
