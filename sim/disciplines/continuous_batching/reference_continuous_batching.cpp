// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/continuous_batching/reference_token_steps.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
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
        const bool prompts = plan_.pools.at(pool).role == scenarios::PoolRole::prefill;
        ContinuousBatching rules = rules_;
        if (prompts) rules.ends_unforeseen = false;
        Replica replica{{ReferenceTokenScheduler(rules, *plan_.pools.at(pool).tokens, prompts), pool}};
        replica.life = ++lives_;
        replica.link_free = now_;
        replicas_.emplace(slot, std::move(replica));
        note_readiness();
        if (plan_.window_every) return pull();
        if (answers(pool))
            for (const VisitPtr& visit : std::exchange(computed_, {})) route(visit, true);
        else
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
        replica.scheduler.stop_keeping();
        if (!plan_.window_every) again = replica.scheduler.take_waiting();
        wake(slot);
        recorder_.release(replica.pool, again.size(), now_);
        const SimTime end = replica.scheduler.end_of_work(now_);
        const auto visits = visits_of(replica, again);
        if (replica.scheduler.is_done()) remove(slot);
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
        for (const auto& [id, arrival] : replica.arrivals) agenda_->cancel(arrival);
        recorder_.admitted(replica.pool, replica.scheduler.given_up());
        const auto lost = replica.scheduler.all();
        const auto visits = visits_of(replica, lost);
        recorder_.release(replica.pool, lost.size(), now_);
        const std::size_t pool = replica.pool;
        const std::uint64_t life = replica.life;
        remove(slot);
        note_readiness();
        Duration served{};
        std::int64_t begun = 0;
        for (std::size_t i = 0; i < lost.size(); ++i) {
            if (!lost[i]->in_work) continue;
            served += now_ - begun_.at(lost[i]->id);
            ++begun;
        }
        if (begun > 0) recorder_.lost_work(pool, served / begun);
        std::vector<VisitPtr> again;
        std::vector<VisitPtr> elsewhere;
        for (std::size_t i = 0; i < lost.size(); ++i) {
            if (lost[i]->remote)
                elsewhere.push_back(visits[i]);
            else if ((!lost[i]->in_work && !answers(pool)) || is_retried(*visits[i], pool, lost[i]->in_work))
                again.push_back(visits[i]);
        }
        try_again(again);
        for (const VisitPtr& visit : elsewhere) route(visit, true);
        lose_prompts_of(life, pool);
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
        std::uint64_t life = 0;  ///< its number
        SimTime link_free{};     ///< from when on its link carries nothing
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
    void starts(ReplicaSlot slot, Visit& visit) override {
        begun_[visit.request.id] = now_;
        if (answers(replicas_.at(slot).pool)) return;
        begin_service(visit);
        account_cold(visit);
    }
    void answered(ReplicaSlot slot, Visit& visit) override {
        const Replica& replica = replicas_.at(slot);
        served(visit.pool, now_ - begun_.at(visit.request.id));
        if (plan_.pools.at(replica.pool).role != scenarios::PoolRole::prefill) {
            sources_.erase(visit.request.id);
            complete(visit);
            return;
        }
        visit.first_token = kNever;
        sources_[visit.request.id] = {slot, replica.life};
        just_computed_.push_back(visit.request.id);
    }
    void rests(ReplicaSlot slot) override {
        const Replica& replica = replicas_.at(slot);
        end_busy(replica);
        if (replica.draining && replica.scheduler.is_done()) remove(slot);
    }
    void stepped(ReplicaSlot /*slot*/) override {
        for (const std::uint64_t id : std::exchange(just_computed_, {})) route(all_.at(id), true);
        pull();
    }
    /// Over the links of both servers, each of which carries one cache at a time.
    SimTime loads(ReplicaSlot slot, const Visit& visit, std::uint32_t tokens) override {
        SimTime& to = replicas_.at(slot).link_free;
        SimTime& from = link_of(sources_.at(visit.request.id));
        const double bytes = tokens * plan_.pools.at(replicas_.at(slot).pool).tokens->kv_bytes_per_token;
        const SimTime begin = std::max({now_, to, from});
        to = from =
            after(after(begin, rules_.transfer->latency), duration_from_seconds(bytes / rules_.transfer->bytes_per_s));
        return to;
    }
    void loaded(const Visit& visit) override {
        const Source source = sources_.at(visit.request.id);
        const auto found = replicas_.find(source.slot);
        if (found == replicas_.end() || found->second.life != source.life || found->second.draining) return;
        found->second.scheduler.sent(visit.request.id);
        if (!found->second.scheduler.in_work())
            at(now_, Agenda::Rank::timer, source.slot, [this, slot = source.slot] { wake(slot); });
    }

    /// Where a prompt was computed.
    struct Source {
        ReplicaSlot slot;
        std::uint64_t life;
    };
    /// Of a server that is gone, that of whoever is on its slot: a link belongs to the place.
    SimTime& link_of(const Source& source) {
        const auto found = replicas_.find(source.slot);
        return found == replicas_.end() ? links_of_the_gone_[source.slot] : found->second.link_free;
    }
    [[nodiscard]] bool answers(std::size_t pool) const {
        return plan_.pools.at(pool).role == scenarios::PoolRole::decode;
    }
    [[nodiscard]] bool is_computed(const Visit& visit) const { return sources_.contains(visit.request.id); }

    /// Who was lost with a server, or with what it had computed.
    void try_again(const std::vector<VisitPtr>& again) {
        for (const VisitPtr& visit : again) sources_.erase(visit->request.id);
        if (plan_.window_every) {
            backlog_.insert(backlog_.begin(), again.begin(), again.end());
            return pull();
        }
        for (const VisitPtr& visit : again) route(visit, true);
    }

    void lose_prompts_of(std::uint64_t life, std::size_t pool) {
        std::set<std::uint64_t> of_it;
        for (const auto& [id, source] : sources_)
            if (source.life == life) of_it.insert(id);
        std::vector<VisitPtr> lost;
        for (const ReplicaSlot slot : slots()) {
            Replica& replica = replicas_.at(slot);
            if (!answers(replica.pool)) continue;
            const auto taken = replica.scheduler.take(of_it);
            recorder_.admitted(replica.pool, replica.scheduler.take_prompt_tokens());
            recorder_.release(replica.pool, taken.size(), now_);
            for (const AnswerPtr& answer : taken) {
                const auto arrival = replica.arrivals.find(answer->id);
                if (arrival == replica.arrivals.end()) continue;
                agenda_->cancel(arrival->second);
                replica.arrivals.erase(arrival);
            }
            for (const VisitPtr& visit : visits_of(replica, taken)) lost.push_back(visit);
            if (replica.draining && replica.scheduler.outstanding() == 0)
                remove(slot);
            else if (!replica.scheduler.in_work())
                at(now_, Agenda::Rank::timer, slot, [this, slot] { wake(slot); });
        }
        for (const VisitPtr& visit : std::exchange(computed_, {}))
            (of_it.contains(visit->request.id) ? lost : computed_).push_back(visit);
        std::vector<VisitPtr> again;
        for (const VisitPtr& visit : lost)
            if (is_retried(*visit, pool, false)) again.push_back(visit);
        try_again(again);
    }
    [[nodiscard]] std::vector<ReplicaSlot> slots() const {
        std::vector<ReplicaSlot> all;
        for (const auto& [slot, replica] : replicas_) all.push_back(slot);
        return all;
    }

    /// Of a request in work at a replica that is lost; else it leaves.
    bool is_retried(Visit& visit, std::size_t pool, bool was_in_work) {
        if (was_in_work) served(pool, now_ - begun_.at(visit.request.id));
        visit.pool = static_cast<std::uint32_t>(pool);
        if (rules_.on_loss == scenarios::OnLoss::fail) {
            sources_.erase(visit.request.id);
            fail(visit);
            return false;
        }
        recorder_.retried();
        visit.waiting_since = now_;
        return true;
    }

    void arrive(const VisitPtr& visit) override {
        visit->released = !plan_.window_every;
        if (rules_.transfer) all_[visit->request.id] = visit;
        if (!fit(visit->request, rules_.max_tokens)) return reject(*visit);
        route(visit, false);
    }

    void route(const VisitPtr& visit, bool admitted) {
        const bool computed = is_computed(*visit);
        const auto ready = ready_slots(computed);
        if (computed && ready.empty()) {
            computed_.push_back(visit);
            return;
        }
        if (ready.empty() || plan_.window_every) {
            if (!admitted && rules_.max_queue && backlog_.size() >= *rules_.max_queue) return reject(*visit);
            backlog_.push_back(visit);
            return;
        }
        const auto outstanding = [this](ReplicaSlot slot) { return known_of(slot); };
        const ReplicaSlot slot = rules_.router == scenarios::RouterKind::prefix_aware
                                     ? choose_by_prefix(*visit, ready)
                                     : choose(rules_.router, *visit, ready, outstanding, computed ? 1 : 0);
        Replica& replica = replicas_.at(slot);
        if (!admitted) recorder_.routed(replica.pool);
        if (!admitted && rules_.max_queue &&
            replica.scheduler.outstanding() >= rules_.max_sequences + *rules_.max_queue)
            return reject(*visit);
        Answer answer = answer_of(*visit);
        answer.remote = computed;
        if (rules_.transfer && !computed) answer.output = 1;
        join(slot, visit, answer);
    }

    /// Of those who compute prompts or, for `answering`, of those who answer.
    [[nodiscard]] std::vector<ReplicaSlot> ready_slots(bool answering = false) const {
        std::vector<ReplicaSlot> ready;
        for (const auto& [slot, replica] : replicas_)
            if (!replica.draining && answers(replica.pool) == answering) ready.push_back(slot);
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
        links_of_the_gone_[slot] = replicas_.at(slot).link_free;
        replicas_.erase(slot);
        seen_.erase(slot);
    }

    void note_readiness() { ReferenceReplicas::note_readiness(ready_slots().empty()); }

    static constexpr std::uint64_t kAfterAllOthers = ~std::uint64_t{0};

    const ContinuousBatching rules_;
    std::map<ReplicaSlot, Replica> replicas_;
    std::uint64_t lives_ = 0;
    std::map<std::uint64_t, SimTime> begun_;    ///< by request: its first step on the server that it is at
    std::map<std::uint64_t, Source> sources_;   ///< of those whose prompts are computed, by request
    std::map<std::uint64_t, VisitPtr> all_;     ///< with roles
    std::vector<std::uint64_t> just_computed_;  ///< prompts, in the step that ends
    std::vector<VisitPtr> computed_;            ///< while nobody answers
    std::map<ReplicaSlot, SimTime> links_of_the_gone_;
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
