// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/platform.hpp"

#include "sim/fleet/simgrid_time.hpp"
#include "sim/model_bug.hpp"

#include <fmt/format.h>
#include <simgrid/s4u.hpp>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <string>
#include <utility>

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

/// A host that sends to itself through a link which these flows share.
sg4::Host* add_host(sg4::NetZone& zone, const std::string& name, double bandwidth) {
    constexpr double kUnusedSpeed = 1e9;  // no computation runs on these hosts
    sg4::Host* host = zone.create_host(name, kUnusedSpeed)->seal();
    const sg4::Link* link = zone.create_link(name, bandwidth)->seal();
    zone.add_route(host->get_netpoint(), host->get_netpoint(), nullptr, nullptr, {sg4::LinkInRoute(link)}, true);
    return host;
}

}  // namespace

struct Platform::Flow {
    sg4::ActorPtr actor;
    std::function<void(SimTime)> ended;
};

struct Platform::Waiting {
    sg4::MutexPtr mutex = sg4::Mutex::create();
    sg4::ConditionVariablePtr flow_ended = sg4::ConditionVariable::create();
};

Platform::Platform(const DeploymentPlan& plan, bool actors) {
    if (!actors) return;
    engine_ = make_engine();
    waiting_ = std::make_unique<Waiting>();
    sg4::NetZone* zone = sg4::create_star_zone("deployment");
    for (std::size_t i = 0; i < plan.pools.size(); ++i) {
        const StartPhases& start = plan.pools[i].start;
        pools_.push_back({add_host(*zone, fmt::format("registry-{}", i), start.registry_bandwidth_bytes_per_s),
                          add_host(*zone, fmt::format("store-{}", i), start.store_bandwidth_bytes_per_s),
                          start.instance_bandwidth_bytes_per_s});
    }
    zone->seal();
}

Platform::~Platform() = default;

void Platform::run(std::function<void()> driver) {
    if (!engine_) return driver();
    sg4::Actor::create("driver", pools_.front().registry, std::move(driver));
    engine_->run();
}

std::uint64_t Platform::start_flow(SimTime now, std::size_t pool, Source source, double bytes,
                                   std::function<void(SimTime)> ended) {
    if (!engine_) throw ModelBug("bytes flow to a deployment that was to start nothing");
    const std::uint64_t number = next_flow_++;
    constexpr double kMost = 1e18;  // an image that never arrives
    const auto whole_bytes = static_cast<std::uint64_t>(std::llround(std::min(bytes, kMost)));
    sleep_until(now);
    Flow& flow = *flows_.emplace(number, std::make_unique<Flow>()).first->second;
    flow.ended = std::move(ended);
    const double card = pools_[pool].card_bytes_per_s;
    constexpr unsigned kLittleStack = 32 * 1024;  // bytes: it calls nothing but SimGrid, and there may be thousands
    flow.actor = sg4::Actor::init("flow", source == Source::registry ? pools_[pool].registry : pools_[pool].store);
    flow.actor->set_stacksize(kLittleStack)->start([this, number, card, whole_bytes, mailbox = take_mailbox()] {
        // It says so itself: one that ends before its creator goes on would otherwise be entered among the daemons
        // after its end.
        sg4::Actor::self()->daemonize();
        // By a mailbox, since only such a transfer is bounded by a rate of its own (direct ones ignore it).
        void* unused = nullptr;
        const sg4::CommPtr arrival = mailbox->get_async(&unused);
        mailbox->put_init(this, whole_bytes)->set_rate(card)->wait();
        arrival->wait();
        idle_mailboxes_.push_back(mailbox);
        ended_.push_back(number);
        waiting_->flow_ended->notify_all();
    });
    return number;
}

/// One that no flow uses, since SimGrid keeps every mailbox to its end. Those of cancelled flows are left alone.
sg4::Mailbox* Platform::take_mailbox() {
    if (idle_mailboxes_.empty()) return sg4::Mailbox::by_name(fmt::format("flow-{}", mailboxes_++));
    sg4::Mailbox* mailbox = idle_mailboxes_.back();
    idle_mailboxes_.pop_back();
    return mailbox;
}

void Platform::cancel_flow(std::uint64_t number) {
    const auto found = flows_.find(number);
    if (found == flows_.end()) return;
    const sg4::ActorPtr actor = std::move(found->second->actor);
    flows_.erase(found);
    if (std::erase(ended_, number) == 0) actor->kill();
}

SimTime Platform::wait_until(SimTime now, SimTime t) {
    if (flows_.empty()) return t;
    std::unique_lock<sg4::Mutex> lock(*waiting_->mutex);
    while (ended_.empty() && !simgrid_reached(t)) {
        if (t == kNever)
            waiting_->flow_ended->wait(lock);
        else
            waiting_->flow_ended->wait_until(lock, simgrid_date(t));
    }
    return ended_.empty() ? t : std::min(t, std::max(now, simgrid_now()));
}

std::vector<std::function<void(SimTime)>> Platform::take_ended() {
    // SimGrid wakes those of one instant in an order of its own.
    std::sort(ended_.begin(), ended_.end());
    std::vector<std::function<void(SimTime)>> calls;
    for (const std::uint64_t number : std::exchange(ended_, {})) {
        const auto found = flows_.find(number);
        calls.push_back(std::move(found->second->ended));
        flows_.erase(found);
    }
    return calls;
}

}  // namespace plimsoll::sim
