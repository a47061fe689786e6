// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Who takes part in a step: the rules of vLLM's scheduler, in the words of docs/semantics.md.
#include "sim/disciplines/continuous_batching/token_scheduler.hpp"

#include "sim/model_bug.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace plimsoll::sim {

using State = Sequence::State;

/// Fills the step behind the last one; it stays empty where nobody can take part.
void TokenScheduler::schedule(Step& step) {
    const std::uint64_t number = step_ + 1;
    preempted_ = false;
    if (rules_->asynchronous && !rules_->ends_unforeseen) let_end_foreseen(number);
    std::uint64_t budget = rules_->tokens_per_step;
    step.number = number;
    if (!run_all(step, budget)) run_in_order(step, budget);
    step.set = set_;
    settled_ = !preempted_;
    if (!preempted_) admit(step, budget);
    if (step.is_empty()) return;
    step_ = number;
    for (const Index index : step.completing) begin_decoding(step, index);
}

/// Who gets the last token from the step in work, and is known to, takes no part in the next one; seat and blocks are
/// free once that token is there.
void TokenScheduler::let_end_foreseen(std::uint64_t step) {
    for (forget_past_ends(); !ends_.empty() && ends_.top().first < step; forget_past_ends()) {
        const Index index = take_end();
        ending_.push_back(index);
        if (sequences_[index].state == State::decoding) leave_decoding(sequences_[index]);
        sequences_[index].state = State::ending;
    }
}

/// The running sequences, where each gets what it asks for, or only prompts at the end of the list get less: then their
/// order does not matter. False, with nothing done, where it does.
bool TokenScheduler::run_all(Step& step, std::uint64_t& budget) {
    const std::uint64_t decode_blocks = decoding_.blocks_in(step.number);
    if (decoding_.size() > budget || decode_blocks > free_.size()) return false;
    std::uint64_t left = budget - decoding_.size();
    std::uint64_t wanted = 0;
    std::uint64_t prompt_blocks = 0;
    for (const Index index : prompts_) {
        const Sequence& sequence = sequences_[index];
        wanted += part_of(sequence, std::numeric_limits<std::uint64_t>::max());
        const std::uint32_t part = part_of(sequence, left);
        prompt_blocks += blocks_for(sequence.computed + part) - blocks_for(sequence.computed);
        left -= part;
    }
    if (decode_blocks + prompt_blocks > free_.size()) return false;
    if (wanted > budget - decoding_.size() && !prompts_are_last()) return false;

    free_.take(decode_blocks);
    step.decodes = decoding_.size();
    step.decode_context = decoding_.context(step.number);
    budget -= step.decodes;
    const std::vector<Index> prompts = prompts_;
    for (const Index index : prompts) {
        const std::uint32_t part = part_of(sequences_[index], budget);
        if (part == 0) break;
        work_on(step, index, part);
        budget -= part;
    }
    return true;
}

/// Whether the prompts in work are the last of the running sequences.
bool TokenScheduler::prompts_are_last() const {
    Index index = last_;
    for (std::size_t i = 0; i < prompts_.size(); ++i, index = sequences_[index].previous)
        if (sequences_[index].state != State::prompt_in_work) return false;
    return true;
}

/// The running sequences one by one. For who has no block the last of them loses its own, until there is one or it is
/// its own turn. The budget is enough for all: nobody asks for more than in the step before, but for the last of them,
/// who may have had less than it asked for, and nobody was admitted behind it.
void TokenScheduler::run_in_order(Step& step, std::uint64_t& budget) {
    for (Index index = first_; index != kNone; index = sequences_[index].next) {
        Sequence& sequence = sequences_[index];
        if (sequence.state == State::ending) continue;
        const bool decodes = sequence.state == State::decoding;
        if (budget == 0) throw ModelBug("a step has no token left for a running sequence");
        const std::uint32_t tokens = decodes ? 1 : part_of(sequence, budget);
        const auto context = decodes
                                 ? static_cast<std::uint64_t>(sequence.offset + static_cast<std::int64_t>(step.number))
                                 : sequence.computed;
        const std::uint64_t blocks = blocks_for(context + tokens) - blocks_for(context);
        while (blocks > free_.size()) {
            const bool itself = last_ == index;
            preempt_last(step.number);
            if (itself) return;
        }
        budget -= tokens;
        if (decodes) {
            free_.take(blocks);
            ++step.decodes;
            step.decode_context += context;
        } else {
            work_on(step, index, tokens);
        }
    }
}

/// From the waiting queue, in order: the first who cannot be admitted stops all behind it. Nobody of them is still to
/// get a token: in the step that takes somebody's blocks nobody is admitted, and by the next one that token is there.
void TokenScheduler::admit(Step& step, std::uint64_t& budget) {
    if (rules_->whole_batches && running_ > 0) return;
    for (; !loaded_.empty() && budget > 0 && running_ < seats_; --budget) begin_loaded(step);
    while (!waiting_.empty() && budget > 0 && running_ < seats_) {
        const Index index = waiting_.front();
        Sequence& sequence = sequences_[index];
        if (sequence.remote) {
            if (!give_room(index)) break;
            continue;
        }
        look_up(sequence);
        sequence.computed = static_cast<std::uint32_t>(found_.blocks() * rules_->block_tokens);
        const std::uint32_t part = part_of(sequence, budget);
        const bool fits_step = rules_->chunked_prefill || sequence.known() - sequence.computed <= budget;
        // Blocks that it finds are free ones, too, but for those that others hold.
        const std::uint64_t blocks =
            blocks_for(rules_->reserve_full_prompt ? sequence.known() : sequence.computed + part) - found_.held;
        if (!fits_step || blocks + (running_ > 0 ? watermark_ : 0) > free_.size()) {
            sequence.computed = 0;
            break;
        }
        take_found(index);
        waiting_.pop_front();
        waiting_tokens_ -= sequence.known();
        append(index);
        sequence.state = State::prompt_in_work;
        prompts_.push_back(index);
        work_on(step, index, part);
        budget -= part;
    }
}

/// Its prompt is with another server: it gets blocks for all of it, beside those that prompts in work still need, and
/// no seat before it is there. False where there are not so many.
bool TokenScheduler::give_room(Index index) {
    Sequence& sequence = sequences_[index];
    look_up(sequence);
    std::uint64_t reserved = running_ > 0 ? watermark_ : 0;
    for (const Index prompt : prompts_)
        reserved += blocks_for(sequences_[prompt].known()) - blocks_for(sequences_[prompt].computed);
    const std::uint64_t blocks = blocks_for(sequence.known());
    if (blocks - found_.held + reserved > free_.size()) return false;
    const std::uint64_t found = found_.blocks();
    sequence.computed = static_cast<std::uint32_t>(found * rules_->block_tokens);
    take_found(index);
    free_.take(blocks - found);
    const std::uint32_t tokens = sequence.known() - sequence.computed;
    prompt_tokens_.loaded += tokens - 1;  // the last one is computed again
    sequence.computed = sequence.known();
    sequence.state = State::loading;
    on_the_way_ += blocks;
    waiting_.pop_front();
    waiting_tokens_ -= sequence.known();
    to_load_.push_back({index, tokens});
    return true;
}

/// It has a seat, and computes the last token of its prompt for the first one of its answer.
void TokenScheduler::begin_loaded(Step& step) {
    const Index index = loaded_.front();
    loaded_.pop_front();
    Sequence& sequence = sequences_[index];
    on_the_way_ -= blocks_for(sequence.known());
    append(index);
    sequence.state = State::prompt_in_work;
    step.parts.push_back({1, sequence.known() - 1});
    step.prompts.push_back(index);
    step.completing.push_back(index);
    ++prompt_tokens_.computed;
    keep_full(index, sequence.known());
}

/// Blocks that hold what it needs, from its first one on: those of others, too, and behind them its own that it had
/// when it was preempted. One token at least is computed anew.
void TokenScheduler::look_up(const Sequence& sequence) {
    found_.shared.clear();
    found_.held = found_.own = 0;
    if (!rules_->prefix_caching) return;
    const std::uint64_t most = (sequence.known() - 1) / rules_->block_tokens;
    const std::uint64_t shared = shared_blocks(sequence);
    auto parts = prompts_in_->of(sequence.shared);
    while (found_.shared.size() < std::min(most, shared)) {
        const auto block = find(parts, static_cast<std::uint32_t>(found_.shared.size()));
        if (block == BlockPool::kNone) return;
        found_.shared.push_back(block);
        found_.held += free_.is_held(block) ? 1 : 0;
    }
    if (most > shared) found_.own = std::min(free_.left_of(sequence.lost), most - shared);
}

/// The block at `place`, of whose last token `parts` begin to tell.
BlockPool::Block TokenScheduler::find(std::span<const SharedPart>& parts, std::uint32_t place) const {
    const std::uint64_t end = (std::uint64_t{place} + 1) * rules_->block_tokens;
    while (parts.front().end < end) parts = parts.subspan(1);
    return free_.find(parts.front().chain, place);
}

std::uint64_t TokenScheduler::tokens_found(PromptStore::Handle shared, std::uint32_t prompt) const {
    auto parts = prompts_in_->of(shared);
    if (!rules_->prefix_caching || parts.empty()) return 0;
    const std::uint32_t most = std::min(parts.back().end, prompt - 1) / rules_->block_tokens;
    std::uint32_t found = 0;
    while (found < most && find(parts, found) != BlockPool::kNone) ++found;
    return std::uint64_t{found} * rules_->block_tokens;
}

/// It is admitted with what the lookup has found.
void TokenScheduler::take_found(Index index) {
    Sequence& sequence = sequences_[index];
    for (const auto block : found_.shared) free_.hold(block);
    if (sequence.shared != PromptStore::kNone) {
        if (shared_.size() < sequences_.size()) shared_.resize(sequences_.size());
        shared_[index] = found_.shared;
    }
    free_.take_back(sequence.lost, found_.own);
    sequence.lost = BlockPool::kNoLot;
    prompt_tokens_.known += sequence.known();
    prompt_tokens_.found += sequence.computed;
    if (std::exchange(sequence.was_admitted, true)) return;
    prompt_tokens_.first += sequence.known();
    prompt_tokens_.first_found += sequence.computed;
}

/// Others find its blocks as soon as the step is scheduled that fills them; those that its answer fills, from when it
/// gives them back on, since nobody asks for them before.
void TokenScheduler::keep_full(Index index, std::uint64_t tokens) {
    const Sequence& sequence = sequences_[index];
    if (sequence.shared == PromptStore::kNone || !rules_->prefix_caching) return;
    auto& kept = shared_[index];
    const std::uint64_t full = std::min<std::uint64_t>(tokens / rules_->block_tokens, shared_blocks(sequence));
    auto parts = prompts_in_->of(sequence.shared);
    while (kept.size() < full) {
        const auto place = static_cast<std::uint32_t>(kept.size());
        while (parts.front().end < (std::uint64_t{place} + 1) * rules_->block_tokens) parts = parts.subspan(1);
        kept.push_back(free_.keep(parts.front().chain, place));
    }
}

/// Tokens of its prompt that a step may take.
std::uint32_t TokenScheduler::part_of(const Sequence& sequence, std::uint64_t budget) const {
    std::uint64_t part = std::min<std::uint64_t>(sequence.known() - sequence.computed, budget);
    if (rules_->long_prompt_part > 0) part = std::min<std::uint64_t>(part, rules_->long_prompt_part);
    return static_cast<std::uint32_t>(part);
}

/// \pre the blocks are there
void TokenScheduler::work_on(Step& step, Index index, std::uint32_t tokens) {
    Sequence& sequence = sequences_[index];
    step.parts.push_back({tokens, sequence.computed});
    step.prompts.push_back(index);
    free_.take(blocks_for(sequence.computed + tokens) - blocks_for(sequence.computed));
    sequence.computed += tokens;
    prompt_tokens_.computed += tokens;
    keep_full(index, sequence.computed);
    if (sequence.computed < sequence.known()) return;
    step.completing.push_back(index);
    std::erase(prompts_, index);
}

/// The step completes its prompt and gives a token.
void TokenScheduler::begin_decoding(Step& step, Index index) {
    Sequence& sequence = sequences_[index];
    sequence.state = State::decoding;
    sequence.offset = static_cast<std::int64_t>(sequence.known()) - static_cast<std::int64_t>(step.number) - 1;
    sequence.last_step = step.number + (sequence.output - sequence.given - 1);
    ends_.emplace(sequence.last_step, index);
    decoding_.add(sequence.offset);
    ++set_;
    if (sequence.last_token != kNever) step.since.push_back(std::exchange(sequence.last_token, kNever));
}

/// The last of the running sequences loses its blocks while `step` is scheduled.
void TokenScheduler::preempt_last(std::uint64_t step) {
    const Index index = last_;
    Sequence& sequence = sequences_[index];
    preempted_ = true;
    ++preemptions_;
    unlink(index);
    const bool last_token_under_way =
        sequence.state == State::ending || (sequence.state == State::decoding && sequence.last_step <= in_flight_);
    if (!last_token_under_way) return put_back(index, step);
    give_back(index, tokens_held(sequence));
    if (sequence.state == State::decoding) leave_decoding(sequence);
    sequence.state = State::ending;
    sequence.holds_blocks = false;
}

/// To the front of the queue. What it knows must be computed anew, but for blocks that it finds again.
void TokenScheduler::put_back(Index index, std::uint64_t step) {
    Sequence& sequence = sequences_[index];
    if (sequence.state == State::decoding) {
        sequence.last_token = stretch_.end_of(stretch_.index);  // it comes with the last step that was scheduled
        sequence.computed = static_cast<std::uint32_t>(sequence.offset + static_cast<std::int64_t>(step));
        sequence.given = sequence.computed + 1 - sequence.prompt;
        leave_decoding(sequence);
    } else {
        prompt_tokens_.given_up += sequence.known() - sequence.computed;
        std::erase(prompts_, index);
    }
    sequence.lost = give_back(index, sequence.computed);
    sequence.computed = 0;
    sequence.state = State::waiting;
    waiting_.push_front(index);
    waiting_tokens_ += sequence.known();
}

/// Its blocks, for so many tokens, go to the queue, the last one first; not `filled`, there is nothing in those that it
/// has not found. Returns the lot of those that it alone may find
/// again.
BlockPool::Lot TokenScheduler::give_back(Index index, std::uint64_t tokens, bool filled) {
    const std::uint64_t blocks = blocks_for(tokens);
    if (!rules_->prefix_caching) {
        free_.give(blocks);
        return BlockPool::kNoLot;
    }
    const bool has_shared = sequences_[index].shared != PromptStore::kNone;
    if (has_shared && filled) keep_full(index, tokens);
    const std::uint64_t full = filled ? tokens / rules_->block_tokens : has_shared ? shared_[index].size() : 0;
    if (rules_->unfilled_first)
        free_.give_first(blocks - full);
    else
        free_.give(blocks - full);
    if (!has_shared) return free_.give(full);
    auto& kept = shared_[index];
    const auto lot = free_.give(full - kept.size());
    for (; !kept.empty(); kept.pop_back()) free_.let_go(kept.back());
    return lot;
}

/// Full blocks of its prompt, and of its answer, that others may find.
std::uint32_t TokenScheduler::shared_blocks(const Sequence& sequence) const {
    const auto parts = prompts_in_->of(sequence.shared);
    return parts.empty() ? 0 : parts.back().end / rules_->block_tokens;
}

/// Tokens whose keys and values it has, or whose are being computed.
std::uint64_t TokenScheduler::tokens_held(const Sequence& sequence) const {
    switch (sequence.state) {
        case State::loading:
        case State::loaded:
        case State::sending:
        case State::prompt_in_work:
            return sequence.computed;
        case State::decoding:
            return static_cast<std::uint64_t>(sequence.offset + static_cast<std::int64_t>(step_)) + 1;
        case State::ending:
            return static_cast<std::uint64_t>(sequence.offset + static_cast<std::int64_t>(sequence.last_step)) + 1;
        case State::waiting:
        case State::gone:
            break;
    }
    return 0;
}

void TokenScheduler::leave_decoding(Sequence& sequence) {
    decoding_.remove(sequence.offset);
    ++set_;
}

void TokenScheduler::append(Index index) {
    Sequence& sequence = sequences_[index];
    sequence.admission = ++admissions_;
    sequence.previous = last_;
    sequence.next = kNone;
    (last_ == kNone ? first_ : sequences_[last_].next) = index;
    last_ = index;
    ++running_;
}

void TokenScheduler::unlink(Index index) {
    const Sequence& sequence = sequences_[index];
    (sequence.previous == kNone ? first_ : sequences_[sequence.previous].next) = sequence.next;
    (sequence.next == kNone ? last_ : sequences_[sequence.next].previous) = sequence.previous;
    --running_;
}

TokenScheduler::Index TokenScheduler::store(const Sequence& sequence) {
    if (unused_.empty()) {
        sequences_.push_back(sequence);
        return static_cast<Index>(sequences_.size() - 1);
    }
    const Index index = unused_.back();
    unused_.pop_back();
    sequences_[index] = sequence;
    return index;
}

void TokenScheduler::release(Index index) {
    sequences_[index].state = State::gone;
    unused_.push_back(index);
    --outstanding_;
}

}  // namespace plimsoll::sim
