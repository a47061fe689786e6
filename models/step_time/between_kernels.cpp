// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/between_kernels.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::models {
namespace {

constexpr double kWidthOfLogTime = 0.4;
constexpr double kWidthOfShare = 0.1;

double squared(double value) { return value * value; }

}  // namespace

BetweenKernels::Place BetweenKernels::place_of(double operators, double seconds, double best_s) {
    return {std::log(seconds / operators), best_s / seconds};
}

double BetweenKernels::mean_at(const Place& place, const std::vector<Known>& known) {
    const auto distance = [&](const Known& other) {
        return squared((other.place.log_time - place.log_time) / kWidthOfLogTime) +
               squared((other.place.share - place.share) / kWidthOfShare);
    };
    // Relative to the nearest, so that far from all of them the nearest decides.
    double nearest = distance(known.front());
    for (const auto& other : known) nearest = std::min(nearest, distance(other));
    double weights = 0;
    double sum = 0;
    for (const auto& other : known) {
        const double weight = std::exp((nearest - distance(other)) / 2);
        weights += weight;
        sum += weight * other.factor;
    }
    return sum / weights;
}

double BetweenKernels::error_without_own(const std::vector<StepSample>& steps, const std::vector<Known>& known) {
    double squares = 0;
    for (std::size_t i = 0; i < known.size(); ++i) {
        std::vector<Known> others;
        for (std::size_t j = 0; j < known.size(); ++j)
            if (steps[j].model != steps[i].model) others.push_back(known[j]);
        if (others.empty()) others.push_back({known[i].place, 1});  // a single model: what it adds is what is unsure
        squares += squared(mean_at(known[i].place, others) / known[i].factor - 1);
    }
    return std::sqrt(squares / static_cast<double>(known.size()));
}

BetweenKernels::BetweenKernels(const std::vector<StepSample>& steps) {
    for (const auto& step : steps)
        known_.push_back({place_of(step.operators, step.operators_s, step.best_s), step.seconds / step.operators_s});
    if (!known_.empty()) relative_sd_ = error_without_own(steps, known_);
}

StepFactor BetweenKernels::factor(const KernelTotals& kernels) const {
    if (known_.empty() || kernels.seconds <= 0) return {};
    return {mean_at(place_of(kernels.operators, kernels.seconds, kernels.best_s), known_), relative_sd_};
}

std::vector<std::pair<Precision, double>> best_product_rates(const Profile& profile) {
    std::vector<std::pair<Precision, double>> rates;
    for (const auto& table : profile.tables)
        for (const auto& sample : table.samples) {
            if (!std::holds_alternative<Gemm>(sample.work.shape)) continue;
            const double rate = flops_of(sample.work) / sample.seconds;
            auto found = std::find_if(rates.begin(), rates.end(),
                                      [&](const auto& entry) { return entry.first == sample.work.precision; });
            if (found == rates.end()) found = rates.insert(found, {sample.work.precision, 0});
            found->second = std::max(found->second, rate);
        }
    return rates;
}

}  // namespace plimsoll::models
