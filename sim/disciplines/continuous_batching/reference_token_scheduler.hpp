// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"
#include "sim/disciplines/pool_counters.hpp"
#include "sim/disciplines/token_gaps.hpp"
#include "sim/disciplines/token_load.hpp"
#include "sim/plan/plan.hpp"
#include "sim/traffic/shared_parts.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace plimsoll::sim {

/// A request as its replica sees it.
struct Answer {
    std::uint64_t id = 0;
    std::uint32_t prompt = 1;
    std::uint32_t output = 1;
    std::uint32_t given = 0;           ///< tokens that have come
    std::uint32_t scheduled = 0;       ///< tokens whose keys and values exist or are being computed
    std::vector<SharedPart> shared{};  ///< how its prompt begins
    std::vector<std::uint32_t> blocks{};
    std::vector<std::uint64_t> hashes{};  ///< of its full blocks: of the tokens up to the end of each
    std::uint32_t on_the_way = 0;         ///< tokens that steps in work will give
    bool in_work = false;                 ///< some step has worked on it
    bool remote = false;                  ///< another server has its prompt, and keeps it
    bool was_admitted = false;
    bool decodes = false;  ///< its prompt, and what it had answered before it was preempted, is scheduled
    SimTime first_token = kNever;
    SimTime last_token = kNever;

    /// Counting those on the way.
    [[nodiscard]] std::uint32_t known() const { return prompt + given + on_the_way; }
};
using AnswerPtr = std::shared_ptr<Answer>;

/// One replica that answers token by token, each step on its own and each sequence of it looked at: the rules of
/// docs/semantics.md as plainly as possible, for what TokenScheduler does over many steps at once.
class ReferenceTokenScheduler {
public:
    /// `keeps`: what it has computed, until it is sent.
    ReferenceTokenScheduler(const ContinuousBatching& rules, const TokenServing& serving, bool keeps = false);

    void join(const AnswerPtr& answer) { waiting_.push_back(answer); }
    [[nodiscard]] bool in_work() const { return step_.has_value(); }
    [[nodiscard]] bool has_waiting() const { return !waiting_.empty() || !loaded_.empty(); }
    [[nodiscard]] std::size_t outstanding() const {
        return waiting_.size() + running_.size() + leaving_.size() + loading_.size() + loaded_.size();
    }
    [[nodiscard]] bool is_done() const { return !in_work() && loading_.empty() && loaded_.empty(); }

    /// Who has got blocks for tokens of a remote prompt since the last call.
    struct Load {
        AnswerPtr answer;
        std::uint32_t tokens = 0;
        SimTime at = kNever;
    };
    [[nodiscard]] std::vector<Load> take_to_load();
    /// They will be there at `load.at`, and are.
    void loads(const Load& load) { loading_.push_back(load); }
    void arrived(std::uint64_t id);
    /// What a request that has ended had computed is with another server.
    void sent(std::uint64_t id);
    /// From now on it keeps nothing.
    void stop_keeping();
    /// Takes out those of these requests that wait, or load.
    std::vector<AnswerPtr> take(const std::set<std::uint64_t>& ids);

    [[nodiscard]] TokenLoad load() const;

    /// Puts the next step into work, if there is one, and schedules the one behind it.
    void begin_step(SimTime now);
    /// When the step in work ends.
    [[nodiscard]] SimTime step_end() const { return step_end_; }
    [[nodiscard]] bool leaves_grid() const { return leaves_grid_; }
    /// Those of the step in work whom no step has worked on before; they count as worked on from now on.
    [[nodiscard]] std::vector<AnswerPtr> take_new();
    /// The step in work is done; `begin_step` follows. Returns whose last token it gave.
    std::vector<AnswerPtr> end_step(SimTime now);

    /// Tokens of the prompt of an answer that it would find in its cache.
    [[nodiscard]] std::uint32_t tokens_found(Answer answer) const;
    /// Tokens of the step that ended last whose answers had one at the end of the step before, and what the others of
    /// them, but for first ones, have waited.
    [[nodiscard]] const TokensInARow& tokens_given() const { return given_; }
    [[nodiscard]] const std::vector<Duration>& late_gaps() const { return late_gaps_; }

    /// What it admitted, found and worked off since the last call.
    [[nodiscard]] PromptTokens take_prompt_tokens();
    /// What is left of prompts in work.
    [[nodiscard]] PromptTokens given_up() const;

    /// When all work will be done, if nobody else comes. \pre in_work()
    [[nodiscard]] SimTime end_of_work(SimTime now) const;
    /// Those who wait and whom no step has worked on.
    [[nodiscard]] std::vector<AnswerPtr> take_waiting();
    /// Everybody, those in work first, in the order of their admission.
    [[nodiscard]] std::vector<AnswerPtr> all() const;

private:
    struct Share {
        AnswerPtr answer;
        std::uint32_t tokens = 0;
        std::uint32_t context = 0;
        bool decodes = false;
        bool gives = false;  ///< a token
    };
    using Step = std::vector<Share>;

    [[nodiscard]] std::optional<Step> schedule();
    void admit(Step& step, std::uint64_t& budget);
    [[nodiscard]] bool give_room(const AnswerPtr& answer);
    void take(Step& step, const AnswerPtr& answer, std::uint32_t tokens);
    void preempt();
    [[nodiscard]] std::vector<std::uint32_t> found(Answer& answer) const;
    void give_back(Answer& answer);
    void hash(Answer& answer, std::uint32_t blocks) const;
    void keep(Answer& answer, std::uint32_t block_of_it);
    [[nodiscard]] std::uint32_t take_free();
    [[nodiscard]] std::uint32_t blocks_for(std::uint32_t tokens) const;
    [[nodiscard]] std::size_t more_blocks(const Answer& answer, std::uint32_t tokens) const;
    [[nodiscard]] std::uint32_t part_of(const Answer& answer, std::uint64_t budget) const;
    [[nodiscard]] SimTime end_of_step(SimTime now);
    [[nodiscard]] ReferenceTokenScheduler copy() const;

    ContinuousBatching rules_;
    TokenServing serving_;
    bool keeps_;
    struct Block {
        std::uint32_t holders = 0;
        std::int64_t place = 0;               ///< in the queue, of a free one
        std::optional<std::uint64_t> hash{};  ///< of what is in it
    };
    std::vector<Block> blocks_;
    std::map<std::int64_t, std::uint32_t> free_;  ///< blocks by their place in the queue
    std::int64_t first_place_ = 0;
    std::int64_t last_place_ = 0;
    std::map<std::uint64_t, std::deque<std::uint32_t>> cached_;  ///< blocks by what is in them, the oldest first
    PromptTokens prompt_tokens_;
    std::deque<AnswerPtr> waiting_;
    std::deque<AnswerPtr> running_;  ///< in the order of admission
    std::deque<AnswerPtr> leaving_;  ///< preempted with their last token on the way
    std::vector<Load> to_load_;
    std::vector<Load> loading_;
    std::deque<AnswerPtr> loaded_;             ///< without a seat yet
    std::map<std::uint64_t, AnswerPtr> kept_;  ///< until they are sent
    std::optional<Step> step_;                 ///< in work
    std::optional<Step> next_;                 ///< scheduled behind it
    SimTime step_begin_ = kNever;
    SimTime step_end_ = kNever;
    TokensInARow given_;
    std::vector<Duration> late_gaps_;
    // Steps in a row that decode the same sequences.
    std::set<std::uint64_t> of_;
    SimTime since_;
    models::DecodeRun law_;
    bool leaves_grid_ = false;
    bool preempted_ = false;   ///< somebody, in the step that was scheduled last
    std::uint64_t steps_ = 0;  ///< of them so far, the one in work included
};

}  // namespace plimsoll::sim
