// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/error_sum.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::models {
namespace {

/// Sizes that every sample of a table has in common (models/profile/profile.hpp).
struct CommonSizes {
    std::array<double, 4> operator()(const Gemm&) const { return {}; }
    std::array<double, 4> operator()(const Attention& attention) const {
        return {attention.heads, attention.kv_heads, attention.head_dim, attention.causal ? 1.0 : 0.0};
    }
    std::array<double, 4> operator()(const Stream& stream) const { return {static_cast<double>(stream.kind)}; }
    std::array<double, 4> operator()(const AllReduce& reduce) const { return {reduce.devices}; }
};

}  // namespace

ErrorSum::Table ErrorSum::table_of(const Work& work, bool extrapolated) {
    if (extrapolated) return {true, 0, {}, Precision::fp32};
    return {false, work.shape.index(), std::visit(CommonSizes{}, work.shape), work.precision};
}

void ErrorSum::add(const Work& work, const KernelTime& time, double count, double best_s) {
    const double seconds = count * time.seconds;
    totals_.operators += count;
    totals_.seconds += seconds;
    totals_.best_s += count * best_s;
    if (time.extrapolated) extrapolated_ += seconds;
    const auto table = table_of(work, time.extrapolated);
    auto found = std::find_if(sd_.begin(), sd_.end(), [&](const auto& entry) { return entry.first == table; });
    if (found == sd_.end()) found = sd_.insert(found, {table, 0.0});
    found->second += seconds * time.relative_sd;
}

double ErrorSum::sd_seconds() const {
    double variance = 0;
    for (const auto& [table, sd] : sd_) variance += sd * sd;
    return std::sqrt(variance);
}

}  // namespace plimsoll::models
