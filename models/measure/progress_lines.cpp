// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/progress_lines.hpp"

#include "scenarios/readable.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace plimsoll::measure {

std::string bar_text(const Progress& progress, std::size_t width) {
    constexpr int kCells = 20;
    const double fraction = std::clamp(progress.fraction, 0.0, 1.0);
    const int full = static_cast<int>(fraction * kCells);
    auto text = fmt::format("[{:#>{}}{:->{}}] {:3.0f} %  {} of {} kernels", "", full, "", kCells - full,
                            std::floor(100 * fraction), progress.done, progress.of);
    if (progress.left_s >= 0) text += fmt::format(", {} left", scenarios::time_left_text(progress.left_s));
    if (!progress.work.empty()) text += "  " + progress.work;
    if (text.size() > width) text.resize(width);
    return text;
}

std::string json_line(const Progress& progress) {
    const auto left = progress.left_s < 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(progress.left_s);
    return nlohmann::ordered_json{{"event", "progress"},           {"done", progress.done}, {"of", progress.of},
                                  {"fraction", progress.fraction}, {"left_s", left},        {"work", progress.work}}
        .dump();
}

}  // namespace plimsoll::measure
