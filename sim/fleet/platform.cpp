// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/platform.hpp"

#include <fmt/format.h>
#include <simgrid/s4u.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace plimsoll::sim {

namespace sg4 = simgrid::s4u;

namespace {

/// The model must stand in the engine's arguments: it cannot be changed once the engine exists. CM02 with neither
/// latency factors nor TCP windows nor acknowledgement traffic is plain fair sharing. Actors need little stack.
std::unique_ptr<sg4::Engine> make_engine() {
    std::vector<std::string> arguments{"plimsoll",
                                       "--log=root.thresh:critical",
                                       "--cfg=network/model:CM02",
                                       "--cfg=network/crosstraffic:0",
                                       "--cfg=network/TCP-gamma:0",
                                       "--cfg=surf/precision:1e-9",
                                       "--cfg=debug/clean-atexit:0"};
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    arguments.emplace_back("--cfg=contexts/factory:thread");
#else
    arguments.emplace_back("--cfg=contexts/stack-size:256");
    arguments.emplace_back("--cfg=contexts/guard-size:0");
#endif
    std::vector<char*> pointers;
    pointers.reserve(arguments.size());
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    auto count = static_cast<int>(pointers.size());
    return std::make_unique<sg4::Engine>(&count, pointers.data());
}

sg4::Host* add_host(sg4::NetZone& zone, const std::string& name, double bandwidth) {
    constexpr double kUnusedSpeed = 1e9;  // no computation runs on these hosts
    sg4::Host* host = zone.create_host(name, kUnusedSpeed);
    const sg4::Link* link = zone.create_link(name, bandwidth)->seal();
    host->seal();
    zone.add_route(host->get_netpoint(), nullptr, nullptr, nullptr, {sg4::LinkInRoute(link)}, true);
    return host;
}

/// Instances that can exist at once: replaced ones that still drain may stand beside their successors.
std::size_t places(const PoolPlan& pool, scenarios::Serving serving) {
    constexpr std::size_t kWithReplacements = 3;
    return serving == scenarios::Serving::serverless ? pool.max_instances : kWithReplacements * pool.replicas.max;
}

}  // namespace

Platform::Platform(const DeploymentPlan& plan) : engine_(make_engine()) {
    sg4::NetZone* zone = sg4::create_star_zone("deployment");
    const StartPhases& first = plan.pools.front().start;
    registry_ = add_host(*zone, "registry", first.registry_bandwidth_bytes_per_s);
    store_ = add_host(*zone, "store", first.store_bandwidth_bytes_per_s);
    std::size_t count = 0;
    for (const PoolPlan& pool : plan.pools) {
        const bool has_flows = pool.start.image_bytes > 0 || pool.start.weights_bytes > 0;
        const std::size_t end = has_flows ? count + places(pool, plan.serving) : count;
        for (; count < end; ++count)
            instances_.push_back(
                add_host(*zone, fmt::format("instance-{}", count), pool.start.instance_bandwidth_bytes_per_s));
    }
    zone->seal();
}

Platform::~Platform() = default;

void Platform::run() { engine_->run(); }

void Platform::pull_image(ReplicaSlot slot, double bytes) {
    sg4::Comm::sendto(registry_, instances_[slot % instances_.size()], static_cast<std::uint64_t>(std::llround(bytes)));
}

void Platform::load_weights(ReplicaSlot slot, double bytes) {
    sg4::Comm::sendto(store_, instances_[slot % instances_.size()], static_cast<std::uint64_t>(std::llround(bytes)));
}

}  // namespace plimsoll::sim
