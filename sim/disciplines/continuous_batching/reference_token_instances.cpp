// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/continuous_batching/reference_token_steps.hpp"

#include <deque>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

namespace plimsoll::sim {

namespace {

/// Instances that requests themselves ask for, and that answer token by token.
class ReferenceTokenInstances final : public ReferenceTokenSteps {
public:
    ReferenceTokenInstances(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                            const RecorderOptions& options)
        : ReferenceTokenSteps(plan, std::move(source), seed, options),
          pool_(plan_.only_pool()),
          rules_(std::get<ContinuousBatching>(plan_.discipline)) {
        none_ready_.on(kStart);
    }

    void replica_ready(ReplicaSlot slot, std::size_t /*pool*/, Duration billed_start) override {
        if (!instances_.contains(slot)) {  // one of the minimum number
            const bool provisioned = launched_ < pool_.provisioned;
            launch(slot).provisioned = provisioned;
        }
        Instance& instance = instances_.at(slot);
        recorder_.tick(now_);
        recorder_.begin_ready(kOnlyPool);
        instance.server.emplace(Server{ReferenceTokenScheduler(rules_, *pool_.tokens)});
        instance.billed_start = billed_start;
        if (ready_++ == 0) none_ready_.off(now_);
        for (const auto& visit : std::exchange(instance.promised, {})) {
            visit->cold = now_ - visit->request.arrival;
            take(slot, instance, visit);
            if (visit == instance.first) instance.busy_since_start = true;
        }
        fill(slot, instance);
    }
    SimTime replica_draining(ReplicaSlot /*slot*/) override {
        throw std::logic_error("serverless instances end by their keep-alive only");
    }
    void replica_lost(ReplicaSlot /*slot*/) override {
        throw std::logic_error("serverless instances are not interrupted");
    }
    Demands take_demands() override { return std::exchange(demands_, {}); }
    [[nodiscard]] TokenLoad token_load(std::size_t /*pool*/) override {
        TokenLoad load;
        for (const auto& [slot, instance] : instances_)
            if (instance.server) load += instance.server->scheduler.load();
        return load;
    }

private:
    struct Instance {
        std::uint64_t launch = 0;  ///< number of the launch
        bool provisioned = false;
        std::optional<Server> server;   ///< once it is ready
        VisitPtr first;                 ///< the request it was launched for
        std::deque<VisitPtr> promised;  ///< begin when it is ready
        std::size_t has = 0;            ///< requests that it serves
        bool rests_now = true;          ///< it has none, and its keep-alive has not begun
        Duration billed_start{};        ///< of its cold start
        SimTime busy_since;
        bool busy_since_start = false;  ///< the present stretch of use began as it became ready, with its first request
        std::optional<Agenda::Wait> expiry;
    };

    Server* server(ReplicaSlot slot) override {
        const auto found = instances_.find(slot);
        return found == instances_.end() || !found->second.server ? nullptr : &*found->second.server;
    }
    void wakes(ReplicaSlot /*slot*/) override {}
    void starts(ReplicaSlot /*slot*/, Visit& visit) override { begin_service(visit); }
    void rests(ReplicaSlot /*slot*/) override {}
    void answered(ReplicaSlot slot, Visit& visit) override {
        Instance& instance = instances_.at(slot);
        const bool first = instance.first != nullptr && instance.first->request.id == visit.request.id;
        const Duration none{0};
        served(kOnlyPool, now_ - visit.start, first ? instance.billed_start : none, instance.provisioned);
        complete(visit);
        if (--instance.has > 0) return;
        recorder_.end_busy(kOnlyPool, now_);
        was_busy(kOnlyPool, now_ - instance.busy_since, instance.busy_since_start ? instance.billed_start : none,
                 instance.provisioned);
        instance.rests_now = true;
    }
    void stepped(ReplicaSlot slot) override { fill(slot, instances_.at(slot)); }

    Instance& launch(ReplicaSlot slot) {
        Instance& instance = instances_[slot];
        instance.launch = launched_++;
        return instance;
    }

    void arrive(const VisitPtr& visit) override {
        if (!fit(visit->request, rules_.max_tokens)) return reject(*visit);
        if (const auto slot = newest_ready_with_place()) {
            take(*slot, instances_.at(*slot), visit);
        } else if (const auto starting = earliest_starting_with_place()) {
            instances_.at(*starting).promised.push_back(visit);
        } else if (instances_.size() < pool_.max_instances) {
            ReplicaSlot free = 0;
            while (instances_.contains(free)) ++free;
            Instance& instance = launch(free);
            instance.first = visit;
            instance.promised.push_back(visit);
            demands_.launches.push_back({free, kOnlyPool});
        } else if (!rules_.max_queue || queue_.size() < *rules_.max_queue) {
            queue_.push_back(visit);
        } else {
            reject(*visit);
        }
    }

    /// Provisioned ones before all others, of either kind the newest.
    [[nodiscard]] std::optional<ReplicaSlot> newest_ready_with_place() const {
        std::optional<std::pair<std::pair<bool, std::uint64_t>, ReplicaSlot>> best;
        for (const auto& [slot, instance] : instances_) {
            if (!instance.server || instance.has >= rules_.concurrency) continue;
            const std::pair rank{instance.provisioned, instance.launch};
            if (!best || rank > best->first) best = {rank, slot};
        }
        return best ? std::optional(best->second) : std::nullopt;
    }
    [[nodiscard]] std::optional<ReplicaSlot> earliest_starting_with_place() const {
        std::optional<ReplicaSlot> best;
        for (const auto& [slot, instance] : instances_) {
            if (instance.server || instance.promised.size() >= rules_.concurrency) continue;
            if (!best || instance.launch < instances_.at(*best).launch) best = slot;
        }
        return best;
    }

    /// The request has a place; it waits for the next step that is scheduled.
    void take(ReplicaSlot slot, Instance& instance, const VisitPtr& visit) {
        if (instance.has++ == 0) {
            instance.rests_now = false;
            recorder_.tick(now_);
            recorder_.begin_busy(kOnlyPool, now_);
            instance.busy_since = now_;
            instance.busy_since_start = false;
        }
        visit->cold_start = visit->cold > Duration{0};
        if (instance.expiry) agenda_->cancel(*instance.expiry);
        join(slot, visit);
    }

    /// Free places take the oldest queued requests; an instance that finds none begins its keep-alive.
    void fill(ReplicaSlot slot, Instance& instance) {
        while (!queue_.empty() && instance.has < rules_.concurrency) {
            const VisitPtr visit = queue_.front();
            queue_.pop_front();
            visit->cold = none_ready_.within({visit->waiting_since, now_});
            take(slot, instance, visit);
        }
        if (instance.has > 0 || !std::exchange(instance.rests_now, false)) return;
        instance.expiry = at(after(now_, pool_.keep_alive), Agenda::Rank::timer, slot, [this, slot] { expire(slot); });
    }

    void expire(ReplicaSlot slot) {
        if (instances_.at(slot).provisioned) return;
        if (instances_.size() <= pool_.replicas.min) return;  // kept, until it is used again
        recorder_.tick(now_);
        recorder_.end_ready(kOnlyPool);
        if (Server* gone = server(slot); gone->scheduler.in_work()) agenda_->cancel(gone->step_end);
        instances_.erase(slot);
        demands_.expired.push_back({slot, now_});
        if (--ready_ == 0) none_ready_.on(now_);
    }

    PoolPlan pool_;
    ContinuousBatching rules_;
    std::map<ReplicaSlot, Instance> instances_;  ///< starting or ready
    std::deque<VisitPtr> queue_;
    Demands demands_;
    std::uint64_t launched_ = 0;
    std::uint32_t ready_ = 0;
    Spans none_ready_;
};

}  // namespace

std::unique_ptr<RequestEngine> make_reference_token_instances(const DeploymentPlan& plan,
                                                              std::unique_ptr<RequestSource> source, std::uint64_t seed,
                                                              const RecorderOptions& options) {
    return std::make_unique<ReferenceTokenInstances>(plan, std::move(source), seed, options);
}

}  // namespace plimsoll::sim
