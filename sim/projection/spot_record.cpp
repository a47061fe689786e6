// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/spot_record.hpp"

#include "pricing/offer/price_factors.hpp"
#include "sim/random/stream.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace plimsoll::sim {
namespace {

constexpr std::size_t kMonthDays = 31;
constexpr std::size_t kFewestBlocks = 3;

double mean_between(const pricing::PriceSeries& series, Duration begin, Duration end) {
    double sum = 0;
    series.for_each(begin, end, [&](Duration from, Duration to, std::size_t price) {
        sum += series.prices[price].approximate() * seconds_of(to - from);
    });
    return sum / seconds_of(end - begin);
}

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<double> autocovariances(const std::vector<double>& series) {
    const double mean = mean_of(series);
    const std::size_t n = series.size();
    std::vector<double> covariances(n);
    for (std::size_t lag = 0; lag < n; ++lag) {
        for (std::size_t i = 0; i + lag < n; ++i) covariances[lag] += (series[i] - mean) * (series[i + lag] - mean);
        covariances[lag] /= static_cast<double>(n);
    }
    return covariances;
}

/// The first lag behind which so many autocorrelations in a row are none that could be told from 0.
std::size_t last_correlated_lag(const std::vector<double>& covariances) {
    const auto n = static_cast<double>(covariances.size());
    const double threshold = 2 * std::sqrt(std::log10(n) / n) * covariances.front();
    const auto in_a_row = static_cast<std::size_t>(std::max(5.0, std::sqrt(std::log10(n))));
    const std::size_t most = static_cast<std::size_t>(std::ceil(std::sqrt(n))) + in_a_row;
    for (std::size_t lag = 0; lag < most && lag + in_a_row < covariances.size(); ++lag) {
        const auto* first = covariances.data() + lag + 1;
        if (std::all_of(first, first + in_a_row, [&](double value) { return std::abs(value) < threshold; })) return lag;
    }
    return most;
}

}  // namespace

double block_length(const std::vector<double>& series) {
    const auto covariances = autocovariances(series);
    const auto [least, most] = std::minmax_element(series.begin(), series.end());
    if (*least == *most) return 1;
    const auto window =
        std::min(2 * std::max<std::size_t>(1, last_correlated_lag(covariances)), covariances.size() - 1);
    double weighted = 0;  // sum of |k| R(k)
    double spectrum = covariances.front();
    for (std::size_t lag = 1; lag <= window; ++lag) {
        const double place = static_cast<double>(lag) / static_cast<double>(window);
        const double flat_top = place <= 0.5 ? 1 : 2 * (1 - place);
        weighted += 2 * flat_top * static_cast<double>(lag) * covariances[lag];
        spectrum += 2 * flat_top * covariances[lag];
    }
    constexpr double kCircular = 4.0 / 3;
    const double length =
        std::cbrt(2 * weighted * weighted / (kCircular * spectrum * spectrum) * static_cast<double>(series.size()));
    return std::isfinite(length) ? std::max(1.0, length) : 1;
}

SpotRecord::SpotRecord(const pricing::PriceSeries& series) : mean_(mean_between(series, Duration(0), series.length)) {
    const auto whole = static_cast<std::size_t>(std::max<std::int64_t>(1, series.length / std::chrono::hours(24)));
    const Duration day = series.length / static_cast<std::int64_t>(whole);
    std::vector<double> logs;
    for (std::size_t i = 0; i < whole; ++i) {
        const Duration begin = day * static_cast<std::int64_t>(i);
        days_.push_back(mean_between(series, begin, begin + day));
        logs.push_back(std::log(days_.back()));
    }
    sums_.push_back(0);
    for (std::size_t i = 0; i < 2 * whole; ++i) sums_.push_back(sums_.back() + days_[i % whole]);
    if (whole < 2) return;
    // What a month costs is asked: within one, nothing is joined that did not follow.
    const auto wanted = std::max(kMonthDays, static_cast<std::size_t>(std::lround(block_length(logs))));
    block_ = std::max<std::size_t>(1, std::min(wanted, whole / kFewestBlocks));
}

bool SpotRecord::is_short() const {
    constexpr std::size_t kEnoughBlocks = 6;
    return days() < kEnoughBlocks * block() || block() < kMonthDays;
}

double SpotRecord::sum(std::size_t first, std::size_t count) const { return sums_[first + count] - sums_[first]; }

std::vector<double> SpotRecord::course(std::uint64_t seed, const char* stream, std::uint32_t draw,
                                       const std::vector<std::size_t>& days) const {
    const Stream starts(seed, stream);
    std::vector<double> means;
    std::uint32_t blocks = 0;
    std::size_t at = 0;
    std::size_t left = 0;
    for (const std::size_t wanted : days) {
        double all = 0;
        for (std::size_t missing = wanted; missing > 0;) {
            if (left == 0) {
                at = static_cast<std::size_t>(starts.draw(draw, blocks++).first * static_cast<double>(days_.size()));
                left = block_;
            }
            const std::size_t taken = std::min(left, missing);
            all += sum(at, taken);
            at = (at + taken) % days_.size();
            left -= taken;
            missing -= taken;
        }
        means.push_back(all / static_cast<double>(wanted));
    }
    return means;
}

std::vector<double> SpotRecord::drawn(std::uint64_t seed, std::uint32_t draw,
                                      const std::vector<std::size_t>& days) const {
    auto factors = course(seed, "projected spot months", draw, days);
    if (days_.size() < 2) return std::vector<double>(days.size(), 1);
    // A record of the same length has another mean: so far off is that of this one.
    const double other = course(seed, "projected spot record", draw, {days_.size()}).front();
    // Months differ from the mean of their own record less than from that of the market, by 1 - block / days.
    const double spread = 1 / std::sqrt(1 - static_cast<double>(block_) / static_cast<double>(days_.size()));
    for (double& factor : factors) factor = std::pow(factor / other, spread);
    return factors;
}

SpotRecords spot_records(const pricing::DeploymentOffers& offers, const scenarios::PriceFactorsSpec& factors) {
    SpotRecords records;
    for (const auto& offer : offers.pools) {
        const auto paid = pricing::at_factors(offer, factors);
        const auto* series = pricing::spot_price_series(paid);
        records.push_back(series == nullptr ? nullptr : std::make_shared<const SpotRecord>(*series));
    }
    return records;
}

}  // namespace plimsoll::sim
