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
    while (scheduler.in_work()) {
        end = scheduler.next_change();
        scheduler.change(end, deaf);
    }
    return end;
}

}  // namespace

ContinuousBatchingKernel::ContinuousBatchingKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                                   std::uint64_t seed, const RecorderOptions& options, bool jumps)
    : KernelBase(plan, std::move(source), options),
      rules_(std::get<ContinuousBatching>(plan.discipline)),
      pools_(plan.pools),
      jumps_(jumps),
      windowed_(plan.window_every.has_value()),
      router_(windowed_ ? scenarios::RouterKind::least_outstanding : rules_.router, seed, true,
              windowed_ ? Duration{} : rules_.router_refresh) {
    for (const PoolPlan& pool : pools_) work_.emplace_back(pool.usage);
}

void ContinuousBatchingKernel::on_arrival() {
    const Request& request = arrivals_.request();
    recorder_.tick(now_);
    recorder_.arrived(now_);
    Sequence sequence;
    sequence.arrival = now_;
    sequence.cold_before = cold_clock_.reading(now_);
    sequence.id = request.id;
    sequence.prompt = std::max(request.input_tokens, 1U);
    sequence.output = std::max(request.output_tokens, 1U);
    sequence.shared = prompts_.add(arrivals_.shared_parts());
    arrivals_.next();
    if (sequence.prompt >= rules_.max_tokens) return reject(sequence);
    sequence.output = std::min(sequence.output, rules_.max_tokens - sequence.prompt);
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
void ContinuousBatchingKernel::route(Sequence sequence, bool admitted) {
    if (ready_.empty() || windowed_) {
        if (!admitted && rules_.max_queue && backlog_.size() >= *rules_.max_queue) return reject(sequence);
        backlog_.push_back(sequence);
        return;
    }
    const ReplicaSlot slot = choose(sequence);
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

void ContinuousBatchingKernel::open_window() {
    windows_.push_back({now_, cold_clock_.reading(now_)});
    for (std::size_t i = released_.requests; i < backlog_.size(); ++i) released_.add(backlog_[i]);
    pull();
}

/// Replicas take released requests of the common queue while they have fewer than seats, the one with the fewest first.
void ContinuousBatchingKernel::pull() {
    while (released_.requests > 0 && !ready_.empty()) {
        const ReplicaSlot slot = choose(backlog_.front());
        if (replicas_[slot].scheduler->outstanding() >= rules_.max_sequences) return;
        const Sequence next = backlog_.front();
        backlog_.pop_front();
        released_.remove(next);
        join(slot, next);
    }
}

void ContinuousBatchingKernel::Released::add(const Sequence& sequence) {
    ++requests;
    prompt_tokens += sequence.prompt;
    answer_tokens += sequence.output;
}
void ContinuousBatchingKernel::Released::remove(const Sequence& sequence) {
    --requests;
    prompt_tokens -= sequence.prompt;
    answer_tokens -= sequence.output;
}

/// The common queue may get empty at the end of a step, or of one that begins now.
SimTime ContinuousBatchingKernel::next_demand() {
    return released_.requests > 0 ? std::min(completions_.next_time(), timers_.next_time()) : kNever;
}

Demands ContinuousBatchingKernel::take_demands() {
    return {.launches = {},
            .expired = {},
            .released_waiting = released_.requests,
            .released_prompt_tokens = released_.prompt_tokens,
            .released_answer_tokens = released_.answer_tokens};
}

/// That released it; null without windows.
const ContinuousBatchingKernel::Window* ContinuousBatchingKernel::window_of(const Sequence& sequence) const {
    if (!windowed_) return nullptr;
    return &*std::lower_bound(windows_.begin(), windows_.end(), sequence.arrival,
                              [](const Window& window, SimTime arrival) { return window.opened < arrival; });
}

ReplicaSlot ContinuousBatchingKernel::choose(const Sequence& sequence) {
    const auto outstanding = [this](ReplicaSlot at) { return replicas_[at].scheduler->outstanding(); };
    if (windowed_ || rules_.router != scenarios::RouterKind::prefix_aware)
        return router_.choose(sequence.id, sequence.attempts, ready_, outstanding, now_);
    const auto found = [&](ReplicaSlot at) {
        TokenScheduler& scheduler = *replicas_[at].scheduler;
        scheduler.catch_up(now_, *this);
        return scheduler.tokens_found(sequence.shared, sequence.prompt);
    };
    return router_.choose_by_prefix(ready_, rules_.router_imbalance, outstanding, found, now_);
}

template <class Action>
void ContinuousBatchingKernel::act(ReplicaSlot slot, Action action) {
    Replica& replica = replicas_[slot];
    acting_ = &replica;
    const bool before = replica.scheduler->in_work();
    const std::uint64_t preempted_before = replica.scheduler->preemptions();
    action(*replica.scheduler);
    const bool after = replica.scheduler->in_work();
    recorder_.preempted(replica.scheduler->preemptions() - preempted_before);
    recorder_.admitted(replica.pool, replica.scheduler->take_prompt_tokens());
    if (after && !before) {
        replica.busy_since = now_;
        recorder_.begin_busy(replica.pool, now_);
    }
    if (before && !after) {
        end_busy(replica);
        if (const auto used = replica.scheduler->blocks_used(); used != 0)
            throw ModelBug(fmt::format("an idle replica holds {} blocks of its KV cache", used));
    }
    const SimTime next = replica.scheduler->next_change();
    if (next != replica.armed && next != kNever) completions_.push({next, slot});
    replica.armed = next;
    note_outstanding(slot);
}

void ContinuousBatchingKernel::end_busy(Replica& replica) {
    recorder_.end_busy(replica.pool, now_);
    work_[replica.pool].busy(now_ - replica.busy_since);
    replica.busy_since = kNever;
}

void ContinuousBatchingKernel::note_outstanding(ReplicaSlot slot) {
    router_.note(
        slot, ready_, [this](ReplicaSlot at) { return replicas_[at].scheduler->outstanding(); }, now_);
}

void ContinuousBatchingKernel::on_completion() {
    const auto slot = static_cast<ReplicaSlot>(completions_.top().key);
    completions_.pop();
    Replica& replica = replicas_[slot];
    if (!replica.scheduler || replica.armed != now_) return;
    recorder_.tick(now_);
    replica.armed = kNever;
    act(slot, [this](TokenScheduler& scheduler) { scheduler.change(now_, *this); });
    if (replica.draining && !replica.scheduler->in_work()) leave(replica);
    pull();
}

void ContinuousBatchingKernel::on_timer() {
    const auto slot = static_cast<ReplicaSlot>(timers_.top().key);
    timers_.pop();
    if (!ready_.contains(slot)) return;
    recorder_.tick(now_);
    act(slot, [this](TokenScheduler& scheduler) { scheduler.wake(now_, *this); });
}

void ContinuousBatchingKernel::started(Sequence& sequence) { sequence.cold_at_start = cold_clock_.reading(now_); }

void ContinuousBatchingKernel::ended(const Sequence& sequence) {
    const std::uint32_t pool = acting_->pool;
    // A request waits for its window first; what the machines cost it counts from there.
    const Window* const window = window_of(sequence);
    const Duration cold_before = window != nullptr ? window->cold : sequence.cold_before;
    const Duration cold = sequence.cold_at_start - cold_before - sequence.cold_in_lost;
    recorder_.release(pool, 1, now_);
    work_[pool].invocation(now_ - sequence.start);
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
    cold_clock_.replica_ready(now_);
    if (slot >= replicas_.size()) replicas_.resize(slot + 1);
    const TokenServing& serving = *pools_[pool].tokens;
    Replica& replica = replicas_[slot];
    replica = {};
    replica.pool = static_cast<std::uint32_t>(pool);
    replica.scheduler.emplace(rules_, serving.step_time, prompts_, serving.kv_blocks, jumps_);
    ready_.insert(slot);
    note_outstanding(slot);
    if (windowed_) return pull();
    const Ring<Sequence> backlog = std::exchange(backlog_, {});
    for (std::size_t i = 0; i < backlog.size(); ++i) route(backlog[i], true);
}

SimTime ContinuousBatchingKernel::replica_draining(ReplicaSlot slot) {
    Replica& replica = replicas_[slot];
    recorder_.tick(now_);
    ready_.erase(slot);
    cold_clock_.replica_gone(now_);
    replica.draining = true;
    // Those of a common queue stay with the replica that has taken them, and it begins at once where it has not.
    std::vector<Sequence> again;
    act(slot, [&](TokenScheduler& scheduler) {
        if (windowed_)
            scheduler.wake(now_, *this);
        else
            again = scheduler.take_waiting(now_, *this);
    });
    recorder_.release(replica.pool, again.size(), now_);
    const SimTime empty_at = end_of(*replica.scheduler, now_);
    if (!replica.scheduler->in_work()) leave(replica);
    for (const Sequence& sequence : again) route(sequence, true);
    return empty_at;
}

void ContinuousBatchingKernel::replica_lost(ReplicaSlot slot) {
    Replica& replica = replicas_[slot];
    if (!replica.scheduler) return;
    recorder_.tick(now_);
    if (ready_.contains(slot)) {
        ready_.erase(slot);
        cold_clock_.replica_gone(now_);
    }
    acting_ = &replica;
    const bool was_in_work = replica.scheduler->in_work();
    std::vector<Sequence> lost = replica.scheduler->take_all(now_, *this);
    recorder_.admitted(replica.pool, replica.scheduler->take_prompt_tokens());
    if (was_in_work) end_busy(replica);
    recorder_.release(replica.pool, lost.size(), now_);
    const std::uint32_t pool = replica.pool;
    leave(replica);
    router_.note(
        slot, ready_, [](ReplicaSlot) { return 0; }, now_);
    note_lost_work(pool, lost);
    std::vector<Sequence> retried;
    for (const Sequence& sequence : lost)
        if (auto next = again(sequence, pool)) retried.push_back(*next);
    if (!windowed_) {
        for (const Sequence& sequence : retried) route(sequence, true);
        return;
    }
    for (auto sequence = retried.rbegin(); sequence != retried.rend(); ++sequence) {
        backlog_.push_front(*sequence);
        released_.add(*sequence);
    }
    pull();
}

/// As it is tried again after the loss of its replica; nothing where it fails.
std::optional<Sequence> ContinuousBatchingKernel::again(const Sequence& lost, std::size_t pool) {
    const bool was_served = lost.start != kNever;
    if (was_served) work_[pool].invocation(now_ - lost.start);
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
    next.output = lost.output;
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
        if (sequence.start == kNever) continue;
        served += now_ - sequence.start;
        ++sequences;
    }
    if (sequences > 0) recorder_.lost_work(pool, served / sequences);
}

/// The replica is empty, and gone.
void ContinuousBatchingKernel::leave(Replica& replica) {
    recorder_.end_ready(replica.pool);
    replica = {};
}

}  // namespace plimsoll::sim
