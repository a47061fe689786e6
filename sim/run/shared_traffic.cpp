// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/shared_traffic.hpp"

#include "sim/random/stream.hpp"
#include "sim/traffic/traffic.hpp"

#include <cmath>

namespace plimsoll::sim {

namespace {

/// Room for what is shared, in requests: 480 MB.
constexpr double kMostShared = 2e7;

/// So many that chance hardly ever asks for more. Bursts are told by the forecast; what it misses is made by each.
double room_for(double expected) {
    constexpr double kSpare = 1.25;
    constexpr double kLeast = 10'000;
    return kSpare * expected + kLeast;
}

}  // namespace

void SharedTraffic::share(const std::vector<Point>& points) {
    // Requests are all alike; how their prompts begin has no such bound, and turns of conversations follow from what
    // each deployment answers: each makes them for itself.
    if (tells_prefixes(experiment_.scenario.workload)) return;
    for (const auto& point : points) ++shares_[key_of(point)].users;
    double left = kMostShared;
    for (auto& [key, share] : shares_) {
        const double room = room_for(experiment_.expected_requests * key.second);
        if (share.users < 2 || !(room <= left)) continue;
        left -= room;
        share.requests = std::make_unique<SharedRequests>(static_cast<std::size_t>(room), reach_);
    }
}

SharedTraffic::Key SharedTraffic::key_of(const Point& point) const {
    return {replication_seed(experiment_.scenario.experiment.seed, point.replication), point.overrides.load};
}

std::unique_ptr<RequestSource> SharedTraffic::open(const SimulationInput& input) {
    const auto make = [&] { return experiment_.traffic(input.options.seed, input.load); };
    const auto share = shares_.find({input.options.seed, input.load});
    if (share == shares_.end() || !share->second.requests) return make();
    return share->second.requests->open(make);
}

void SharedTraffic::finished(const Point& point) {
    const auto share = shares_.find(key_of(point));
    if (share != shares_.end() && --share->second.users == 0) shares_.erase(share);
}

}  // namespace plimsoll::sim
