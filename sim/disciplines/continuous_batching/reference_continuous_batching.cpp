// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/continuous_batching/reference_token_steps.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace plimsoll::sim {

namespace {

/// Replicas that answer token by token, behind a router.
class ReferenceContinuousBatching final : public ReferenceTokenSteps {
public:
    ReferenceContinuousBatching(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                                const RecorderOptions& options)
        : ReferenceTokenSteps(plan, std::move(source), seed, options),
          rules_(std::get<ContinuousBatching>(plan_.discipline)) {
        if (looks()) look(kStart + rules_.router_refresh);
    }

    void replica_ready(ReplicaSlot slot, std::size_t pool, Duration /*billed_start*/) override {
        recorder_.tick(now_);
        recorder_.begin_ready(pool);
        replicas_.emplace(slot, Replica{{ReferenceTokenScheduler(rules_, *plan_.pools.at(pool).tokens), pool}});
        note_readiness();
        if (plan_.window_every) return pull();
        for (const VisitPtr& visit : std::exchange(backlog_, {})) route(visit, true);
    }

    void open_window() override {
        for (const VisitPtr& visit : backlog_) {
            if (std::exchange(visit->released, true)) continue;
            visit->batching = now_ - visit->request.arrival;
            visit->waiting_since = now_;
        }
        pull();
    }

    Demands take_demands() override {
        Demands demands;
        for (const VisitPtr& visit : backlog_) {
            if (!visit->released) continue;
            ++demands.released_waiting;
            demands.released_prompt_tokens += visit->request.input_tokens;
            demands.released_answer_tokens += visit->request.output_tokens;
        }
        return demands;
    }

    SimTime replica_draining(ReplicaSlot slot) override {
        Replica& replica = replicas_.at(slot);
        recorder_.tick(now_);
        replica.draining = true;
        note_readiness();
        std::vector<AnswerPtr> again;
        if (plan_.window_every)
            wake(slot);
        else
            again = replica.scheduler.take_waiting();
        recorder_.release(replica.pool, again.size(), now_);
        const SimTime end = replica.scheduler.in_work() ? replica.scheduler.end_of_work() : now_;
        const auto visits = visits_of(replica, again);
        if (!replica.scheduler.in_work()) remove(slot);
        for (const VisitPtr& visit : visits) route(visit, true);
        return end;
    }

    void replica_lost(ReplicaSlot slot) override {
        Replica& replica = replicas_.at(slot);
        recorder_.tick(now_);
        if (replica.scheduler.in_work()) {
            agenda_->cancel(replica.step_end);
            end_busy(replica);
        }
        recorder_.admitted(replica.pool, replica.scheduler.given_up());
        const auto lost = replica.scheduler.all();
        const auto visits = visits_of(replica, lost);
        recorder_.release(replica.pool, lost.size(), now_);
        const std::size_t pool = replica.pool;
        remove(slot);
        note_readiness();
        Duration served{};
        std::int64_t begun = 0;
        for (std::size_t i = 0; i < lost.size(); ++i) {
            if (!lost[i]->in_work) continue;
            served += now_ - visits[i]->start;
            ++begun;
        }
        if (begun > 0) recorder_.lost_work(pool, served / begun);
        std::vector<VisitPtr> again;
        for (std::size_t i = 0; i < lost.size(); ++i)
            if (!lost[i]->in_work || is_retried(*visits[i], pool)) again.push_back(visits[i]);
        if (plan_.window_every) {
            backlog_.insert(backlog_.begin(), again.begin(), again.end());
            return pull();
        }
        for (const VisitPtr& visit : again) route(visit, true);
    }

    [[nodiscard]] TokenLoad token_load(std::size_t pool) override {
        TokenLoad load;
        for (const auto& [slot, replica] : replicas_)
            if (!replica.draining && replica.pool == pool) load += replica.scheduler.load();
        return load;
    }

private:
    [[nodiscard]] bool looks() const { return rules_.router_refresh > Duration{0} && !plan_.window_every; }
    /// The router looks at `t`, and sees what was before.
    void look(SimTime t) {
        at(t - Duration(1), Agenda::Rank::timer, kAfterAllOthers, [this, t] {
            seen_.clear();
            for (const auto& [slot, replica] : replicas_) seen_[slot] = replica.scheduler.outstanding();
            look(t + rules_.router_refresh);
        });
    }
    /// What the router knows to be outstanding at a replica.
    [[nodiscard]] std::size_t known_of(ReplicaSlot slot) const {
        if (!looks()) return replicas_.at(slot).scheduler.outstanding();
        const auto found = seen_.find(slot);
        return found == seen_.end() ? 0 : found->second;
    }

    struct Replica : Server {
        bool draining = false;
        SimTime busy_since{};
    };

    Server* server(ReplicaSlot slot) override {
        const auto found = replicas_.find(slot);
        return found == replicas_.end() ? nullptr : &found->second;
    }
    void wakes(ReplicaSlot slot) override {
        Replica& replica = replicas_.at(slot);
        recorder_.begin_busy(replica.pool, now_);
        replica.busy_since = now_;
    }
    void starts(Visit& visit) override { account_cold(visit); }
    void answered(ReplicaSlot /*slot*/, Visit& visit) override {
        served(visit.pool, now_ - visit.start);
        complete(visit);
    }
    void rests(ReplicaSlot slot) override {
        const Replica& replica = replicas_.at(slot);
        end_busy(replica);
        if (replica.draining) remove(slot);
    }
    void stepped(ReplicaSlot /*slot*/) override { pull(); }

    /// Of a request in work at a replica that is lost; else it leaves.
    bool is_retried(Visit& visit, std::size_t pool) {
        served(pool, now_ - visit.start);
        visit.pool = static_cast<std::uint32_t>(pool);
        if (rules_.on_loss == scenarios::OnLoss::fail) {
            fail(visit);
            return false;
        }
        recorder_.retried();
        visit.waiting_since = now_;
        return true;
    }

    void arrive(const VisitPtr& visit) override {
        visit->released = !plan_.window_every;
        if (!fit(visit->request, rules_.max_tokens)) return reject(*visit);
        route(visit, false);
    }

    void route(const VisitPtr& visit, bool admitted) {
        const auto ready = ready_slots();
        if (ready.empty() || plan_.window_every) {
            if (!admitted && rules_.max_queue && backlog_.size() >= *rules_.max_queue) return reject(*visit);
            backlog_.push_back(visit);
            return;
        }
        const auto outstanding = [this](ReplicaSlot slot) { return known_of(slot); };
        const ReplicaSlot slot = rules_.router == scenarios::RouterKind::prefix_aware
                                     ? choose_by_prefix(*visit, ready)
                                     : choose(rules_.router, *visit, ready, outstanding);
        Replica& replica = replicas_.at(slot);
        if (!admitted) recorder_.routed(replica.pool);
        if (!admitted && rules_.max_queue &&
            replica.scheduler.outstanding() >= rules_.max_sequences + *rules_.max_queue)
            return reject(*visit);
        join(slot, visit);
    }

    [[nodiscard]] std::vector<ReplicaSlot> ready_slots() const {
        std::vector<ReplicaSlot> ready;
        for (const auto& [slot, replica] : replicas_)
            if (!replica.draining) ready.push_back(slot);
        return ready;
    }

    /// The first released one of the common queue goes to the replica with the fewest, while that has fewer than seats.
    void pull() {
        if (!plan_.window_every) return;
        while (!backlog_.empty() && backlog_.front()->released) {
            std::optional<std::pair<std::size_t, ReplicaSlot>> fewest;
            for (const ReplicaSlot slot : ready_slots()) {
                const std::pair<std::size_t, ReplicaSlot> candidate{replicas_.at(slot).scheduler.outstanding(), slot};
                if (!fewest || candidate < *fewest) fewest = candidate;
            }
            if (!fewest || fewest->first >= rules_.max_sequences) return;
            const VisitPtr visit = backlog_.front();
            backlog_.erase(backlog_.begin());
            join(fewest->second, visit);
        }
    }

    /// The longest beginning of its prompt, among replicas that have not too many requests.
    ReplicaSlot choose_by_prefix(const Visit& visit, const std::vector<ReplicaSlot>& ready) const {
        std::size_t fewest = std::numeric_limits<std::size_t>::max();
        for (const ReplicaSlot slot : ready) fewest = std::min(fewest, known_of(slot));
        using Rank = std::tuple<std::uint32_t, std::int64_t, std::int64_t>;
        std::optional<std::pair<Rank, ReplicaSlot>> best;
        for (const ReplicaSlot slot : ready) {
            const auto& scheduler = replicas_.at(slot).scheduler;
            if (known_of(slot) - fewest > rules_.router_imbalance) continue;
            const Rank rank{scheduler.tokens_found(answer_of(visit)), -static_cast<std::int64_t>(known_of(slot)),
                            -static_cast<std::int64_t>(slot)};
            if (!best || rank > best->first) best = {rank, slot};
        }
        return best->second;
    }

    void end_busy(const Replica& replica) {
        recorder_.end_busy(replica.pool, now_);
        was_busy(replica.pool, now_ - replica.busy_since);
    }

    void remove(ReplicaSlot slot) {
        recorder_.end_ready(replicas_.at(slot).pool);
        replicas_.erase(slot);
        seen_.erase(slot);
    }

    void note_readiness() {
        ReferenceReplicas::note_readiness(
            std::none_of(replicas_.begin(), replicas_.end(), [](const auto& entry) { return !entry.second.draining; }));
    }

    static constexpr std::uint64_t kAfterAllOthers = ~std::uint64_t{0};

    const ContinuousBatching rules_;
    std::map<ReplicaSlot, Replica> replicas_;
    std::map<ReplicaSlot, std::size_t> seen_;  ///< outstanding when the router looked last
    std::vector<VisitPtr> backlog_;            ///< while no replica is ready; with batch windows, the common queue
};

}  // namespace

std::unique_ptr<RequestEngine> make_reference_continuous_batching(const DeploymentPlan& plan,
                                                                  std::unique_ptr<RequestSource> source,
                                                                  std::uint64_t seed, const RecorderOptions& options) {
    return std::make_unique<ReferenceContinuousBatching>(plan, std::move(source), seed, options);
}

}  // namespace plimsoll::sim
