// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/kernel_times.hpp"
#include "models/profile/profile.hpp"

#include <utility>
#include <vector>

namespace plimsoll::models {

/// By how much a step takes longer than its kernels one by one, from whole steps that were measured.
///
/// A kernel that is repeated alone keeps the device's clock high and its pipelines full; in a step it waits for the one
/// before it, and many large products in a row reach the limit of the device's power. So the factor depends on how long
/// a kernel takes on average, and on the share of the time that the products would need at their best rate. The factor
/// of a step is the mean of those measured, weighted by a Gaussian of the distance in both (Nadaraya 1964, Watson
/// 1964): widths 0.4 in the logarithm of the time and 0.1 in the share. Of the widths tried these predicted steps of
/// models best whose own steps were left out (docs/decisions/0027-what-lies-between-kernels.md).
class BetweenKernels {
public:
    explicit BetweenKernels(const std::vector<StepSample>& steps);

    /// Factor 1 and deviation 0 where no step was measured. The deviation is what the factors measured lie off those
    /// that the steps of the other models predict (root mean square).
    [[nodiscard]] StepFactor factor(const KernelTotals& kernels) const;

private:
    struct Place {
        double log_time = 0;
        double share = 0;
    };
    struct Known {
        Place place;
        double factor = 1;
    };
    [[nodiscard]] static Place place_of(double operators, double seconds, double best_s);
    [[nodiscard]] static double mean_at(const Place& place, const std::vector<Known>& known);
    [[nodiscard]] static double error_without_own(const std::vector<StepSample>& steps,
                                                  const std::vector<Known>& known);

    std::vector<Known> known_;
    double relative_sd_ = 0;
};

/// FLOPs per second of the fastest product of each precision that the profile has.
[[nodiscard]] std::vector<std::pair<Precision, double>> best_product_rates(const Profile& profile);

}  // namespace plimsoll::models
