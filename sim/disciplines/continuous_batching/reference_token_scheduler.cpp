// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/continuous_batching/reference_token_scheduler.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace plimsoll::sim {

ReferenceTokenScheduler::ReferenceTokenScheduler(const ContinuousBatching& rules, const TokenServing& serving,
                                                 bool keeps)
    : rules_(rules), serving_(serving), keeps_(keeps), blocks_(serving.kv_blocks) {
    for (std::uint32_t block = 1; block < serving.kv_blocks; ++block) {
        blocks_[block].place = ++last_place_;
        free_[last_place_] = block;
    }
}

TokenLoad ReferenceTokenScheduler::load() const {
    std::uint64_t waiting_tokens = 0;
    for (const AnswerPtr& answer : waiting_) waiting_tokens += answer->known();
    const auto used =
        std::count_if(blocks_.begin(), blocks_.end(), [](const Block& block) { return block.holders > 0; });
    return token_load_of(running_.size(), waiting_.size(), waiting_tokens, blocks_.size() - 1,
                         static_cast<std::uint64_t>(used), rules_.block_tokens);
}

// ---- one step after another ------------------------------------------------------------------------------------

void ReferenceTokenScheduler::begin_step(SimTime now) {
    step_ = std::exchange(next_, {});
    if (!step_) step_ = schedule();
    if (!step_ && preempted_) step_ = schedule();
    if (!step_) return;
    step_begin_ = now;
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
    given_ = {.run = law_, .first = steps_ - 1, .in_all = now - step_begin_};
    late_gaps_.clear();
    for (const Share& share : *step_) {
        Answer& answer = *share.answer;
        if (!share.gives) continue;
        --answer.on_the_way;
        if (answer.given == answer.output) continue;  // computed in vain
        if (answer.given++ == 0)
            answer.first_token = now;
        else if (answer.last_token == step_begin_)
            ++given_.tokens;
        else
            late_gaps_.push_back(now - answer.last_token);
        answer.last_token = now;
        if (answer.given < answer.output) continue;
        ended.push_back(share.answer);
        if (keeps_)
            kept_[answer.id] = share.answer;
        else
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

SimTime ReferenceTokenScheduler::end_of_work(SimTime now) const {
    auto alone = copy();
    SimTime end = now;
    while (!alone.is_done()) {
        const SimTime step = alone.in_work() ? alone.step_end() : kNever;
        const SimTime load = alone.loading_.empty() ? kNever : alone.loading_.front().at;
        end = std::min(step, load);
        if (load == end) alone.arrived(alone.loading_.front().answer->id);
        if (step == end) alone.end_step(end);
        if (step == end || !alone.in_work()) alone.begin_step(end);
    }
    return end;
}

std::vector<ReferenceTokenScheduler::Load> ReferenceTokenScheduler::take_to_load() {
    return std::exchange(to_load_, {});
}

void ReferenceTokenScheduler::arrived(std::uint64_t id) {
    const auto load =
        std::find_if(loading_.begin(), loading_.end(), [id](const Load& each) { return each.answer->id == id; });
    load->answer->remote = false;
    loaded_.push_back(load->answer);
    loading_.erase(load);
}

void ReferenceTokenScheduler::stop_keeping() {
    while (!kept_.empty()) sent(kept_.begin()->first);
    keeps_ = false;
}

void ReferenceTokenScheduler::sent(std::uint64_t id) {
    give_back(*kept_.at(id));
    kept_.erase(id);
}

std::vector<AnswerPtr> ReferenceTokenScheduler::take(const std::set<std::uint64_t>& ids) {
    std::vector<AnswerPtr> taken;
    for (const Load& load : loading_) {
        if (!ids.contains(load.answer->id)) continue;
        ++prompt_tokens_.given_up;
        give_back(*load.answer);
        taken.push_back(load.answer);
    }
    std::erase_if(loading_, [&ids](const Load& load) { return ids.contains(load.answer->id); });
    const auto leaves = [&ids](const AnswerPtr& answer) { return answer->remote && ids.contains(answer->id); };
    std::copy_if(waiting_.begin(), waiting_.end(), std::back_inserter(taken), leaves);
    std::erase_if(waiting_, leaves);
    return taken;
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
    for (auto* list : {&other.waiting_, &other.running_, &other.leaving_, &other.loaded_})
        for (AnswerPtr& answer : *list) take_own(answer);
    for (Load& load : other.loading_) take_own(load.answer);
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
    for (const auto* list : {&running_, &leaving_, &loaded_})
        everybody.insert(everybody.end(), list->begin(), list->end());
    for (const Load& load : loading_) everybody.push_back(load.answer);
    everybody.insert(everybody.end(), waiting_.begin(), waiting_.end());
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
    preempted_ = false;
    for (std::size_t i = 0; i < running_.size() && budget > 0; ++i) {
        const AnswerPtr answer = running_[i];
        const bool foreseen = !rules_.ends_unforeseen || !rules_.asynchronous;
        if (foreseen && answer->given + answer->on_the_way >= answer->output) continue;
        const std::uint32_t tokens = part_of(*answer, budget);
        bool itself = false;
        while (more_blocks(*answer, tokens) > free_.size() && !itself) {
            itself = running_.back() == answer;
            preempt();
            preempted_ = true;
        }
        if (itself) break;
        take(step, answer, tokens);
        budget -= tokens;
    }
    if (!preempted_) admit(step, budget);
    if (step.empty()) return {};
    return step;
}

std::size_t ReferenceTokenScheduler::more_blocks(const Answer& answer, std::uint32_t tokens) const {
    return blocks_for(answer.scheduled + tokens) - answer.blocks.size();
}

// ---- blocks ------------------------------------------------------------------------------------------------------

namespace {

/// What stands at a place of a sequence: where its prompt begins like others, the same number for all of them.
std::pair<std::uint64_t, std::uint64_t> token_at(const Answer& answer, std::uint32_t place) {
    constexpr std::uint64_t kOwn = std::uint64_t{1} << 63;
    for (const SharedPart& part : answer.shared)
        if (place < part.end) return {part.chain, place};
    return {answer.id, kOwn + place};
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    std::uint64_t z = a * 0xd1342543de82ef95ULL + b + 0x2545f4914f6cdd1dULL;
    z = (z ^ (z >> 32)) * 0xdaba0b6eb09322e3ULL;
    return z ^ (z >> 32);
}

}  // namespace

/// Of so many blocks from the first on: of what was before each and of its tokens.
void ReferenceTokenScheduler::hash(Answer& answer, std::uint32_t blocks) const {
    while (answer.hashes.size() < blocks) {
        const auto from = static_cast<std::uint32_t>(answer.hashes.size()) * rules_.block_tokens;
        std::uint64_t hash = answer.hashes.empty() ? 0 : answer.hashes.back();
        for (std::uint32_t place = from; place < from + rules_.block_tokens; ++place) {
            const auto [text, where] = token_at(answer, place);
            hash = mixed(mixed(hash, text), where);
        }
        answer.hashes.push_back(hash);
    }
}

/// Its block of this number is full.
void ReferenceTokenScheduler::keep(Answer& answer, std::uint32_t block_of_it) {
    hash(answer, block_of_it + 1);
    const std::uint32_t block = answer.blocks.at(block_of_it);
    if (blocks_[block].hash) return;
    blocks_[block].hash = answer.hashes[block_of_it];
    cached_[answer.hashes[block_of_it]].push_back(block);
}

/// The last one first.
void ReferenceTokenScheduler::give_back(Answer& answer) {
    for (; !answer.blocks.empty(); answer.blocks.pop_back()) {
        Block& block = blocks_[answer.blocks.back()];
        if (--block.holders > 0) continue;
        const bool first = rules_.prefix_caching && rules_.unfilled_first && !block.hash;
        block.place = first ? --first_place_ : ++last_place_;
        free_[block.place] = answer.blocks.back();
    }
}

std::uint32_t ReferenceTokenScheduler::take_free() {
    const std::uint32_t number = free_.begin()->second;
    free_.erase(free_.begin());
    Block& block = blocks_[number];
    if (block.hash) {
        auto& alike = cached_.at(*block.hash);
        std::erase(alike, number);
        if (alike.empty()) cached_.erase(*block.hash);
        block.hash.reset();
    }
    block.holders = 1;
    return number;
}

void ReferenceTokenScheduler::take(Step& step, const AnswerPtr& answer, std::uint32_t tokens) {
    for (std::size_t more = more_blocks(*answer, tokens); more > 0; --more) answer->blocks.push_back(take_free());
    Share share{answer, tokens, answer->scheduled, answer->decodes, false};
    answer->scheduled += tokens;
    if (!answer->decodes) prompt_tokens_.computed += tokens;
    if (rules_.prefix_caching)
        for (std::uint32_t block = share.context / rules_.block_tokens; block < answer->scheduled / rules_.block_tokens;
             ++block)
            keep(*answer, block);
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
    if (!last->decodes) prompt_tokens_.given_up += last->known() - last->scheduled;
    give_back(*last);
    last->scheduled = 0;
    last->decodes = false;
    waiting_.push_front(last);
}

/// Blocks that hold what it knows, from its first one on; one token is computed at least.
std::vector<std::uint32_t> ReferenceTokenScheduler::found(Answer& answer) const {
    std::vector<std::uint32_t> found;
    if (!rules_.prefix_caching) return found;
    const std::uint32_t most = (answer.known() - 1) / rules_.block_tokens;
    hash(answer, most);
    for (std::uint32_t i = 0; i < most; ++i) {
        const auto cached = cached_.find(answer.hashes[i]);
        if (cached == cached_.end()) break;
        found.push_back(cached->second.front());
    }
    return found;
}

std::uint32_t ReferenceTokenScheduler::tokens_found(Answer answer) const {
    return static_cast<std::uint32_t>(found(answer).size()) * rules_.block_tokens;
}

PromptTokens ReferenceTokenScheduler::given_up() const {
    PromptTokens tokens;
    for (const AnswerPtr& answer : running_)
        if (!answer->decodes) tokens.given_up += answer->known() - answer->scheduled;
    tokens.given_up += loading_.size() + loaded_.size();
    return tokens;
}

PromptTokens ReferenceTokenScheduler::take_prompt_tokens() { return std::exchange(prompt_tokens_, {}); }

/// Blocks for a prompt that another server has computed, beside those that prompts in work still need.
bool ReferenceTokenScheduler::give_room(const AnswerPtr& answer) {
    std::uint64_t reserved =
        running_.empty() ? 0 : static_cast<std::uint64_t>(rules_.watermark * static_cast<double>(serving_.kv_blocks));
    for (const AnswerPtr& other : running_)
        if (!other->decodes) reserved += blocks_for(other->known()) - other->blocks.size();
    const std::vector<std::uint32_t> hits = found(*answer);
    const auto hit_tokens = static_cast<std::uint32_t>(hits.size()) * rules_.block_tokens;
    const auto free_hits =
        std::count_if(hits.begin(), hits.end(), [this](std::uint32_t block) { return blocks_[block].holders == 0; });
    const std::uint64_t all = blocks_for(answer->known());
    if (all - hits.size() + static_cast<std::uint64_t>(free_hits) + reserved > free_.size()) return false;
    for (const std::uint32_t block : hits)
        if (blocks_[block].holders++ == 0) free_.erase(blocks_[block].place);
    answer->blocks = hits;
    while (answer->blocks.size() < all) answer->blocks.push_back(take_free());
    prompt_tokens_.known += answer->known();
    prompt_tokens_.found += hit_tokens;
    prompt_tokens_.loaded += answer->known() - hit_tokens - 1;
    answer->scheduled = answer->known();
    answer->was_admitted = true;
    to_load_.push_back({answer, answer->known() - hit_tokens});
    return true;
}

void ReferenceTokenScheduler::admit(Step& step, std::uint64_t& budget) {
    const std::uint64_t watermark =
        static_cast<std::uint64_t>(rules_.watermark * static_cast<double>(serving_.kv_blocks));
    if (rules_.whole_batches && !running_.empty()) return;
    for (; !loaded_.empty() && budget > 0 && running_.size() < rules_.max_sequences; --budget) {
        const AnswerPtr answer = loaded_.front();
        const std::uint64_t longest = blocks_for(rules_.max_tokens);
        if (rules_.reserve_longest && (running_.size() + 1) * longest > blocks_.size() - 1) break;
        loaded_.pop_front();
        running_.push_back(answer);
        answer->scheduled = answer->known() - 1;
        take(step, answer, 1);
        if (rules_.prefix_caching)
            for (std::uint32_t block = 0; block < answer->scheduled / rules_.block_tokens; ++block)
                keep(*answer, block);
    }
    while (!waiting_.empty() && budget > 0 && running_.size() < rules_.max_sequences) {
        const std::uint64_t longest = blocks_for(rules_.max_tokens);
        if (rules_.reserve_longest && (running_.size() + 1) * longest > blocks_.size() - 1) break;
        const AnswerPtr answer = waiting_.front();
        if (answer->remote) {
            if (!give_room(answer)) break;
            waiting_.pop_front();
            continue;
        }
        const std::vector<std::uint32_t> hits = found(*answer);
        const auto hit_tokens = static_cast<std::uint32_t>(hits.size()) * rules_.block_tokens;
        if (!rules_.chunked_prefill && answer->known() - hit_tokens > budget) break;
        answer->scheduled = hit_tokens;
        const std::uint32_t tokens = part_of(*answer, budget);
        const std::uint64_t all = blocks_for(rules_.reserve_full_prompt ? answer->known() : hit_tokens + tokens);
        const auto free_hits = std::count_if(hits.begin(), hits.end(),
                                             [this](std::uint32_t block) { return blocks_[block].holders == 0; });
        const std::uint64_t needed = all - hits.size() + static_cast<std::uint64_t>(free_hits);
        if (needed + (running_.empty() ? 0 : watermark) > free_.size()) {
            answer->scheduled = 0;
            break;
        }
        for (const std::uint32_t block : hits)
            if (blocks_[block].holders++ == 0) free_.erase(blocks_[block].place);
        answer->blocks = hits;
        prompt_tokens_.known += answer->known();
        prompt_tokens_.found += hit_tokens;
        if (!std::exchange(answer->was_admitted, true)) {
            prompt_tokens_.first += answer->known();
            prompt_tokens_.first_found += hit_tokens;
        }
        waiting_.pop_front();
        running_.push_back(answer);
        take(step, answer, tokens);
        budget -= tokens;
    }
}

}  // namespace plimsoll::sim
