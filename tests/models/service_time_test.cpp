// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/service_time.hpp"

#include "sim/random/stream.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace plimsoll::models {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr std::size_t kDraws = 200'000;

/// Sorted draws in seconds, keyed by number.
std::vector<double> draws(const ServiceTime& law) {
    const sim::Stream stream(17, "service");
    std::vector<double> values(kDraws);
    for (std::size_t i = 0; i < kDraws; ++i) {
        const auto uniforms = stream.draw(i);
        values[i] = seconds_of(law(1, 1, uniforms.first, uniforms.second));
    }
    std::sort(values.begin(), values.end());
    return values;
}

struct Moments {
    double mean;
    double variance;
    double mean_error;      ///< standard error of the mean
    double variance_error;  ///< standard error of the variance, from the fourth central moment
};

Moments moments(const std::vector<double>& values) {
    const double count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double second = 0;
    double fourth = 0;
    for (const double value : values) {
        const double square = (value - mean) * (value - mean);
        second += square / count;
        fourth += square * square / count;
    }
    return {mean, second, std::sqrt(second / count), std::sqrt((fourth - second * second) / count)};
}

/// Share of the draws that are at most `value`, against `expected`, in standard errors of a binomial share.
void expect_share(const std::vector<double>& values, double value, double expected) {
    const auto below = std::upper_bound(values.begin(), values.end(), value) - values.begin();
    const double share = static_cast<double>(below) / static_cast<double>(values.size());
    const double error = std::sqrt(expected * (1 - expected) / static_cast<double>(values.size()));
    EXPECT_NEAR(share, expected, 4 * error) << "at " << value;
}

double normal_cdf(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

TEST(ServiceTime, ConstantIsTheSameForEveryBatchAndNeedsNoUniforms) {
    const auto law = ServiceTime::constant(3ms);
    EXPECT_EQ(law(1, 1, 0.1, 0.9), 3ms);
    EXPECT_EQ(law(64, 512, 0.7, 0.2), 3ms);
    EXPECT_EQ(law.mean(5, 5), 3ms);
    EXPECT_FALSE(law.is_random());
    EXPECT_EQ(law.max_batch(), 0U);
}

TEST(ServiceTime, IsAtLeastOneNanosecond) {
    EXPECT_EQ(ServiceTime::constant(0ns)(1, 1, 0.5, 0.5), 1ns);
    EXPECT_EQ(ServiceTime::exponential(1ns)(1, 1, 0.999999, 0.5), 1ns);
    EXPECT_EQ(ServiceTime::grid(1, 1, {0ns})(1, 1, 0.5, 0.5), 1ns);
}

// P(X <= x) = 1 - exp(-x / mean); mean m, variance m^2.
TEST(ServiceTime, ExponentialHasItsMomentsAndQuantiles) {
    const auto law = ServiceTime::exponential(100ms);
    const auto values = draws(law);
    const auto found = moments(values);
    EXPECT_NEAR(found.mean, 0.1, 4 * found.mean_error);
    EXPECT_NEAR(found.variance, 0.01, 4 * found.variance_error);
    EXPECT_LT(found.mean_error, 0.003 * 0.1);
    for (const double q : {0.01, 0.5, 0.95, 0.999}) expect_share(values, -0.1 * std::log(1 - q), q);
    EXPECT_EQ(law.mean(1, 1), 100ms);
    EXPECT_TRUE(law.is_random());
}

// By inversion: x = -mean ln(u), rounded to the nearest nanosecond.
TEST(ServiceTime, ExponentialInvertsItsDistributionFunction) {
    const auto law = ServiceTime::exponential(1s);
    EXPECT_EQ(law(1, 1, 0.5, 0.123), Duration(693'147'181));  // ln 2 = 0.693147180559...
    EXPECT_EQ(law(1, 1, std::exp(-2.0), 0.9), 2s);
}

// ln X is normal with sigma^2 = ln(1 + cv^2) and mu = ln(mean) - sigma^2 / 2.
TEST(ServiceTime, LognormalHasItsMomentsAndQuantiles) {
    const double cv = 0.8;
    const auto law = ServiceTime::lognormal(40ms, cv);
    const auto values = draws(law);
    const auto found = moments(values);
    EXPECT_NEAR(found.mean, 0.04, 4 * found.mean_error);
    EXPECT_NEAR(found.variance, 0.04 * 0.04 * cv * cv, 4 * found.variance_error);
    const double sigma = std::sqrt(std::log(1 + cv * cv));
    const double mu = std::log(0.04) - sigma * sigma / 2;
    for (const double z : {-2.0, -0.5, 0.0, 1.0, 2.5}) expect_share(values, std::exp(mu + sigma * z), normal_cdf(z));
    EXPECT_EQ(law.mean(1, 1), 40ms);
}

// Balanced means (Whitt 1982): p = (1 + sqrt((c^2-1)/(c^2+1)))/2, F(x) = 1 - p exp(-2px/m) - (1-p) exp(-2(1-p)x/m);
// mean m, variance c^2 m^2.
TEST(ServiceTime, HyperexponentialHasItsMomentsAndQuantiles) {
    const double cv = 3;
    const double mean = 0.05;
    const auto law = ServiceTime::hyperexponential(50ms, cv);
    const auto values = draws(law);
    const auto found = moments(values);
    EXPECT_NEAR(found.mean, mean, 4 * found.mean_error);
    EXPECT_NEAR(found.variance, mean * mean * cv * cv, 4 * found.variance_error);
    const double p = (1 + std::sqrt((cv * cv - 1) / (cv * cv + 1))) / 2;
    for (const double x : {0.005, 0.05, 0.2, 0.8})
        expect_share(values, x, 1 - p * std::exp(-2 * p * x / mean) - (1 - p) * std::exp(-2 * (1 - p) * x / mean));
}

TEST(ServiceTime, HyperexponentialWithCvOneIsExponential) {
    const auto law = ServiceTime::hyperexponential(1s, 1);
    for (const double u : {0.1, 0.4999, 0.5001, 0.9}) EXPECT_EQ(law(1, 1, u, std::exp(-2.0)), 2s);
    EXPECT_THROW(ServiceTime::hyperexponential(1s, 0.9), std::invalid_argument);
}

TEST(ServiceTime, EmpiricalDrawsEverySampleEquallyOften) {
    const auto law = ServiceTime::empirical({1ms, 2ms, 4ms, 9ms});
    EXPECT_EQ(law.mean(1, 1), 4ms);
    EXPECT_EQ(law(1, 1, 0.0001, 0.5), 1ms);
    EXPECT_EQ(law(1, 1, 0.2499999, 0.5), 1ms);
    EXPECT_EQ(law(1, 1, 0.25, 0.5), 2ms);
    EXPECT_EQ(law(1, 1, 0.9999999999999999, 0.5), 9ms);
    const auto values = draws(law);
    for (const double sample : {0.001, 0.002, 0.004})
        expect_share(values, sample, sample == 0.001 ? 0.25 : sample == 0.002 ? 0.5 : 0.75);
    EXPECT_THROW(ServiceTime::empirical({}), std::invalid_argument);
}

// Bucket k holds (k pad_to, (k + 1) pad_to] tokens; the last one also everything longer.
TEST(ServiceTime, GridLooksUpBatchAndPaddedLength) {
    const auto law = ServiceTime::grid(2, 64, {1ms, 2ms, 3ms, 11ms, 12ms, 13ms});
    const auto at = [&](std::uint32_t batch, std::uint32_t tokens) { return law(batch, tokens, 0.5, 0.5); };
    EXPECT_EQ(at(1, 0), 1ms);
    EXPECT_EQ(at(1, 1), 1ms);
    EXPECT_EQ(at(1, 64), 1ms);
    EXPECT_EQ(at(1, 65), 2ms);
    EXPECT_EQ(at(1, 128), 2ms);
    EXPECT_EQ(at(1, 129), 3ms);
    EXPECT_EQ(at(1, 4'000'000'000U), 3ms);
    EXPECT_EQ(at(2, 64), 11ms);
    EXPECT_EQ(at(2, 192), 13ms);
    EXPECT_EQ(at(9, 64), 11ms);
    EXPECT_EQ(law.mean(2, 65), 12ms);
    EXPECT_EQ(law.max_batch(), 2U);
    EXPECT_FALSE(law.is_random());
    EXPECT_THROW(ServiceTime::grid(2, 64, {1ms, 2ms, 3ms}), std::invalid_argument);
    EXPECT_THROW(ServiceTime::grid(0, 64, {}), std::invalid_argument);
}

// Linear between the given sizes, along the last segment beyond them; the first size's time below it.
TEST(ServiceTime, TableInterpolatesAndExtrapolatesLinearly) {
    const auto law = ServiceTime::table({{2, 10ms}, {4, 14ms}, {8, 30ms}}, 16);
    const auto at = [&](std::uint32_t batch) { return law(batch, 1000, 0.5, 0.5); };
    EXPECT_EQ(at(1), 10ms);
    EXPECT_EQ(at(2), 10ms);
    EXPECT_EQ(at(3), 12ms);
    EXPECT_EQ(at(4), 14ms);
    EXPECT_EQ(at(7), 26ms);
    EXPECT_EQ(at(16), 62ms);
    EXPECT_EQ(law.max_batch(), 16U);
    EXPECT_EQ(ServiceTime::table({{3, 5ms}}, 8)(8, 1, 0.5, 0.5), 5ms);
    EXPECT_EQ(ServiceTime::table({{1, 9ms}, {2, 5ms}}, 8)(8, 1, 0.5, 0.5), 5ms) << "a falling table must not reach 0";
    EXPECT_THROW(ServiceTime::table({}, 8), std::invalid_argument);
}

TEST(ServiceTime, ScaledIsThatMultipleOfEveryTime) {
    const ServiceTime laws[] = {ServiceTime::constant(40ms),          ServiceTime::exponential(40ms),
                                ServiceTime::lognormal(40ms, 0.5),    ServiceTime::hyperexponential(40ms, 2),
                                ServiceTime::empirical({10ms, 70ms}), ServiceTime::table({{1, 40ms}, {8, 90ms}}, 8)};
    for (const auto& law : laws) {
        const auto twice = law.scaled(2);
        EXPECT_EQ(twice.mean(1, 1), 2 * law.mean(1, 1));
        for (const double uniform : {0.1, 0.5, 0.9})
            EXPECT_NEAR(static_cast<double>(twice(8, 1, uniform, uniform).count()),
                        2.0 * static_cast<double>(law(8, 1, uniform, uniform).count()), 2);
    }
}

}  // namespace
}  // namespace plimsoll::models
