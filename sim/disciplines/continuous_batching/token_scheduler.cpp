// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// The course of steps; who takes part in each is decided in token_scheduling.cpp.
#include "sim/disciplines/continuous_batching/token_scheduler.hpp"

#include <algorithm>

namespace plimsoll::sim {

TokenScheduler::TokenScheduler(const ContinuousBatching& rules, const models::TokenStepTime& law,
                               const PromptStore& prompts, std::uint64_t kv_blocks, bool jumps, bool keeps)
    : rules_(&rules),
      law_(&law),
      prompts_in_(&prompts),
      blocks_(kv_blocks - 1),  // the first one is never given out
      free_(blocks_),
      seats_(rules.seats(blocks_)),
      watermark_(static_cast<std::uint64_t>(rules.watermark * static_cast<double>(kv_blocks))),
      jumps_(jumps),
      keeps_(keeps),
      decoding_(rules.block_tokens) {}

void TokenScheduler::Step::clear() {
    number = decode_context = set = 0;
    decodes = 0;
    parts.clear();
    prompts.clear();
    completing.clear();
    in_vain = 0;
    since.clear();
}

/// At least a nanosecond for each step.
SimTime TokenScheduler::Stretch::end_of(std::uint64_t step) const {
    const double nanoseconds = 1e9 * law.seconds(step + 1);
    constexpr double kMost = 4e18;
    const auto whole = static_cast<Duration::rep>(std::min(nanoseconds, kMost) + 0.5);
    return after(origin, Duration(std::max(whole, static_cast<Duration::rep>(step + 1))));
}

void TokenScheduler::join(const Sequence& sequence, SimTime now, Listener& listener) {
    // Behind somebody who will not be admitted, or where no seat is free, one more changes nothing.
    const bool in_vain = settled_ && (!waiting_.empty() || running_ >= seats_);
    if (in_work() && !in_vain) stop_jump(now, listener);
    const Index index = store(sequence);
    sequences_[index].lost = BlockPool::kNoLot;
    // Of a prompt that is computed already, others have been told.
    sequences_[index].was_admitted = sequence.remote;
    sequences_[index].state = Sequence::State::waiting;
    waiting_.push_back(index);
    waiting_tokens_ += sequence.known();
    ++outstanding_;
    if (!in_vain) settled_ = false;
}

void TokenScheduler::wake(SimTime now, Listener& listener) {
    if (!in_work() && !waiting_.empty()) start_next(now, listener);
}

void TokenScheduler::change(SimTime now, Listener& listener) {
    const bool step_ends = step_change_ == now;
    if (!loads_.empty() && loads_.front().at <= now) {
        if (in_work() && !step_ends) stop_jump(now, listener);
        take_loaded(now, listener);
    }
    if (step_ends) {
        pass(quiet_, listener);
        deliver(now, listener);
    }
    if (step_ends || !in_work())
        start_next(now, listener);
    else
        expect();
}

/// The next step begins, and in an engine that schedules ahead the one behind it is scheduled.
void TokenScheduler::start_next(SimTime now, Listener& listener) {
    std::swap(current_, following_);
    in_flight_ = 0;
    if (current_.is_empty()) schedule(current_);
    // Blocks that are on the way may leave too few for the only one at work; the next schedule admits others.
    if (current_.is_empty() && preempted_) schedule(current_);
    following_.clear();
    if (!current_.is_empty()) {
        for (const Index index : current_.prompts) {
            Sequence& sequence = sequences_[index];
            if (sequence.begun != kNever) continue;
            sequence.begun = now;
            if (sequence.start != kNever) continue;
            sequence.start = now;
            listener.started(sequence);
        }
        enter_stretch(now);
        listener.stepped(1, stretch_.leaves_grid);
        in_flight_ = current_.number;
        if (rules_->asynchronous) schedule(following_);
        look_ahead();
    }
    if (!to_load_.empty()) begin_loads(listener);
    expect();
}

/// What was given room is on its way; links carry it in that order, so that it comes in that order, too.
void TokenScheduler::begin_loads(Listener& listener) {
    for (Load& load : to_load_) {
        load.at = listener.loads(sequences_[load.index], load.tokens);
        loads_.push_back(load);
    }
    to_load_.clear();
}

void TokenScheduler::take_loaded(SimTime now, Listener& listener) {
    while (!loads_.empty() && loads_.front().at <= now) {
        const Index index = loads_.front().index;
        loads_.erase(loads_.begin());
        sequences_[index].state = Sequence::State::loaded;
        listener.loaded(sequences_[index]);
        sequences_[index].remote = false;
        loaded_.push_back(index);
        settled_ = false;
    }
}

void TokenScheduler::stop_keeping(SimTime now, Listener& listener) {
    if (!std::exchange(keeps_, false)) return;
    std::vector<Index> kept;
    for (Index index = 0; index < sequences_.size(); ++index)
        if (sequences_[index].state == Sequence::State::sending) kept.push_back(index);
    std::sort(kept.begin(), kept.end(), [this](Index a, Index b) { return sequences_[a].id < sequences_[b].id; });
    for (const Index index : kept) sent(index, now, listener);
}

void TokenScheduler::sent(std::uint32_t place, SimTime now, Listener& listener) {
    if (in_work()) stop_jump(now, listener);
    Sequence& sequence = sequences_[place];
    on_the_way_ -= blocks_for(sequence.computed);
    give_back(place, sequence.computed);
    sequence.state = Sequence::State::gone;
    unused_.push_back(place);
    settled_ = false;
}

models::TokenStep TokenScheduler::shape_of(const Step& step) {
    return {step.decodes, step.decode_context, step.parts,
            step.decodes + static_cast<std::uint32_t>(step.completing.size())};
}

/// The current step goes on with those before it, or begins a stretch of its own.
void TokenScheduler::enter_stretch(SimTime now) {
    const bool decodes_only = current_.parts.empty();
    if (decodes_only && stretch_.set == current_.set && stretch_.index + 1 < stretch_.law.steps) {
        ++stretch_.index;
        return;
    }
    stretch_.origin = now;
    stretch_.index = 0;
    stretch_.set = decodes_only ? current_.set : kNoSet;
    const auto shape = shape_of(current_);
    stretch_.leaves_grid = law_->leaves_grid(shape);
    stretch_.law = decodes_only ? law_->decode_run(current_.decodes, current_.decode_context)
                                : models::DecodeRun{law_->seconds(shape), 0, 1};
}

/// The current step is done: its tokens are there, and who got the last one leaves, in the order of admission.
void TokenScheduler::deliver(SimTime now, Listener& listener) {
    tell_tokens(now, listener);
    for (forget_past_ends(); !ends_.empty() && ends_.top().first <= current_.number; forget_past_ends()) {
        ending_.push_back(take_end());
    }
    std::sort(ending_.begin(), ending_.end(),
              [this](Index a, Index b) { return sequences_[a].admission < sequences_[b].admission; });
    for (const Index index : ending_) end(index, listener);
    ending_.clear();
    current_.clear();
}

/// The tokens of the current step, which ends `now`.
void TokenScheduler::tell_tokens(SimTime now, Listener& listener) {
    for (const Index index : current_.completing)
        if (sequences_[index].first_token == kNever) sequences_[index].first_token = now;
    for (const SimTime last_token : current_.since) listener.gave_late(now - last_token);
    listener.gave({.run = stretch_.law,
                   .first = stretch_.index,
                   .tokens = current_.decodes - current_.in_vain,
                   .in_all = now - stretch_.begin_of(stretch_.index)});
}

void TokenScheduler::end(Index index, Listener& listener) {
    Sequence& sequence = sequences_[index];
    // In an engine that schedules ahead and does not know that this was the last token, it is in the next step, too.
    if (sequence.state == Sequence::State::decoding && following_.decodes > 0) ++following_.in_vain;
    const std::uint64_t tokens = tokens_held(sequence);
    if (sequence.holds_blocks) {
        if (!keeps_) give_back(index, tokens);
        unlink(index);
    }
    if (sequence.state == Sequence::State::decoding) leave_decoding(sequence);
    sequence.source.place = index;
    listener.ended(sequence);
    if (!keeps_) return release(index);
    // One that lost its blocks while its token was under way has nothing to send.
    sequence.computed = sequence.holds_blocks ? static_cast<std::uint32_t>(tokens) : 0;
    on_the_way_ += blocks_for(sequence.computed);
    sequence.state = Sequence::State::sending;
    --outstanding_;
}

/// Who was preempted in a step that came to nothing may be foreseen twice for the same.
TokenScheduler::Index TokenScheduler::take_end() {
    const End end = ends_.top();
    while (!ends_.empty() && ends_.top() == end) ends_.pop();
    return end.second;
}

/// Drops those whose last step has become another one, or who have left.
void TokenScheduler::forget_past_ends() {
    using State = Sequence::State;
    while (!ends_.empty()) {
        const auto& [step, index] = ends_.top();
        const Sequence& sequence = sequences_[index];
        const bool holds = sequence.state == State::decoding || sequence.state == State::ending;
        if (holds && sequence.last_step == step) return;
        ends_.pop();
    }
}

/// Whether the steps in work and behind it are of the same sequences, as all following ones until something happens.
bool TokenScheduler::is_steady() const {
    if (!settled_ || !prompts_.empty() || !ending_.empty()) return false;
    const auto same = [this](const Step& step) { return step.parts.empty() && step.set == set_ && step.decodes > 0; };
    return same(current_) && (!rules_->asynchronous || same(following_));
}

/// How many steps end before anything changes: a last token, a block that is not there, the end of the closed form.
void TokenScheduler::look_ahead() {
    quiet_ = 0;
    if (jumps_ && is_steady()) {
        forget_past_ends();
        const bool leaves_earlier = rules_->asynchronous && !rules_->ends_unforeseen;
        const std::uint64_t last = ends_.top().first - (leaves_earlier ? step_ : current_.number);
        const std::uint64_t most = std::min(last, stretch_.law.steps - 1 - stretch_.index);
        quiet_ = decoding_.steps_with(free_.size(), step_ + 1, most);
    }
}

/// Goes past the ends of so many steps at which nothing changes.
void TokenScheduler::pass(std::uint64_t steps, Listener& listener) {
    if (steps == 0) return;
    const auto go_on = [steps](Step& step) {
        if (step.is_empty()) return;
        step.number += steps;
        step.decode_context += steps * step.decodes;
    };
    listener.gave({.run = stretch_.law,
                   .first = stretch_.index,
                   .steps = steps,
                   .tokens = current_.decodes,
                   .in_all = stretch_.end_of(stretch_.index + steps - 1) - stretch_.begin_of(stretch_.index)});
    go_on(current_);
    go_on(following_);
    stretch_.index += steps;
    free_.take(decoding_.blocks_in(step_ + 1, steps));
    step_ += steps;
    quiet_ -= steps;
    listener.stepped(steps, stretch_.leaves_grid);
}

void TokenScheduler::catch_up(SimTime now, Listener& listener) {
    std::uint64_t passed = 0;
    for (std::uint64_t left = quiet_; left > 0;) {  // bisection: `passed` have ended, of the `left` behind nobody knows
        const std::uint64_t half = (left + 1) / 2;
        if (stretch_.end_of(stretch_.index + passed + half - 1) <= now) {
            passed += half;
            left -= half;
        } else {
            left = half - 1;
        }
    }
    pass(passed, listener);
}

/// Something may change at the end of the step that is in work `now`.
void TokenScheduler::stop_jump(SimTime now, Listener& listener) {
    catch_up(now, listener);
    quiet_ = 0;
    expect();
}

TokenLoad TokenScheduler::load() const {
    return token_load_of(running_, waiting_.size(), waiting_tokens_, blocks_, blocks_used(), rules_->block_tokens);
}

std::vector<Sequence> TokenScheduler::take_waiting(SimTime now, Listener& listener) {
    if (in_work()) stop_jump(now, listener);
    std::vector<Sequence> taken;
    for (std::size_t left = waiting_.size(); left > 0; --left) {
        const Index index = waiting_.front();
        waiting_.pop_front();
        const Sequence& sequence = sequences_[index];
        if (sequence.begun != kNever) {
            waiting_.push_back(index);
            continue;
        }
        waiting_tokens_ -= sequences_[index].known();
        taken.push_back(sequences_[index]);
        release(index);
    }
    settled_ = false;
    return taken;
}

std::vector<Sequence> TokenScheduler::take_all(SimTime now, Listener& listener) {
    if (in_work()) stop_jump(now, listener);
    for (const Index index : prompts_)
        prompt_tokens_.given_up += sequences_[index].known() - sequences_[index].computed;
    std::vector<Sequence> taken;
    for (Index index = first_; index != kNone; index = sequences_[index].next) taken.push_back(sequences_[index]);
    for (const Sequence& sequence : sequences_)
        if (sequence.state == Sequence::State::ending && !sequence.holds_blocks) taken.push_back(sequence);
    for (std::size_t i = 0; i < loaded_.size(); ++i) {
        ++prompt_tokens_.given_up;
        taken.push_back(sequences_[loaded_[i]]);
    }
    for (const Load& load : loads_) {
        ++prompt_tokens_.given_up;
        taken.push_back(sequences_[load.index]);
    }
    for (std::size_t i = 0; i < waiting_.size(); ++i) taken.push_back(sequences_[waiting_[i]]);
    return taken;
}

std::vector<Sequence> TokenScheduler::take_of(std::uint32_t server, std::uint32_t life, SimTime now,
                                              Listener& listener) {
    if (in_work()) stop_jump(now, listener);
    const auto is_of = [&](const Sequence& sequence) {
        return sequence.remote && sequence.source.server == server && sequence.source.life == life;
    };
    std::vector<Sequence> taken;
    std::vector<Load> left;
    for (const Load& load : loads_) {
        Sequence& sequence = sequences_[load.index];
        if (!is_of(sequence)) {
            left.push_back(load);
            continue;
        }
        prompt_tokens_.given_up += 1;
        on_the_way_ -= blocks_for(sequence.known());
        give_back(load.index, sequence.known(), false);
        taken.push_back(sequence);
        release(load.index);
    }
    loads_ = std::move(left);
    for (std::size_t rest = waiting_.size(); rest > 0; --rest) {
        const Index index = waiting_.front();
        waiting_.pop_front();
        if (!is_of(sequences_[index])) {
            waiting_.push_back(index);
            continue;
        }
        waiting_tokens_ -= sequences_[index].known();
        taken.push_back(sequences_[index]);
        release(index);
    }
    settled_ = false;
    expect();
    return taken;
}

}  // namespace plimsoll::sim
