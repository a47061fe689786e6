// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/service_time.hpp"

#include <stdexcept>
#include <utility>

namespace plimsoll::models {
namespace {

constexpr Duration kShortest{1};

double nanoseconds(Duration duration) { return static_cast<double>(duration.count()); }

/// Linear between neighbours, constant below the first, along the last segment above.
double interpolate(const std::map<std::uint32_t, Duration>& by_batch, std::uint32_t batch) {
    const auto above = by_batch.lower_bound(batch);
    if (above == by_batch.begin()) return nanoseconds(above->second);
    const bool beyond = above == by_batch.end();
    const auto right = beyond ? std::prev(above) : above;
    if (right == by_batch.begin()) return nanoseconds(right->second);
    const auto left = std::prev(right);
    const double slope = (nanoseconds(right->second) - nanoseconds(left->second)) / (right->first - left->first);
    const double value = nanoseconds(left->second) + slope * (static_cast<double>(batch) - left->first);
    return beyond ? std::max(value, nanoseconds(right->second)) : value;
}

}  // namespace

ServiceTime ServiceTime::constant(Duration value) {
    ServiceTime law;
    law.constant_ = std::max(value, kShortest);
    law.mean_ = nanoseconds(law.constant_);
    return law;
}

ServiceTime ServiceTime::exponential(Duration mean) {
    ServiceTime law;
    law.kind_ = Kind::exponential;
    law.a_ = law.mean_ = nanoseconds(mean);
    return law;
}

ServiceTime ServiceTime::lognormal(Duration mean, double cv) {
    ServiceTime law;
    law.kind_ = Kind::lognormal;
    // mean = exp(mu + sigma^2 / 2), cv^2 = exp(sigma^2) - 1.
    const double variance = std::log1p(cv * cv);
    law.mean_ = nanoseconds(mean);
    law.a_ = std::log(law.mean_) - variance / 2;
    law.b_ = std::sqrt(variance);
    return law;
}

ServiceTime ServiceTime::hyperexponential(Duration mean, double cv) {
    if (!(cv >= 1))
        throw std::invalid_argument("a hyperexponential law needs a coefficient of variation of at least 1");
    ServiceTime law;
    law.kind_ = Kind::hyperexponential;
    law.mean_ = nanoseconds(mean);
    // p = (1 + sqrt((cv^2 - 1) / (cv^2 + 1))) / 2 and p m1 = (1 - p) m2 = mean / 2; W. Whitt, "Approximating a point
    // process by a renewal process, I", Operations Research 30(1), 1982, section 3.
    const double squared = cv * cv;
    law.a_ = (1 + std::sqrt((squared - 1) / (squared + 1))) / 2;
    law.b_ = law.mean_ / (2 * law.a_);
    law.c_ = law.mean_ / (2 * (1 - law.a_));
    return law;
}

ServiceTime ServiceTime::empirical(std::vector<Duration> samples) {
    if (samples.empty()) throw std::invalid_argument("an empirical law needs at least one sample");
    ServiceTime law;
    law.kind_ = Kind::empirical;
    law.values_ = std::move(samples);
    double sum = 0;
    for (auto& value : law.values_) {
        value = std::max(value, kShortest);
        sum += nanoseconds(value);
    }
    law.mean_ = sum / static_cast<double>(law.values_.size());
    return law;
}

ServiceTime ServiceTime::grid(std::uint32_t max_batch, std::uint32_t pad_to_tokens,
                              std::vector<Duration> by_batch_and_tokens) {
    if (max_batch == 0 || pad_to_tokens == 0 || by_batch_and_tokens.empty() ||
        by_batch_and_tokens.size() % max_batch != 0)
        throw std::invalid_argument("a grid needs the same number of times, at least one, for each batch size");
    ServiceTime law;
    law.kind_ = Kind::grid;
    law.max_batch_ = max_batch;
    law.pad_to_ = pad_to_tokens;
    law.buckets_ = static_cast<std::uint32_t>(by_batch_and_tokens.size() / max_batch);
    law.values_ = std::move(by_batch_and_tokens);
    for (auto& value : law.values_) value = std::max(value, kShortest);
    return law;
}

ServiceTime ServiceTime::table(const std::map<std::uint32_t, Duration>& by_batch, std::uint32_t max_batch) {
    if (by_batch.empty()) throw std::invalid_argument("a table needs at least one batch size");
    std::vector<Duration> values;
    values.reserve(max_batch);
    for (std::uint32_t batch = 1; batch <= max_batch; ++batch) values.push_back(whole(interpolate(by_batch, batch)));
    return grid(max_batch, 1, std::move(values));
}

void ServiceTime::set_doubts(std::vector<Doubt> doubts) {
    if (!doubts.empty() && (kind_ != Kind::grid || doubts.size() != values_.size()))
        throw std::invalid_argument("doubts are those of a grid's times, one for each");
    doubts_ = std::move(doubts);
}

ServiceTime ServiceTime::shifted(double z) const {
    constexpr double kLeast = 0.05;  // a law this uncertain could not tell less
    ServiceTime law = *this;
    for (std::size_t i = 0; i < doubts_.size(); ++i)
        law.values_[i] = whole(nanoseconds(values_[i]) * std::max(kLeast, 1 + z * doubts_[i].relative_sd));
    return law;
}

ServiceTime ServiceTime::scaled(double factor) const {
    ServiceTime law = *this;
    for (auto& value : law.values_) value = whole(nanoseconds(value) * factor);
    law.mean_ *= factor;
    switch (kind_) {
        case Kind::constant:
            law.constant_ = whole(nanoseconds(constant_) * factor);
            break;
        case Kind::exponential:
            law.a_ *= factor;
            break;
        case Kind::lognormal:
            law.a_ += std::log(factor);
            break;
        case Kind::hyperexponential:
            law.b_ *= factor;
            law.c_ *= factor;
            break;
        case Kind::grid:
        case Kind::empirical:
            break;  // their values
    }
    return law;
}

Duration ServiceTime::mean(std::uint32_t batch, std::uint32_t tokens) const {
    return kind_ == Kind::grid ? values_[cell(batch, tokens)] : whole(mean_);
}

}  // namespace plimsoll::models
