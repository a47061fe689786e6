// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/continuous_batching/reference_token_scheduler.hpp"
#include "sim/disciplines/reference/reference_replicas.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace plimsoll::sim {

namespace {

/// Replicas that answer token by token, behind a router.
class ReferenceContinuousBatching final : public ReferenceReplicas {
public:
    ReferenceContinuousBatching(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                                const RecorderOptions& options)
        : ReferenceReplicas(plan, std::move(source), seed, options),
          rules_(std::get<ContinuousBatching>(plan_.discipline)) {}

    void replica_ready(ReplicaSlot slot, std::size_t pool, Duration /*billed_start*/) override {
        recorder_.tick(now_);
        recorder_.begin_ready(pool);
        replicas_.emplace(slot, Replica{ReferenceTokenScheduler(rules_, *plan_.pools.at(pool).tokens), pool});
        note_readiness();
        for (const VisitPtr& visit : std::exchange(backlog_, {})) route(visit, true);
    }

    SimTime replica_draining(ReplicaSlot slot) override {
        Replica& replica = replicas_.at(slot);
        recorder_.tick(now_);
        replica.draining = true;
        note_readiness();
        const auto again = replica.scheduler.take_waiting();
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
        for (std::size_t i = 0; i < lost.size(); ++i)
            if (!lost[i]->in_work || is_retried(*visits[i], pool)) route(visits[i], true);
    }

    [[nodiscard]] TokenLoad token_load(std::size_t pool) override {
        TokenLoad load;
        for (const auto& [slot, replica] : replicas_)
            if (!replica.draining && replica.pool == pool) load += replica.scheduler.load();
        return load;
    }

private:
    struct Replica {
        ReferenceTokenScheduler scheduler;
        std::size_t pool = 0;
        bool draining = false;
        std::map<std::uint64_t, VisitPtr> visits{};  ///< by request
        Agenda::Wait step_end{};
        SimTime busy_since{};
    };

    static std::vector<VisitPtr> visits_of(Replica& replica, const std::vector<AnswerPtr>& answers) {
        std::vector<VisitPtr> visits;
        for (const AnswerPtr& answer : answers) {
            visits.push_back(replica.visits.at(answer->id));
            replica.visits.erase(answer->id);
        }
        return visits;
    }

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
        Request& request = visit->request;
        request.input_tokens = std::max(request.input_tokens, 1U);
        if (request.input_tokens >= rules_.max_tokens) return reject(*visit);
        request.output_tokens = std::min(std::max(request.output_tokens, 1U), rules_.max_tokens - request.input_tokens);
        route(visit, false);
    }

    void route(const VisitPtr& visit, bool admitted) {
        std::vector<ReplicaSlot> ready;
        for (const auto& [slot, replica] : replicas_)
            if (!replica.draining) ready.push_back(slot);
        if (ready.empty()) {
            if (!admitted && rules_.max_queue && backlog_.size() >= *rules_.max_queue) return reject(*visit);
            backlog_.push_back(visit);
            return;
        }
        const auto outstanding = [this](ReplicaSlot slot) { return replicas_.at(slot).scheduler.outstanding(); };
        const ReplicaSlot slot = rules_.router == scenarios::RouterKind::prefix_aware
                                     ? choose_by_prefix(*visit, ready)
                                     : choose(rules_.router, *visit, ready, outstanding);
        Replica& replica = replicas_.at(slot);
        if (!admitted) recorder_.routed(replica.pool);
        if (!admitted && rules_.max_queue && outstanding(slot) >= rules_.max_sequences + *rules_.max_queue)
            return reject(*visit);
        recorder_.hold(replica.pool, 1, now_);
        const Request& request = visit->request;
        replica.visits[request.id] = visit;
        replica.scheduler.join(std::make_shared<Answer>(answer_of(*visit)));
        if (replica.scheduler.in_work()) return;
        at(now_, Agenda::Rank::timer, slot, [this, slot] { wake(slot); });
    }

    static Answer answer_of(const Visit& visit) {
        return {.id = visit.request.id,
                .prompt = visit.request.input_tokens,
                .output = visit.request.output_tokens,
                .shared = visit.shared};
    }

    /// The longest beginning of its prompt, among replicas that have not too many requests.
    ReplicaSlot choose_by_prefix(const Visit& visit, const std::vector<ReplicaSlot>& ready) const {
        std::size_t fewest = std::numeric_limits<std::size_t>::max();
        for (const ReplicaSlot slot : ready) fewest = std::min(fewest, replicas_.at(slot).scheduler.outstanding());
        using Rank = std::tuple<std::uint32_t, std::int64_t, std::int64_t>;
        std::optional<std::pair<Rank, ReplicaSlot>> best;
        for (const ReplicaSlot slot : ready) {
            const auto& scheduler = replicas_.at(slot).scheduler;
            if (scheduler.outstanding() - fewest > rules_.router_imbalance) continue;
            const Rank rank{scheduler.tokens_found(answer_of(visit)),
                            -static_cast<std::int64_t>(scheduler.outstanding()), -static_cast<std::int64_t>(slot)};
            if (!best || rank > best->first) best = {rank, slot};
        }
        return best->second;
    }

    void wake(ReplicaSlot slot) {
        const auto found = replicas_.find(slot);
        if (found == replicas_.end()) return;
        const auto& scheduler = found->second.scheduler;
        if (scheduler.in_work() || !scheduler.has_waiting()) return;
        recorder_.tick(now_);
        recorder_.begin_busy(found->second.pool, now_);
        found->second.busy_since = now_;
        begin_step(slot);
    }

    /// The next step of a busy replica begins, or it has none.
    void begin_step(ReplicaSlot slot) {
        Replica& replica = replicas_.at(slot);
        ReferenceTokenScheduler& scheduler = replica.scheduler;
        scheduler.begin_step(now_);
        recorder_.admitted(replica.pool, scheduler.take_prompt_tokens());
        if (!scheduler.in_work()) {
            end_busy(replica);
            if (replica.draining) remove(slot);
            return;
        }
        for (const AnswerPtr& answer : scheduler.take_new()) {
            Visit& visit = *replica.visits.at(answer->id);
            begin_service(visit);
            account_cold(visit);
        }
        recorder_.step(scheduler.leaves_grid());
        replica.step_end = at(scheduler.step_end(), Agenda::Rank::completion, slot, [this, slot] { end_step(slot); });
    }

    void end_step(ReplicaSlot slot) {
        Replica& replica = replicas_.at(slot);
        recorder_.tick(now_);
        const auto ended = replica.scheduler.end_step(now_);
        recorder_.gave(replica.scheduler.tokens_given());
        for (const Duration gap : replica.scheduler.late_gaps()) recorder_.gave_late(gap);
        const auto visits = visits_of(replica, ended);
        for (std::size_t i = 0; i < ended.size(); ++i) {
            Visit& visit = *visits[i];
            visit.first_token = ended[i]->first_token;
            visit.pool = static_cast<std::uint32_t>(replica.pool);
            recorder_.release(replica.pool, 1, now_);
            served(replica.pool, now_ - visit.start);
            complete(visit);
        }
        begin_step(slot);
    }

    void end_busy(const Replica& replica) {
        recorder_.end_busy(replica.pool, now_);
        was_busy(replica.pool, now_ - replica.busy_since);
    }

    void remove(ReplicaSlot slot) {
        recorder_.end_ready(replicas_.at(slot).pool);
        replicas_.erase(slot);
    }

    void note_readiness() {
        ReferenceReplicas::note_readiness(
            std::none_of(replicas_.begin(), replicas_.end(), [](const auto& entry) { return !entry.second.draining; }));
    }

    const ContinuousBatching rules_;
    std::map<ReplicaSlot, Replica> replicas_;
    std::vector<VisitPtr> backlog_;  ///< while no replica is ready
};

}  // namespace

std::unique_ptr<RequestEngine> make_reference_continuous_batching(const DeploymentPlan& plan,
                                                                  std::unique_ptr<RequestSource> source,
                                                                  std::uint64_t seed, const RecorderOptions& options) {
    return std::make_unique<ReferenceContinuousBatching>(plan, std::move(source), seed, options);
}

}  // namespace plimsoll::sim
