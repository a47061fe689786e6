// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Who takes part in a step: the rules of vLLM's scheduler, in the words of docs/semantics.md.
#include "sim/disciplines/continuous_batching/token_scheduler.hpp"

#include <algorithm>
#include <limits>

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
    for (const Index index : step.completing) begin_decoding(index, number);
}

/// Who gets the last token from the step in work, and is known to, takes no part in the next one; seat and blocks are
/// free once that token is there.
void TokenScheduler::let_end_foreseen(std::uint64_t step) {
    for (forget_past_ends(); !ends_.empty() && ends_.top().first < step; forget_past_ends()) {
        const Index index = ends_.top().second;
        ends_.pop();
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
/// its own turn.
void TokenScheduler::run_in_order(Step& step, std::uint64_t& budget) {
    for (Index index = first_; index != kNone; index = sequences_[index].next) {
        Sequence& sequence = sequences_[index];
        if (sequence.state == State::ending) continue;
        const bool decodes = sequence.state == State::decoding;
        if (budget == 0) {
            if (decodes) stall(index);
            continue;
        }
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
    while (!waiting_.empty() && budget > 0 && running_ < rules_->max_sequences) {
        const Index index = waiting_.front();
        Sequence& sequence = sequences_[index];
        if (!rules_->chunked_prefill && sequence.known() > budget) break;
        // Blocks that it finds again are free ones, too.
        const std::uint64_t found = found_again(sequence);
        sequence.computed = static_cast<std::uint32_t>(found * rules_->block_tokens);
        const std::uint32_t part = part_of(sequence, budget);
        const std::uint64_t blocks =
            blocks_for(rules_->reserve_full_prompt ? sequence.known() : sequence.computed + part);
        if (blocks + (running_ > 0 ? watermark_ : 0) > free_.size()) {
            sequence.computed = 0;
            break;
        }
        free_.take_back(sequence.lost, found);
        sequence.lost = Sequence::kNothingLost;
        waiting_.pop_front();
        append(index);
        sequence.state = State::prompt_in_work;
        prompts_.push_back(index);
        work_on(step, index, part);
        budget -= part;
    }
}

/// Blocks that it had when it was preempted and that still hold what it needs; one token at least is computed anew.
std::uint64_t TokenScheduler::found_again(const Sequence& sequence) const {
    if (sequence.lost == Sequence::kNothingLost) return 0;
    return std::min<std::uint64_t>(free_.left_of(sequence.lost), (sequence.known() - 1) / rules_->block_tokens);
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
    if (sequence.computed < sequence.known()) return;
    step.completing.push_back(index);
    std::erase(prompts_, index);
}

/// The step `step` completes its prompt and gives a token.
void TokenScheduler::begin_decoding(Index index, std::uint64_t step) {
    Sequence& sequence = sequences_[index];
    sequence.state = State::decoding;
    sequence.offset = static_cast<std::int64_t>(sequence.known()) - static_cast<std::int64_t>(step) - 1;
    sequence.last_step = step + (sequence.output - sequence.given - 1);
    ends_.emplace(sequence.last_step, index);
    decoding_.add(sequence.offset);
    ++set_;
}

/// It takes no part in the step that is being scheduled.
void TokenScheduler::stall(Index index) {
    Sequence& sequence = sequences_[index];
    decoding_.remove(sequence.offset--);
    decoding_.add(sequence.offset);
    ends_.emplace(++sequence.last_step, index);
    ++set_;
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
    free_.give(held(sequence));
    if (sequence.state == State::decoding) leave_decoding(sequence);
    sequence.state = State::ending;
    sequence.holds_blocks = false;
}

/// To the front of the queue. What it knows must be computed anew, but for blocks that it finds again.
void TokenScheduler::put_back(Index index, std::uint64_t step) {
    Sequence& sequence = sequences_[index];
    const std::uint64_t blocks = held(sequence);
    if (sequence.state == State::decoding) {
        sequence.computed = static_cast<std::uint32_t>(sequence.offset + static_cast<std::int64_t>(step));
        sequence.given = sequence.computed + 1 - sequence.prompt;
        leave_decoding(sequence);
    } else {
        std::erase(prompts_, index);
    }
    const std::uint64_t full = rules_->prefix_caching ? sequence.computed / rules_->block_tokens : 0;
    if (blocks > full) free_.give(blocks - full);
    if (full > 0) sequence.lost = free_.give(full);
    sequence.computed = 0;
    sequence.state = State::waiting;
    waiting_.push_front(index);
}

std::uint64_t TokenScheduler::held(const Sequence& sequence) const {
    switch (sequence.state) {
        case State::prompt_in_work:
            return blocks_for(sequence.computed);
        case State::decoding:
            return blocks_for(static_cast<std::uint64_t>(sequence.offset + static_cast<std::int64_t>(step_)) + 1);
        case State::ending:
            return blocks_for(
                static_cast<std::uint64_t>(sequence.offset + static_cast<std::int64_t>(sequence.last_step)) + 1);
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
