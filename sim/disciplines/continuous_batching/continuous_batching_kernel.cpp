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

/// As it joins another scheduler.
Sequence with_blank_books(Sequence sequence) {
    sequence.begun = kNever;
    sequence.given = sequence.computed = 0;
    sequence.holds_blocks = true;
    sequence.was_admitted = false;
    sequence.lost = BlockPool::kNoLot;
    return sequence;
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

ContinuousBatchingKernel::Stage& ContinuousBatchingKernel::stage_of(const Replica& replica) {
    return stages_[pools_[replica.pool].role == scenarios::PoolRole::decode ? kAnswers : kFirst];
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
    sequence.shared = add_prompt(arrivals_.shared_parts(), request);
    arrivals_.next();
    if (sequence.prompt >= rules_.max_tokens) return reject(sequence);
    sequence.output = std::min(sequence.output, rules_.max_tokens - sequence.prompt);
    sequence.answer = sequence.output;
    if (rules_.transfer) sequence.output = 1;
    route(sequence, false);
}

/// Where others answer, a prompt may come back to a server that has computed it: all of it may be found.
PromptStore::Handle ContinuousBatchingKernel::add_prompt(std::span<const SharedPart> parts, const Request& request) {
    if (!rules_.transfer || (!parts.empty() && parts.back().end >= request.input_tokens)) return prompts_.add(parts);
    constexpr std::uint64_t kOfOne = std::uint64_t{1} << 62;
    std::vector<SharedPart> all(parts.begin(), parts.end());
    all.push_back({kOfOne | request.id, std::max(request.input_tokens, 1U)});
    return prompts_.add(all);
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

void ContinuousBatchingKernel::open_window() {
    windows_.push_back({now_, cold_clock_.reading(now_)});
    const auto& queue = stages_[kFirst].backlog;
    for (std::size_t i = released_.requests; i < queue.size(); ++i) released_.add(queue[i]);
    pull();
}

/// Replicas take released requests of the common queue while they have fewer than seats, the one with the fewest first.
void ContinuousBatchingKernel::pull() {
    Stage& stage = stages_[kFirst];
    while (released_.requests > 0 && !stage.ready.empty()) {
        const ReplicaSlot slot = choose(stage, stage.backlog.front());
        if (replicas_[slot].scheduler->outstanding() >= rules_.max_sequences) return;
        const Sequence next = stage.backlog.front();
        stage.backlog.pop_front();
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

template <class Action>
void ContinuousBatchingKernel::act(ReplicaSlot slot, Action action) {
    Replica& replica = replicas_[slot];
    acting_ = slot;
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
        if (const auto used = replica.scheduler->blocks_used();
            used != 0 && replica.scheduler->blocks_on_the_way() == 0)
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
    hand_over();
    let_go_of_sent();
    pull();
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
    if (pools_[pool].role == scenarios::PoolRole::prefill) {
        recorder_.release(pool, 1, now_);
        work_[pool].invocation(now_ - sequence.begun);
        Sequence next = sequence;
        next.remote = true;
        next.output = sequence.answer;
        next.first_token = kNever;
        next.last_token = kNever;
        next.source = {acting_, sequence.source.place, replicas_[acting_].life};
        handed_over_.push_back(next);
        return;
    }
    // A request waits for its window first; what the machines cost it counts from there.
    const Window* const window = window_of(sequence);
    const Duration cold_before = window != nullptr ? window->cold : sequence.cold_before;
    const Duration cold = sequence.cold_at_start - cold_before - sequence.cold_in_lost;
    recorder_.release(pool, 1, now_);
    work_[pool].invocation(now_ - sequence.begun);
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

/// Those whose prompts are computed go to who answers.
void ContinuousBatchingKernel::hand_over() {
    for (const Sequence& sequence : std::exchange(handed_over_, {})) route(with_blank_books(sequence), true);
}

/// Over the links of both servers, behind what they carry already.
SimTime ContinuousBatchingKernel::loads(const Sequence& sequence, std::uint32_t tokens) {
    const double bytes = tokens * pools_[replicas_[acting_].pool].tokens->kv_bytes_per_token;
    const SimTime begin = std::max({now_, link_free_[acting_], link_free_[sequence.source.server]});
    const SimTime end =
        after(after(begin, rules_.transfer->latency), duration_from_seconds(bytes / rules_.transfer->bytes_per_s));
    link_free_[acting_] = link_free_[sequence.source.server] = end;
    return end;
}

void ContinuousBatchingKernel::let_go_of_sent() {
    for (const Sequence::Source& source : std::exchange(sent_, {})) let_go(source);
}

/// The server that computed the prompt need not keep it any longer, if it is still there.
void ContinuousBatchingKernel::let_go(const Sequence::Source& source) {
    const Replica& replica = replicas_[source.server];
    if (!replica.scheduler || replica.life != source.life || replica.draining) return;
    act(source.server, [&](TokenScheduler& scheduler) { scheduler.sent(source.place, now_, *this); });
    if (!replica.scheduler->in_work()) timers_.push({now_, source.server});
}

/// What a lost server had computed and nobody has loaded must be computed again.
void ContinuousBatchingKernel::lose_prompts_of(ReplicaSlot slot, std::uint64_t life, std::size_t pool) {
    if (!rules_.transfer) return;
    std::vector<Sequence> lost;
    for (ReplicaSlot at = 0; at < replicas_.size(); ++at) {
        Replica& replica = replicas_[at];
        if (!replica.scheduler || pools_[replica.pool].role != scenarios::PoolRole::decode) continue;
        std::vector<Sequence> taken;
        act(at, [&](TokenScheduler& scheduler) { taken = scheduler.take_of(slot, life, now_, *this); });
        recorder_.release(replica.pool, taken.size(), now_);
        if (replica.draining && replica.scheduler->outstanding() == 0)
            leave(replica);
        else if (!replica.scheduler->in_work())  // there is room for others now
            timers_.push({now_, at});
        lost.insert(lost.end(), taken.begin(), taken.end());
    }
    Ring<Sequence> left;
    Ring<Sequence>& backlog = stages_[kAnswers].backlog;
    for (std::size_t i = 0; i < backlog.size(); ++i) {
        const Sequence& sequence = backlog[i];
        if (sequence.source.server == slot && sequence.source.life == life)
            lost.push_back(sequence);
        else
            left.push_back(sequence);
    }
    backlog = std::move(left);
    retry(lost, pool);
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
    const bool computes_prompts = pools_[pool].role == scenarios::PoolRole::prefill;
    Replica& replica = replicas_[slot];
    replica = {};
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
    for (const Sequence& sequence : again) route(with_blank_books(sequence), true);
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
    const std::uint64_t life = replica.life;
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
    for (const Sequence& sequence : elsewhere) route(with_blank_books(sequence), true);
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
