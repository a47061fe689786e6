// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile.hpp"

#include <array>
#include <string_view>
#include <type_traits>

/// Inside the profile's reader and writer: the figures of a validation's point by their names in the file.
namespace plimsoll::models {

template <class Figure>
struct NamedFigure {
    std::string_view key;
    Figure* figure;
    bool required;
};

/// Of a ValidationPoint, constant or not.
template <class Point>
[[nodiscard]] auto figures_of(Point& point) {
    using Figure = std::conditional_t<std::is_const_v<Point>, const RunFigure, RunFigure>;
    return std::array<NamedFigure<Figure>, 16>{{{"measured_p50_s", &point.measured_p50_s, true},
                                                {"measured_p99_s", &point.measured_p99_s, true},
                                                {"measured_throughput_per_s", &point.measured_throughput_per_s, true},
                                                {"simulated_p50_s", &point.simulated_p50_s, true},
                                                {"simulated_p99_s", &point.simulated_p99_s, true},
                                                {"simulated_throughput_per_s", &point.simulated_throughput_per_s, true},
                                                {"batch_time_ratio", &point.batch_time_ratio, false},
                                                {"rescaled_p50_s", &point.rescaled_p50_s, false},
                                                {"measured_ttft_p50_s", &point.measured_ttft_p50_s, false},
                                                {"measured_ttft_p99_s", &point.measured_ttft_p99_s, false},
                                                {"measured_tpot_p50_s", &point.measured_tpot_p50_s, false},
                                                {"measured_tpot_p99_s", &point.measured_tpot_p99_s, false},
                                                {"simulated_ttft_p50_s", &point.simulated_ttft_p50_s, false},
                                                {"simulated_ttft_p99_s", &point.simulated_ttft_p99_s, false},
                                                {"simulated_tpot_p50_s", &point.simulated_tpot_p50_s, false},
                                                {"simulated_tpot_p99_s", &point.simulated_tpot_p99_s, false}}};
}

}  // namespace plimsoll::models
