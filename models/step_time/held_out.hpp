// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

/// How well a table predicts what it was not told: part of its samples is kept from it, predicted, and compared.
namespace plimsoll::models {

/// Relative errors |predicted / measured - 1|.
struct HeldOutErrors {
    std::vector<double> inside;  ///< of samples that lie between others
    std::vector<double> border;  ///< of those that the law had to answer, since they were the outermost
    std::size_t covered = 0;     ///< of those inside, how many are less than the stated standard deviation

    void append(const HeldOutErrors& other);
};

/// One sample in five is held out, chosen by `seed`.
[[nodiscard]] HeldOutErrors interpolation_errors(const KernelTable& table, std::uint64_t seed);

/// For each size along which the table extends (of products: m alone) the samples up to half of its largest value
/// predict those above.
[[nodiscard]] std::vector<double> extrapolation_errors(const KernelTable& table);

}  // namespace plimsoll::models
