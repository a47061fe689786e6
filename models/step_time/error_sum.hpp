// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/kernel_times.hpp"

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace plimsoll::models {

/// Sum of kernel times with the standard deviation of its error: fully correlated within a kernel table, independent
/// between tables (step_time.hpp says why).
class ErrorSum {
public:
    /// `best_s`: KernelTimes::best_seconds.
    void add(const Work& work, const KernelTime& time, double count, double best_s = 0);

    [[nodiscard]] double seconds() const { return totals_.seconds; }
    [[nodiscard]] const KernelTotals& totals() const { return totals_; }
    [[nodiscard]] double extrapolated_seconds() const { return extrapolated_; }
    [[nodiscard]] double sd_seconds() const;

private:
    /// What tables of a profile differ in.
    struct Table {
        bool extrapolated = false;
        std::size_t shape = 0;
        std::array<double, 4> sizes{};
        Precision precision = Precision::fp32;
        bool operator==(const Table&) const = default;
    };
    static Table table_of(const Work& work, bool extrapolated);

    KernelTotals totals_;
    double extrapolated_ = 0;
    std::vector<std::pair<Table, double>> sd_;  // few
};

}  // namespace plimsoll::models
