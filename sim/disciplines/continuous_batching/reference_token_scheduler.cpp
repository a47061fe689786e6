// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/continuous_batching/reference_token_scheduler.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace plimsoll::sim {

ReferenceTokenScheduler::ReferenceTokenScheduler(const ContinuousBatching& rules, const TokenServing& serving)
    : rules_(rules), serving_(serving), content_(serving.kv_blocks) {
    for (std::uint32_t block = 1; block < serving.kv_blocks; ++block) free_.push_back(block);
}

// ---- one step after another ------------------------------------------------------------------------------------

void ReferenceTokenScheduler::begin_step(SimTime now) {
    step_ = std::exchange(next_, {});
    if (!step_) step_ = schedule();
    if (!step_) return;
    step_end_ = end_of_step(now);
    if (rules_.asynchronous) next_ = schedule();
}

std::vector<AnswerPtr> ReferenceTokenScheduler::take_new() {
    std::vector<AnswerPtr> taken;
    for (const Share& share : *step_)
        if (!std::exchange(share.answer->in_work, true)) taken.push_back(share.answer);
    return taken;
}

std::vector<AnswerPtr> ReferenceTokenScheduler::end_step(SimTime now) {
    std::vector<AnswerPtr> ended;
    for (const Share& share : *step_) {
        Answer& answer = *share.answer;
        if (!share.gives) continue;
        --answer.on_the_way;
        if (answer.given == answer.output) continue;  // computed in vain
        if (answer.given++ == 0) answer.first_token = now;
        if (answer.given < answer.output) continue;
        ended.push_back(share.answer);
        give_back(answer);
        std::erase(running_, share.answer);
        std::erase(leaving_, share.answer);
    }
    return ended;
}

/// Of steps that decode the same sequences the i-th ends when the closed form says, counted from the first.
SimTime ReferenceTokenScheduler::end_of_step(SimTime now) {
    models::TokenStep shape;
    std::vector<models::PromptPart> parts;
    std::set<std::uint64_t> of;
    for (const Share& share : *step_) {
        of.insert(share.answer->id);
        if (share.gives) ++shape.sampled;
        if (share.decodes) {
            ++shape.decodes;
            shape.decode_context += share.context;
        } else {
            parts.push_back({share.tokens, share.context});
        }
    }
    shape.prompts = parts;
    const auto& law = serving_.step_time;
    const bool decodes_only = parts.empty();
    if (decodes_only && of == of_ && steps_ < law_.steps) {
        ++steps_;
    } else {
        since_ = now;
        steps_ = 1;
        leaves_grid_ = law.leaves_grid(shape);
        law_ = decodes_only ? law.decode_run(shape.decodes, shape.decode_context)
                            : models::DecodeRun{law.seconds(shape), 0, 1};
        of_ = decodes_only ? of : std::set<std::uint64_t>{};
    }
    const auto whole = static_cast<Duration::rep>(std::min(1e9 * law_.seconds(steps_), 4e18) + 0.5);
    return after(since_, Duration(std::max(whole, static_cast<Duration::rep>(steps_))));
}

SimTime ReferenceTokenScheduler::end_of_work() const {
    auto alone = copy();
    SimTime end = step_end_;
    while (alone.in_work()) {
        end = alone.step_end();
        alone.end_step(end);
        alone.begin_step(end);
    }
    return end;
}

/// With answers of its own.
ReferenceTokenScheduler ReferenceTokenScheduler::copy() const {
    ReferenceTokenScheduler other = *this;
    std::map<const Answer*, AnswerPtr> own;
    const auto take_own = [&own](AnswerPtr& answer) {
        AnswerPtr& copied = own[answer.get()];
        if (!copied) copied = std::make_shared<Answer>(*answer);
        answer = copied;
    };
    for (auto* list : {&other.waiting_, &other.running_, &other.leaving_})
        for (AnswerPtr& answer : *list) take_own(answer);
    for (auto* step : {&other.step_, &other.next_})
        if (*step)
            for (Share& share : **step) take_own(share.answer);
    return other;
}

std::vector<AnswerPtr> ReferenceTokenScheduler::take_waiting() {
    std::vector<AnswerPtr> taken;
    for (const AnswerPtr& answer : waiting_)
        if (!answer->in_work) taken.push_back(answer);
    std::erase_if(waiting_, [](const AnswerPtr& answer) { return !answer->in_work; });
    return taken;
}

std::vector<AnswerPtr> ReferenceTokenScheduler::all() const {
    std::vector<AnswerPtr> everybody;
    for (const auto* list : {&running_, &leaving_, &waiting_})
        everybody.insert(everybody.end(), list->begin(), list->end());
    return everybody;
}

// ---- who takes part --------------------------------------------------------------------------------------------

std::uint32_t ReferenceTokenScheduler::blocks_for(std::uint32_t tokens) const {
    return (tokens + rules_.block_tokens - 1) / rules_.block_tokens;
}

std::uint32_t ReferenceTokenScheduler::part_of(const Answer& answer, std::uint64_t budget) const {
    std::uint64_t part = std::min<std::uint64_t>(answer.known() - answer.scheduled, budget);
    if (rules_.long_prompt_part > 0) part = std::min<std::uint64_t>(part, rules_.long_prompt_part);
    return static_cast<std::uint32_t>(part);
}

std::optional<ReferenceTokenScheduler::Step> ReferenceTokenScheduler::schedule() {
    Step step;
    std::uint64_t budget = rules_.tokens_per_step;
    bool preempted = false;
    for (std::size_t i = 0; i < running_.size() && budget > 0; ++i) {
        const AnswerPtr answer = running_[i];
        const bool foreseen = !rules_.ends_unforeseen || !rules_.asynchronous;
        if (foreseen && answer->given + answer->on_the_way >= answer->output) continue;
        const std::uint32_t tokens = part_of(*answer, budget);
        bool itself = false;
        while (more_blocks(*answer, tokens) > free_.size() && !itself) {
            itself = running_.back() == answer;
            preempt();
            preempted = true;
        }
        if (itself) break;
        take(step, answer, tokens);
        budget -= tokens;
    }
    if (!preempted) admit(step, budget);
    if (step.empty()) return {};
    return step;
}

std::size_t ReferenceTokenScheduler::more_blocks(const Answer& answer, std::uint32_t tokens) const {
    return blocks_for(answer.scheduled + tokens) - answer.blocks.size();
}

/// The last one first.
void ReferenceTokenScheduler::give_back(Answer& answer) {
    free_.insert(free_.end(), answer.blocks.rbegin(), answer.blocks.rend());
    answer.blocks.clear();
}

void ReferenceTokenScheduler::take(Step& step, const AnswerPtr& answer, std::uint32_t tokens) {
    for (std::size_t more = more_blocks(*answer, tokens); more > 0; --more) {
        const std::uint32_t block = free_.front();
        free_.pop_front();
        content_[block] = 0;
        answer->blocks.push_back(block);
    }
    Share share{answer, tokens, answer->scheduled, answer->decodes, false};
    answer->scheduled += tokens;
    share.gives = answer->scheduled == answer->known();
    if (share.gives) {
        ++answer->on_the_way;
        answer->decodes = true;
    }
    step.push_back(share);
}

void ReferenceTokenScheduler::preempt() {
    const AnswerPtr last = running_.back();
    running_.pop_back();
    if (last->given + last->on_the_way >= last->output) {
        give_back(*last);
        leaving_.push_back(last);
        return;
    }
    if (rules_.prefix_caching) {
        const auto full = last->blocks.begin() + last->scheduled / rules_.block_tokens;
        last->lost.assign(last->blocks.begin(), full);
        for (const std::uint32_t block : last->lost) content_[block] = last->id + 1;
    }
    give_back(*last);
    last->scheduled = 0;
    last->decodes = false;
    waiting_.push_front(last);
}

/// Blocks from its first on that still hold its tokens; one token is computed at least.
std::vector<std::uint32_t> ReferenceTokenScheduler::found_again(const Answer& answer) const {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t block : answer.lost) {
        if (content_[block] != answer.id + 1) break;
        if ((found.size() + 1) * rules_.block_tokens >= answer.known()) break;
        found.push_back(block);
    }
    return found;
}

void ReferenceTokenScheduler::admit(Step& step, std::uint64_t& budget) {
    const std::uint64_t watermark =
        static_cast<std::uint64_t>(rules_.watermark * static_cast<double>(serving_.kv_blocks));
    while (!waiting_.empty() && budget > 0 && running_.size() < rules_.max_sequences) {
        const AnswerPtr answer = waiting_.front();
        if (!rules_.chunked_prefill && answer->known() > budget) break;
        const std::vector<std::uint32_t> found = found_again(*answer);
        answer->scheduled = static_cast<std::uint32_t>(found.size()) * rules_.block_tokens;
        const std::uint32_t tokens = part_of(*answer, budget);
        const std::uint64_t needed =
            blocks_for(rules_.reserve_full_prompt ? answer->known() : answer->scheduled + tokens);
        if (needed + (running_.empty() ? 0 : watermark) > free_.size()) {
            answer->scheduled = 0;
            break;
        }
        for (const std::uint32_t block : found) std::erase(free_, block);
        answer->blocks = found;
        answer->lost.clear();
        waiting_.pop_front();
        running_.push_back(answer);
        take(step, answer, tokens);
        budget -= tokens;
    }
}

}  // namespace plimsoll::sim
