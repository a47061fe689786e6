// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

/// What repetitions of one kernel say, and when there are enough of them. Without third-party headers: the program on
/// the GPU machine shares it.
namespace plimsoll::measure {

struct Summary {
    double median = 0;
    double spread = 0;  ///< standard deviation as the quartiles tell it, as a fraction of the median
    std::size_t count = 0;
};

/// The spread is the distance of the quartiles, which of normal values is 1.349 standard deviations, as such a
/// deviation: up to a quarter of the repetitions may be disturbed by other programs without moving it far. Percentiles
/// interpolate linearly between order statistics (Hyndman and Fan 1996, definition 7).
/// \pre `values` is not empty
[[nodiscard]] Summary summarize(std::vector<double> values);

/// How hard to try for one kernel.
struct Effort {
    std::size_t least = 5;     ///< repetitions, whatever they take
    std::size_t most = 2000;   ///< repetitions
    double at_most_s = 0.2;    ///< for all repetitions after the least
    double accuracy = 0.0025;  ///< standard error of the median that is good enough, as a fraction of it
};

/// Stops when the median is known well enough, or the effort is spent. The standard error of the median of n normal
/// values is sqrt(pi / 2) sigma / sqrt(n) (Kendall and Stuart, The Advanced Theory of Statistics, 10.10); `spread`
/// stands for sigma, because the tail of times on a shared machine would spoil a standard deviation.
class StoppingRule {
public:
    explicit StoppingRule(const Effort& effort) : effort_(effort), next_look_(effort.least) {}

    void add(double seconds);
    [[nodiscard]] bool done() const { return done_; }
    /// \pre a time was added
    [[nodiscard]] Summary summary() const { return summarize(values_); }

private:
    [[nodiscard]] bool accurate() const;

    Effort effort_;
    std::vector<double> values_;
    double sum_ = 0;
    std::size_t next_look_;
    bool done_ = false;
};

}  // namespace plimsoll::measure
