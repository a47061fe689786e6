// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/generated_source.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::sim {
namespace {

constexpr std::size_t kFirstBlockRequests = 64;

using Process = scenarios::GeneratedTraffic::Process;

RatePath rate_path(const scenarios::GeneratedTraffic& traffic, double load, Duration horizon, std::uint64_t seed) {
    ProfilePieces profile(traffic.profile, horizon);
    if (traffic.process == Process::mmpp) return {load, std::move(profile), MmppStates(traffic.states, horizon, seed)};
    if (!(std::isfinite(traffic.rate_per_s) && traffic.rate_per_s >= 0))
        throw InputError(Problem{{},
                                 0,
                                 "/workload/traffic/generate/rate",
                                 fmt::format("the rate cannot be {:g} /s", traffic.rate_per_s),
                                 {}});
    return {load * traffic.rate_per_s, std::move(profile), std::nullopt};
}

}  // namespace

GeneratedSource::GeneratedSource(const scenarios::GeneratedTraffic& traffic,
                                 const std::vector<scenarios::TenantShare>& tenants, double load, Duration horizon,
                                 std::uint64_t seed)
    : process_(traffic.process, traffic.cv, seed),
      time_(rate_path(traffic, load, horizon, seed), horizon),
      input_tokens_(traffic.input_tokens, seed, "input-tokens"),
      output_tokens_(traffic.output_tokens, seed, "output-tokens"),
      tenants_(tenants, seed),
      points_(kFirstBlockRequests) {
    if (traffic.prefix) prefix_.emplace(*traffic.prefix, seed);
}

std::span<const Request> GeneratedSource::next_block() {
    block_.clear();
    if (ended_) return block_;
    process_.next(points_);
    for (const double point : points_) {
        const std::int64_t arrival = time_.arrival_ns(point);
        if (arrival >= time_.horizon_ns()) {
            ended_ = true;
            break;
        }
        block_.emplace_back(SimTime(Duration(arrival)), next_id_++);
    }
    input_tokens_.fill(block_, &Request::input_tokens);
    output_tokens_.fill(block_, &Request::output_tokens);
    tenants_.fill(block_);
    if (prefix_) prefix_->fill(block_, shared_);
    points_.resize(std::min(2 * points_.size(), kBlockRequests));
    return block_;
}

}  // namespace plimsoll::sim
