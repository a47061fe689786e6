// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numbers>
#include <vector>

namespace plimsoll::models {

/// How long a replica works on one batch. A value: cheap to copy, evaluated once per batch in the request kernel.
/// Random laws take their two uniforms in (0, 1) from the caller, so that draws are keyed by the caller's streams.
class ServiceTime {
public:
    /// The same time for every batch, whatever its size.
    static ServiceTime constant(Duration value);
    static ServiceTime exponential(Duration mean);
    /// Lognormal with the given mean and coefficient of variation (Box-Muller on the two uniforms).
    static ServiceTime lognormal(Duration mean, double cv);
    /// Two exponential phases with balanced means (Whitt 1982): mean `mean`, coefficient of variation `cv` >= 1.
    static ServiceTime hyperexponential(Duration mean, double cv);
    /// One of `samples`, each equally likely.
    static ServiceTime empirical(std::vector<Duration> samples);
    /// `by_batch_and_tokens[(b - 1) * buckets + k]`: a batch of b requests whose longest one, padded, fills bucket k.
    /// Bucket k holds sequences of (k * pad_to, (k + 1) * pad_to] tokens; longer ones take the last bucket.
    /// Batches of more than `max_batch` take the time of `max_batch`.
    static ServiceTime grid(std::uint32_t max_batch, std::uint32_t pad_to_tokens,
                            std::vector<Duration> by_batch_and_tokens);
    /// Batch size -> time, for batches of up to `max_batch` of any length: linear between the given sizes and along the
    /// last segment beyond them, but never below the last one given; smaller batches than the first take its time.
    static ServiceTime table(const std::map<std::uint32_t, Duration>& by_batch, std::uint32_t max_batch);

    /// What is known of the error of a time.
    struct Doubt {
        double relative_sd = 0;    ///< standard deviation, as a fraction of the time
        bool leaves_grid = false;  ///< much of it was not measured but extrapolated
    };
    /// \pre a grid and one entry for each of its times, in their order; or none at all
    void set_doubts(std::vector<Doubt> doubts);
    /// The law if every time were off by `z` of its standard deviations at once: errors of one profile go one way.
    [[nodiscard]] ServiceTime shifted(double z) const;
    /// The law if every time were that multiple of what it is. \pre factor > 0
    [[nodiscard]] ServiceTime scaled(double factor) const;
    [[nodiscard]] bool has_doubts() const noexcept { return !doubts_.empty(); }
    [[nodiscard]] Doubt doubt(std::uint32_t batch, std::uint32_t tokens) const noexcept {
        return doubts_.empty() ? Doubt{} : doubts_[cell(batch, tokens)];
    }

    /// Time of a batch of `batch` requests, the longest of `tokens` tokens. At least one nanosecond.
    /// Inline, and the laws without randomness first: this is called once per batch of a simulation.
    [[nodiscard]] Duration operator()(std::uint32_t batch, std::uint32_t tokens, double uniform1,
                                      double uniform2) const {
        switch (kind_) {
            case Kind::constant:
                return constant_;
            case Kind::grid:
                return values_[cell(batch, tokens)];
            case Kind::exponential:
                return whole(-a_ * std::log(uniform1));  // by inversion
            case Kind::lognormal:
                return whole(std::exp(a_ + b_ * box_muller(uniform1, uniform2)));
            case Kind::hyperexponential:
                return whole(-(uniform1 < a_ ? b_ : c_) * std::log(uniform2));
            case Kind::empirical:
                return values_[sample(uniform1)];
        }
        return constant_;  // not reached
    }
    /// Expected time for that batch.
    [[nodiscard]] Duration mean(std::uint32_t batch, std::uint32_t tokens) const;
    /// Whether the uniforms are used at all; callers skip drawing them where not.
    [[nodiscard]] bool is_random() const noexcept { return kind_ > Kind::grid; }
    /// Largest batch the law knows; 0: any.
    [[nodiscard]] std::uint32_t max_batch() const noexcept { return kind_ == Kind::grid ? max_batch_ : 0; }

    /// Calls `visit` with everything that makes up the law: equal members, equal times.
    template <class Visitor>
    void visit_members(Visitor&& visit) const {
        const auto& [kind, max_batch, pad_to, buckets, constant, a, b, c, mean, values, doubts] = *this;
        visit(kind, max_batch, pad_to, buckets, constant, a, b, c, mean, values, doubts);
    }

private:
    enum class Kind : std::uint8_t { constant, grid, exponential, lognormal, hyperexponential, empirical };

    /// Nearest whole nanosecond, at least one, at most 100 years (so that sums stay inside 64 bits).
    static Duration whole(double nanoseconds) noexcept {
        constexpr double kLongest = 100.0 * 365 * 86'400 * 1e9;
        return Duration(static_cast<Duration::rep>(std::clamp(nanoseconds + 0.5, 1.0, kLongest)));
    }
    static double box_muller(double uniform1, double uniform2) noexcept {
        return std::sqrt(-2 * std::log(uniform1)) * std::cos(2 * std::numbers::pi * uniform2);
    }
    [[nodiscard]] std::size_t cell(std::uint32_t batch, std::uint32_t tokens) const noexcept {
        const std::size_t row = std::min(std::max(batch, 1U), max_batch_) - 1;
        if (buckets_ == 1) return row;
        const std::uint32_t bucket = tokens == 0 ? 0 : (tokens - 1) / pad_to_;
        return row * buckets_ + std::min(bucket, buckets_ - 1);
    }
    [[nodiscard]] std::size_t sample(double uniform) const noexcept {
        const auto count = values_.size();
        return std::min(static_cast<std::size_t>(uniform * static_cast<double>(count)), count - 1);
    }

    Kind kind_ = Kind::constant;
    std::uint32_t max_batch_ = 0;
    std::uint32_t pad_to_ = 1;
    std::uint32_t buckets_ = 1;
    Duration constant_{1};
    double a_ = 0;     // exponential: mean ns; lognormal: mu of ns; hyperexponential: probability of phase one
    double b_ = 0;     // lognormal: sigma; hyperexponential: mean ns of phase one
    double c_ = 0;     // hyperexponential: mean ns of phase two
    double mean_ = 0;  // ns
    std::vector<Duration> values_;
    std::vector<Doubt> doubts_;  ///< of the values of a grid; empty: none known
};

}  // namespace plimsoll::models
