// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/slow_sizes.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <tuple>

namespace plimsoll::models {

std::vector<bool> slow_sizes(std::span<const Sample> samples) {
    constexpr double kMuch = 1.2;
    std::vector<bool> slow(samples.size(), false);
    if (samples.empty() || !std::holds_alternative<Gemm>(samples.front().work.shape)) return slow;
    const auto gemm = [&](std::size_t i) -> const Gemm& { return std::get<Gemm>(samples[i].work.shape); };
    const auto weights = [&](std::size_t i) { return std::tuple(gemm(i).groups, gemm(i).n, gemm(i).k); };
    std::vector<std::size_t> order(samples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple(weights(a), gemm(a).m) < std::tuple(weights(b), gemm(b).m);
    });
    double least_s = std::numeric_limits<double>::infinity();  // of those with more rows
    for (std::size_t i = order.size(); i-- > 0;) {
        const std::size_t here = order[i];
        if (i + 1 < order.size() && weights(here) != weights(order[i + 1]))
            least_s = std::numeric_limits<double>::infinity();
        const bool fewest = i == 0 || weights(order[i - 1]) != weights(here) || gemm(order[i - 1]).m == gemm(here).m;
        slow[here] = !fewest && samples[here].seconds > kMuch * least_s;
        least_s = std::min(least_s, samples[here].seconds);
    }
    return slow;
}

}  // namespace plimsoll::models
