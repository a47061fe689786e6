// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/inspection.hpp"

#include "sim/measured/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace plimsoll::sim {
namespace {

class WindowCounter {
public:
    explicit WindowCounter(Duration window) : window_ns_(window.count()) {}

    void add(std::int64_t ns) {
        if (const std::int64_t index = ns / window_ns_; index != index_) {
            close();
            index_ = index;
        }
        ++count_;
    }

    /// Empty windows count too: they add nothing to the sums, and their number follows from the span.
    WindowCounts finish(std::int64_t span_ns) {
        WindowCounts result;
        result.window = Duration(window_ns_);
        const std::int64_t complete = span_ns / window_ns_;
        if (index_ < complete)
            close();
        else
            peak_ = std::max(peak_, count_);
        result.windows = static_cast<std::uint64_t>(complete);
        result.peak_per_s = static_cast<double>(peak_) / seconds_of(result.window);
        if (complete == 0) return result;
        const auto n = static_cast<double>(complete);
        result.mean = sum_ / n;
        if (complete > 1 && sum_ > 0) result.dispersion = (squares_ - sum_ * sum_ / n) / (n - 1) / result.mean;
        return result;
    }

private:
    void close() {
        const auto count = static_cast<double>(count_);
        sum_ += count;
        squares_ += count * count;
        peak_ = std::max(peak_, count_);
        count_ = 0;
    }

    std::int64_t window_ns_;
    std::int64_t index_ = 0;
    std::uint64_t count_ = 0;
    std::uint64_t peak_ = 0;
    double sum_ = 0;      // whole numbers, exact up to 2^53
    double squares_ = 0;  // likewise
};

/// Counts over an unknown span in at most kBuckets buckets: when the span outgrows them, their width doubles.
class RatePlot {
public:
    void add(std::int64_t ns) {
        while (ns / width_ns_ >= static_cast<std::int64_t>(kBuckets)) double_width();
        const auto index = static_cast<std::size_t>(ns / width_ns_);
        if (index >= counts_.size()) counts_.resize(index + 1);
        ++counts_[index];
    }
    [[nodiscard]] Duration width() const { return Duration(width_ns_); }
    [[nodiscard]] std::vector<std::uint64_t> counts() && { return std::move(counts_); }

private:
    static constexpr std::size_t kBuckets = 512;

    void double_width() {
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            const std::uint64_t count = counts_[i];
            counts_[i] = 0;
            counts_[i / 2] += count;
        }
        counts_.resize((counts_.size() + 1) / 2);
        width_ns_ *= 2;
    }

    std::int64_t width_ns_ = 1'000'000;
    std::vector<std::uint64_t> counts_;
};

/// Token counts in the buckets of the latency histograms, which are as good for any whole number.
class TokenCounts {
public:
    void add(std::uint32_t tokens) {
        const std::size_t index = results::DurationBuckets::index(tokens);
        if (index >= buckets_.size()) buckets_.resize(index + 1);
        ++buckets_[index];
        ++count_;
        sum_ += tokens;
        min_ = std::min(min_, tokens);
        max_ = std::max(max_, tokens);
    }

    [[nodiscard]] TokenSummary summary() const {
        if (count_ == 0) return {};
        return {sum_ / static_cast<double>(count_),
                min_,
                quantile(0.5),
                quantile(0.9),
                quantile(0.95),
                quantile(0.99),
                max_};
    }

private:
    [[nodiscard]] std::uint32_t quantile(double q) const {
        const auto rank = static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(count_)));
        std::uint64_t below = 0;
        for (std::size_t i = 0; i < buckets_.size(); ++i)
            if ((below += buckets_[i]) >= rank)
                return std::clamp(static_cast<std::uint32_t>(results::DurationBuckets::middle(i)), min_, max_);
        return max_;
    }

    std::vector<std::uint64_t> buckets_;
    std::uint64_t count_ = 0;
    double sum_ = 0;
    std::uint32_t min_ = UINT32_MAX;
    std::uint32_t max_ = 0;
};

/// Mean and variance in one pass (Welford 1962).
class GapStatistics {
public:
    void add(std::int64_t gap_ns) {
        zeros_ += gap_ns == 0;
        const double gap = static_cast<double>(gap_ns) * 1e-9;
        const double delta = gap - mean_;
        mean_ += delta / static_cast<double>(++count_);
        squares_ += delta * (gap - mean_);
    }
    [[nodiscard]] double cv() const {
        return count_ < 2 || mean_ == 0 ? 0 : std::sqrt(squares_ / static_cast<double>(count_ - 1)) / mean_;
    }
    [[nodiscard]] double zero_share() const {
        return count_ == 0 ? 0 : static_cast<double>(zeros_) / static_cast<double>(count_);
    }

private:
    std::uint64_t count_ = 0;
    std::uint64_t zeros_ = 0;
    double mean_ = 0;
    double squares_ = 0;
};

}  // namespace

double WindowCounts::poisson_standard_error() const {
    return windows < 2 ? 0 : std::sqrt(2.0 / static_cast<double>(windows - 1));
}

TraceInspection inspect(RequestSource& source) {
    using namespace std::chrono_literals;
    std::vector<WindowCounter> windows;
    for (const Duration window : {Duration(1s), Duration(10s), Duration(1min), Duration(10min)})
        windows.emplace_back(window);
    TokenCounts input;
    TokenCounts output;
    GapStatistics gaps;
    RatePlot plot;

    TraceInspection result;
    SimTime first{};
    SimTime last{};
    for (auto block = source.next_block(); !block.empty(); block = source.next_block()) {
        for (const Request& request : block) {
            if (result.requests++ == 0)
                first = request.arrival;
            else
                gaps.add((request.arrival - last).count());
            last = request.arrival;
            const std::int64_t ns = (request.arrival - first).count();
            for (WindowCounter& window : windows) window.add(ns);
            plot.add(ns);
            input.add(request.input_tokens);
            output.add(request.output_tokens);
        }
    }

    result.span = last - first;
    if (result.span > Duration{0})
        result.mean_rate_per_s = static_cast<double>(result.requests - 1) / seconds_of(result.span);
    result.gap_cv = gaps.cv();
    result.simultaneous_share = gaps.zero_share();
    for (WindowCounter& window : windows) result.windows.push_back(window.finish(result.span.count()));
    result.input_tokens = input.summary();
    result.output_tokens = output.summary();
    result.plot_bucket = plot.width();
    result.plot = std::move(plot).counts();
    return result;
}

}  // namespace plimsoll::sim
