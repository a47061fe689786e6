// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/continuous_batching/continuous_batching_kernel.hpp"

#include "sim/model_bug.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace plimsoll::sim {

namespace {

/// Of a copy that is looked at for its end alone.
class Deaf final : public TokenScheduler::Listener {
    void started(Sequence& /*sequence*/) override {}
    void ended(const Sequence& /*sequence*/) override {}
    void stepped(std::uint64_t /*steps*/, bool /*leaves_grid*/) override {}
    void gave(const TokensInARow& /*row*/) override {}
    void gave_late(Duration /*gap*/) override {}
};

/// When the replica will be done, if nobody else comes.
SimTime end_of(TokenScheduler scheduler, SimTime now) {
    Deaf deaf;
    SimTime end = now;
    while (scheduler.next_change() != kNever) {
        end = scheduler.next_change();
        scheduler.change(end, deaf);
    }
    return end;
}

/// Those who compute prompts for others are asked for one token, and know it.
ContinuousBatching rules_of_prompts(ContinuousBatching rules) {
    rules.ends_unforeseen = false;
    return rules;
}

}  // namespace

ContinuousBatchingKernel::ContinuousBatchingKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                                   std::uint64_t seed, const RecorderOptions& options, bool jumps)
    : KernelBase(plan, std::move(source), options),
      rules_(std::get<ContinuousBatching>(plan.discipline)),
      prompt_rules_(rules_of_prompts(rules_)),
      pools_(plan.pools),
      jumps_(jumps),
      windowed_(plan.window_every.has_value()) {
    const auto router = windowed_ ? scenarios::RouterKind::least_outstanding : rules_.router;
    const Duration refresh = windowed_ ? Duration{} : rules_.router_refresh;
    stages_.reserve(2);
    for (std::size_t i = 0; i < (rules_.transfer ? 2U : 1U); ++i)
        stages_.push_back({SlotSet(), Router(router, seed, true, refresh), Ring<Sequence>()});
    for (const PoolPlan& pool : pools_) work_.emplace_back(pool.usage);
}

void ContinuousBatchingKernel::on_arrival() {
    const Request& request = arrivals_.request();
    recorder_.tick(now_);
    recorder_.arrived(now_);
    Sequence sequence = sequence_of(request, now_, rules_.max_tokens);
    sequence.cold_before = cold_clock_.reading(now_);
    sequence.shared = add_prompt(arrivals_.shared_parts(), request);
    arrivals_.next();
    if (sequence.prompt >= rules_.max_tokens) return reject(sequence);
    sequence.answer = sequence.output;
    if (rules_.transfer) sequence.output = 1;
    route(sequence, false);
}

void ContinuousBatchingKernel::reject(const Sequence& sequence) {
    recorder_.rejected({.id = sequence.id,
                        .arrival = sequence.arrival,
                        .start = sequence.arrival,
                        .completion = now_,
                        .outcome = Outcome::rejected});
    prompts_.remove(sequence.shared);
}

bool ContinuousBatchingKernel::admits(const Replica& replica) const {
    return !rules_.max_queue ||
           replica.scheduler->outstanding() < std::uint64_t{rules_.max_sequences} + *rules_.max_queue;
}

/// `admitted`: it was once and is never turned away again.
void ContinuousBatchingKernel::route(const Sequence& sequence, bool admitted) {
    Stage& stage = stage_of(sequence);
    if (stage.ready.empty() || windowed_) {
        if (!admitted && rules_.max_queue && stage.backlog.size() >= *rules_.max_queue) return reject(sequence);
        stage.backlog.push_back(sequence);
        return;
    }
    const ReplicaSlot slot = choose(stage, sequence);
    Replica& replica = replicas_[slot];
    if (!admitted) recorder_.routed(replica.pool);
    if (!admitted && !admits(replica)) return reject(sequence);
    join(slot, sequence);
}

void ContinuousBatchingKernel::join(ReplicaSlot slot, const Sequence& sequence) {
    const Replica& replica = replicas_[slot];
    recorder_.hold(replica.pool, 1, now_);
    act(slot, [&](TokenScheduler& scheduler) { scheduler.join(sequence, now_, *this); });
    // Requests of one instant are scheduled together.
    if (!replica.scheduler->in_work()) timers_.push({now_, slot});
}

ReplicaSlot ContinuousBatchingKernel::choose(Stage& stage, const Sequence& sequence) {
    const auto outstanding = [this](ReplicaSlot at) { return replicas_[at].scheduler->outstanding(); };
    if (windowed_ || rules_.router != scenarios::RouterKind::prefix_aware)
        return stage.router.choose(sequence.id, sequence.attempts + (sequence.remote ? 1 : 0), stage.ready, outstanding,
                                   now_);
    const auto found = [&](ReplicaSlot at) {
        TokenScheduler& scheduler = *replicas_[at].scheduler;
        scheduler.catch_up(now_, *this);
        return scheduler.tokens_found(sequence.shared, sequence.prompt);
    };
    return stage.router.choose_by_prefix(stage.ready, rules_.router_imbalance, outstanding, found, now_);
}

void ContinuousBatchingKernel::acted(ReplicaSlot slot, const Before& before) {
    Replica& replica = replicas_[slot];
    TokenScheduler& scheduler = *replica.scheduler;
    recorder_.preempted(scheduler.preemptions() - before.preemptions);
    recorder_.admitted(replica.pool, scheduler.take_prompt_tokens());
    if (scheduler.in_work() && !before.in_work) {
        replica.busy_since = now_;
        recorder_.begin_busy(replica.pool, now_);
    }
    if (before.in_work && !scheduler.in_work()) {
        end_busy(replica);
        if (const auto used = scheduler.blocks_used(); used != 0 && scheduler.blocks_on_the_way() == 0)
            throw ModelBug(fmt::format("an idle replica holds {} blocks of its KV cache", used));
    }
    const SimTime next = scheduler.next_change();
    if (next != replica.armed && next != kNever) completions_.push({next, slot});
    replica.armed = next;
    if (stages_.front().router.keeps_books()) note_outstanding(slot);
}

void ContinuousBatchingKernel::end_busy(Replica& replica) {
    recorder_.end_busy(replica.pool, now_);
    work_[replica.pool].busy(now_ - replica.busy_since);
    replica.busy_since = kNever;
}

void ContinuousBatchingKernel::note_outstanding(ReplicaSlot slot) {
    Stage& stage = stage_of(replicas_[slot]);
    stage.router.note(
        slot, stage.ready, [this](ReplicaSlot at) { return replicas_[at].scheduler->outstanding(); }, now_);
}

void ContinuousBatchingKernel::on_completion() {
    const auto slot = static_cast<ReplicaSlot>(completions_.top().key);
    completions_.pop();
    Replica& replica = replicas_[slot];
    if (!replica.scheduler || replica.armed != now_) return;
    recorder_.tick(now_);
    replica.armed = kNever;
    act(slot, [this](TokenScheduler& scheduler) { scheduler.change(now_, *this); });
    if (replica.draining) leave_if_done(replica);
    if (rules_.transfer) {
        hand_over();
        let_go_of_sent();
    }
    if (windowed_) pull();
}

void ContinuousBatchingKernel::on_timer() {
    const auto slot = static_cast<ReplicaSlot>(timers_.top().key);
    timers_.pop();
    if (!replicas_[slot].scheduler) return;
    recorder_.tick(now_);
    act(slot, [this](TokenScheduler& scheduler) { scheduler.wake(now_, *this); });
}

void ContinuousBatchingKernel::started(Sequence& sequence) { sequence.cold_at_start = cold_clock_.reading(now_); }

void ContinuousBatchingKernel::ended(const Sequence& sequence) {
    const std::uint32_t pool = replicas_[acting_].pool;
    recorder_.release(pool, 1, now_);
    work_[pool].invocation(now_ - sequence.begun);
    if (replicas_[acting_].role == scenarios::PoolRole::prefill) {
        handed_over_.push_back(computed_here(sequence));
        return;
    }
    // A request waits for its window first; what the machines cost it counts from there.
    const Window* const window = window_of(sequence);
    const Duration cold_before = window != nullptr ? window->cold : sequence.cold_before;
    const Duration cold = sequence.cold_at_start - cold_before - sequence.cold_in_lost;
    recorder_.completed({.id = sequence.id,
                         .arrival = sequence.arrival,
                         .start = sequence.start,
                         .completion = now_,
                         .first_token = sequence.first_token,
                         .cold = cold,
                         .batching = window != nullptr ? window->opened - sequence.arrival : Duration{0},
                         .input_tokens = sequence.prompt,
                         .output_tokens = sequence.output,
                         .pool = pool,
                         .outcome = Outcome::completed,
                         .cold_start = cold > Duration{0}});
    prompts_.remove(sequence.shared);
}

void ContinuousBatchingKernel::add_work(std::span<pricing::PoolUsage> pools) const {
    for (std::size_t pool = 0; pool < pools.size(); ++pool) work_[pool].add_to(pools[pool]);
}

TokenLoad ContinuousBatchingKernel::token_load(std::size_t pool) {
    TokenLoad load;
    for (Replica& replica : replicas_) {
        if (!replica.scheduler) continue;
        replica.scheduler->catch_up(now_, *this);
        if (!replica.draining && replica.pool == pool) load += replica.scheduler->load();
    }
    return load;
}

void ContinuousBatchingKernel::replica_ready(ReplicaSlot slot, std::size_t pool, Duration /*billed_start*/) {
    recorder_.tick(now_);
    recorder_.begin_ready(pool);
    if (slot >= replicas_.size()) {
        replicas_.resize(slot + 1);
        link_free_.resize(slot + 1, kStart);
        lives_.resize(slot + 1);
    }
    const TokenServing& serving = *pools_[pool].tokens;
    Replica& replica = replicas_[slot];
    replica = {};
    replica.role = pools_[pool].role;
    const bool computes_prompts = replica.role == scenarios::PoolRole::prefill;
    replica.pool = static_cast<std::uint32_t>(pool);
    replica.life = ++lives_[slot];
    replica.scheduler.emplace(computes_prompts ? prompt_rules_ : rules_, serving.step_time, prompts_, serving.kv_blocks,
                              jumps_, computes_prompts);
    link_free_[slot] = now_;
    Stage& stage = stage_of(replica);
    if (&stage == &stages_[kFirst]) cold_clock_.replica_ready(now_);
    stage.ready.insert(slot);
    note_outstanding(slot);
    if (windowed_) return pull();
    const Ring<Sequence> backlog = std::exchange(stage.backlog, {});
    for (std::size_t i = 0; i < backlog.size(); ++i) route(backlog[i], true);
}

SimTime ContinuousBatchingKernel::replica_draining(ReplicaSlot slot) {
    Replica& replica = replicas_[slot];
    recorder_.tick(now_);
    no_longer_ready(slot);
    replica.draining = true;
    // Those of a common queue stay with the replica that has taken them. Who stays is worked on at once.
    std::vector<Sequence> again;
    act(slot, [&](TokenScheduler& scheduler) {
        scheduler.stop_keeping(now_, *this);
        if (!windowed_) again = scheduler.take_waiting(now_, *this);
        scheduler.wake(now_, *this);
    });
    recorder_.release(replica.pool, again.size(), now_);
    const SimTime empty_at = end_of(*replica.scheduler, now_);
    leave_if_done(replica);
    for (const Sequence& sequence : again) route(for_another_server(sequence), true);
    return empty_at;
}

void ContinuousBatchingKernel::replica_lost(ReplicaSlot slot) {
    Replica& replica = replicas_[slot];
    if (!replica.scheduler) return;
    recorder_.tick(now_);
    if (stage_of(replica).ready.contains(slot)) no_longer_ready(slot);
    acting_ = slot;
    const bool was_in_work = replica.scheduler->in_work();
    std::vector<Sequence> lost = replica.scheduler->take_all(now_, *this);
    recorder_.admitted(replica.pool, replica.scheduler->take_prompt_tokens());
    if (was_in_work) end_busy(replica);
    recorder_.release(replica.pool, lost.size(), now_);
    const std::uint32_t pool = replica.pool;
    const std::uint32_t life = replica.life;
    Stage& stage = stage_of(replica);
    leave(replica);
    stage.router.note(
        slot, stage.ready, [](ReplicaSlot) { return 0; }, now_);
    // Whose prompt is still where it was computed, needs another server to answer, and no more.
    std::vector<Sequence> elsewhere;
    const auto is_remote = [](const Sequence& sequence) { return sequence.remote; };
    std::copy_if(lost.begin(), lost.end(), std::back_inserter(elsewhere), is_remote);
    std::erase_if(lost, is_remote);
    note_lost_work(pool, lost);
    retry(lost, pool);
    for (const Sequence& sequence : elsewhere) route(for_another_server(sequence), true);
    lose_prompts_of(slot, life, pool);
}

void ContinuousBatchingKernel::no_longer_ready(ReplicaSlot slot) {
    Stage& stage = stage_of(replicas_[slot]);
    stage.ready.erase(slot);
    if (&stage == &stages_[kFirst]) cold_clock_.replica_gone(now_);
}

/// Who was lost with a server begins anew, or fails.
void ContinuousBatchingKernel::retry(const std::vector<Sequence>& lost, std::size_t pool) {
    std::vector<Sequence> retried;
    for (const Sequence& sequence : lost)
        if (auto next = again(sequence, pool)) retried.push_back(*next);
    if (!windowed_) {
        for (const Sequence& sequence : retried) route(sequence, true);
        return;
    }
    for (auto sequence = retried.rbegin(); sequence != retried.rend(); ++sequence) {
        stages_[kFirst].backlog.push_front(*sequence);
        released_.add(*sequence);
    }
    pull();
}

/// As it is tried again after the loss of its replica; nothing where it fails.
std::optional<Sequence> ContinuousBatchingKernel::again(const Sequence& lost, std::size_t pool) {
    const bool was_served = lost.start != kNever;
    if (lost.begun != kNever) work_[pool].invocation(now_ - lost.begun);
    if (was_served && rules_.on_loss == scenarios::OnLoss::fail) {
        recorder_.failed({.id = lost.id,
                          .arrival = lost.arrival,
                          .start = lost.start,
                          .completion = now_,
                          .pool = static_cast<std::uint32_t>(pool),
                          .outcome = Outcome::failed});
        prompts_.remove(lost.shared);
        return std::nullopt;
    }
    Sequence next;
    next.arrival = lost.arrival;
    next.cold_before = lost.cold_before;
    next.cold_in_lost = lost.cold_in_lost;
    next.id = lost.id;
    next.prompt = lost.prompt;
    next.output = rules_.transfer ? 1 : lost.output;
    next.answer = lost.answer;
    next.shared = lost.shared;
    next.attempts = lost.attempts;
    if (!was_served) return next;
    ++next.attempts;
    next.cold_in_lost += cold_clock_.reading(now_) - lost.cold_at_start;
    recorder_.retried();
    return next;
}

/// Sequences share the replica's steps: of its time, what they have had on average.
void ContinuousBatchingKernel::note_lost_work(std::size_t pool, const std::vector<Sequence>& lost) {
    Duration served{};
    std::int64_t sequences = 0;
    for (const Sequence& sequence : lost) {
        if (sequence.begun == kNever) continue;
        served += now_ - sequence.begun;
        ++sequences;
    }
    if (sequences > 0) recorder_.lost_work(pool, served / sequences);
}

void ContinuousBatchingKernel::leave_if_done(Replica& replica) {
    if (replica.scheduler->next_change() != kNever) return;
    if (const auto left = replica.scheduler->outstanding(); left > 0)
        throw ModelBug(fmt::format("a replica leaves with {} requests", left));
    leave(replica);
}

/// The replica is empty, and gone.
void ContinuousBatchingKernel::leave(Replica& replica) {
    recorder_.end_ready(replica.pool);
    replica = {};
}

}  // namespace plimsoll::sim
