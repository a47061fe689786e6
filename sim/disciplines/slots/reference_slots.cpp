// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/reference/reference_base.hpp"
#include "sim/disciplines/slots/processor_sharing.hpp"

#include <deque>
#include <map>
#include <stdexcept>
#include <utility>

namespace plimsoll::sim {

namespace {

/// Request slots on instances that requests themselves ask for.
class ReferenceSlots final : public ReferenceBase {
public:
    ReferenceSlots(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                   const RecorderOptions& options)
        : ReferenceBase(plan, std::move(source), seed, options),
          pool_(plan_.only_pool()),
          slots_(std::get<RequestSlots>(plan_.discipline)) {
        none_ready_.on(kStart);
    }

    void replica_ready(ReplicaSlot slot, std::size_t /*pool*/, Duration billed_start) override {
        if (!instances_.contains(slot)) {  // one of the minimum number
            const bool provisioned = launched_ < pool_.provisioned;
            launch(slot).provisioned = provisioned;
        }
        Instance& instance = instances_.at(slot);
        if (instance.ready) throw std::logic_error("an instance became ready twice");
        recorder_.tick(now_);
        recorder_.begin_ready(kOnlyPool);
        instance.ready = true;
        instance.billed_start = billed_start;
        if (ready_++ == 0) none_ready_.off(now_);
        for (const auto& visit : std::exchange(instance.promised, {})) {
            visit->cold_start = true;
            start(slot, instance, visit);
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

private:
    struct Instance {
        std::uint64_t launch = 0;  ///< number of the launch
        bool ready = false;
        bool provisioned = false;
        VisitPtr first;           ///< the request it was launched for
        Duration billed_start{};  ///< of its cold start
        SimTime busy_since;
        bool busy_since_start = false;  ///< the present stretch of use began as it became ready, with its first request
        std::deque<VisitPtr> promised;  ///< start when it is ready
        std::map<std::uint64_t, VisitPtr> serving;  ///< by the order of their starts
        ProcessorSharing processor;
        std::optional<Agenda::Wait> next_done;  ///< with processor sharing
        std::optional<Agenda::Wait> expiry;
    };

    Instance& launch(ReplicaSlot slot) {
        Instance& instance = instances_[slot];
        instance.launch = launched_++;
        return instance;
    }

    void arrive(const VisitPtr& visit) override {
        if (const auto slot = newest_ready_with_place()) {
            start(*slot, instances_.at(*slot), visit);
        } else if (const auto starting = earliest_starting_with_place()) {
            instances_.at(*starting).promised.push_back(visit);
        } else if (instances_.size() < pool_.max_instances) {
            const ReplicaSlot free = lowest_free_slot();
            Instance& instance = launch(free);
            instance.first = visit;
            instance.promised.push_back(visit);
            demands_.launches.push_back({free, kOnlyPool});
        } else if (!slots_.max_queue || queue_.size() < *slots_.max_queue) {
            queue_.push_back(visit);
        } else {
            reject(*visit);
        }
    }

    [[nodiscard]] std::optional<ReplicaSlot> newest_ready_with_place() const {
        std::optional<ReplicaSlot> best;
        for (const auto& [slot, instance] : instances_) {
            if (!instance.ready || instance.serving.size() >= slots_.concurrency) continue;
            if (!best || comes_before(instance, instances_.at(*best))) best = slot;
        }
        return best;
    }

    /// Provisioned instances first, of either kind the newest.
    static bool comes_before(const Instance& one, const Instance& other) {
        if (one.provisioned != other.provisioned) return one.provisioned;
        return one.launch > other.launch;
    }

    [[nodiscard]] std::optional<ReplicaSlot> earliest_starting_with_place() const {
        std::optional<ReplicaSlot> best;
        for (const auto& [slot, instance] : instances_) {
            if (instance.ready || instance.promised.size() >= slots_.concurrency) continue;
            if (!best || instance.launch < instances_.at(*best).launch) best = slot;
        }
        return best;
    }

    [[nodiscard]] ReplicaSlot lowest_free_slot() const {
        ReplicaSlot slot = 0;
        while (instances_.contains(slot)) ++slot;
        return slot;
    }

    void start(ReplicaSlot slot, Instance& instance, const VisitPtr& visit) {
        const bool cold = instance.first == visit;
        const auto& law = cold && slots_.cold_service ? *slots_.cold_service : pool_.service;
        const Uniforms uniforms = service_draw(*visit);
        const Duration time = law(1, visit->request.input_tokens, uniforms.first, uniforms.second);

        begin_service(*visit);
        const Span& wait = visit->waits.back();
        visit->cold = visit->cold_start ? wait.to - wait.from : none_ready_.within(wait);
        visit->cold_start = visit->cold_start || visit->cold > Duration(0);
        recorder_.tick(now_);
        if (instance.serving.empty()) {
            recorder_.begin_busy(kOnlyPool, now_);
            instance.busy_since = now_;
            instance.busy_since_start = cold;
        }
        if (instance.expiry) agenda_->cancel(*instance.expiry);
        const std::uint64_t number = starts_++;
        instance.serving.emplace(number, visit);
        if (slots_.processor_sharing) {
            instance.processor.add(now_, number, time);
            expect_next_done(slot, instance);
        } else {
            at(after(now_, time), Agenda::Rank::completion, slot, [this, slot, number] { finish(slot, number); });
        }
    }

    void expect_next_done(ReplicaSlot slot, Instance& instance) {
        if (instance.next_done) agenda_->cancel(*instance.next_done);
        instance.next_done.reset();
        if (instance.processor.empty()) return;
        instance.next_done = at(instance.processor.next_done(), Agenda::Rank::completion, slot, [this, slot] {
            Instance& sharing = instances_.at(slot);
            sharing.next_done.reset();  // it is this one
            for (const auto number : sharing.processor.take_done(now_)) finish(slot, number);
            expect_next_done(slot, sharing);
        });
    }

    void finish(ReplicaSlot slot, std::uint64_t number) {
        Instance& instance = instances_.at(slot);
        const VisitPtr visit = instance.serving.at(number);
        recorder_.tick(now_);
        instance.serving.erase(number);
        const Duration none{0};
        served(kOnlyPool, now_ - visit->start, instance.first == visit ? instance.billed_start : none,
               instance.provisioned);
        if (instance.serving.empty()) {
            recorder_.end_busy(kOnlyPool, now_);
            was_busy(kOnlyPool, now_ - instance.busy_since, instance.busy_since_start ? instance.billed_start : none,
                     instance.provisioned);
        }
        complete(*visit);
        fill(slot, instance);
    }

    /// Free places take the oldest queued requests; an instance that finds none begins its keep-alive.
    void fill(ReplicaSlot slot, Instance& instance) {
        while (!queue_.empty() && instance.serving.size() < slots_.concurrency) {
            const VisitPtr visit = queue_.front();
            queue_.pop_front();
            start(slot, instance, visit);
        }
        if (!instance.serving.empty()) return;
        instance.expiry = at(after(now_, pool_.keep_alive), Agenda::Rank::timer, slot, [this, slot] { expire(slot); });
    }

    void expire(ReplicaSlot slot) {
        if (instances_.at(slot).provisioned) return;
        if (instances_.size() <= pool_.replicas.min) return;  // kept, until it is used again
        recorder_.tick(now_);
        recorder_.end_ready(kOnlyPool);
        instances_.erase(slot);
        demands_.expired.push_back({slot, now_});
        if (--ready_ == 0) none_ready_.on(now_);
    }

    PoolPlan pool_;
    RequestSlots slots_;
    std::map<ReplicaSlot, Instance> instances_;  ///< starting or ready
    std::deque<VisitPtr> queue_;
    Demands demands_;
    std::uint64_t launched_ = 0;
    std::uint64_t starts_ = 0;
    std::uint32_t ready_ = 0;
    Spans none_ready_;
};

}  // namespace

std::unique_ptr<RequestEngine> make_reference_slots(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                                    std::uint64_t seed, const RecorderOptions& options) {
    return std::make_unique<ReferenceSlots>(plan, std::move(source), seed, options);
}

}  // namespace plimsoll::sim
