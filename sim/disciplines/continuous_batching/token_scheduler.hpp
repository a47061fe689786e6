// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/step_time/token_step_time.hpp"
#include "sim/clock.hpp"
#include "sim/disciplines/continuous_batching/block_pool.hpp"
#include "sim/disciplines/continuous_batching/decode_set.hpp"
#include "sim/disciplines/continuous_batching/prompt_store.hpp"
#include "sim/disciplines/continuous_batching/sequence.hpp"
#include "sim/disciplines/pool_counters.hpp"
#include "sim/disciplines/ring.hpp"
#include "sim/disciplines/token_gaps.hpp"
#include "sim/disciplines/token_load.hpp"
#include "sim/plan/discipline.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <queue>
#include <span>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// One replica that serves token by token as vLLM's scheduler does (docs/semantics.md says by which rules): running
/// sequences in the order of their admission, a waiting queue, a budget of tokens for each step, blocks of KV cache.
///
/// Steps follow one another without a gap while there is work. Between two changes of who takes part in them the time
/// of every step follows from one closed form, and the scheduler goes to the next change at once. A value: a copy goes
/// on by itself.
class TokenScheduler {
public:
    /// What a replica tells of its requests.
    class Listener {
    public:
        virtual ~Listener() = default;
        virtual void started(Sequence& sequence) = 0;
        /// At a server that keeps what it has computed for others, `source.place` is what `sent` is told later.
        virtual void ended(const Sequence& sequence) = 0;
        /// The server has blocks for what of a remote prompt it has not found. Returns when that is there.
        virtual SimTime loads(const Sequence& /*sequence*/, std::uint32_t /*tokens*/) { return kNever; }
        /// It is.
        virtual void loaded(const Sequence& /*sequence*/) {}
        virtual void stepped(std::uint64_t steps, bool leaves_grid) = 0;
        /// Answers have tokens more, each of which had one at the end of the step before.
        virtual void gave(const TokensInARow& row) = 0;
        /// An answer has a token, so long after the one before.
        virtual void gave_late(Duration gap) = 0;
    };

    /// \pre `kv_blocks` hold a sequence of max_tokens, besides the null block. `rules`, `law` and `prompts`, to which
    /// those who join refer, outlive the scheduler. `keeps`: the blocks of sequences that have ended, until they are
    /// sent.
    TokenScheduler(const ContinuousBatching& rules, const models::TokenStepTime& law, const PromptStore& prompts,
                   std::uint64_t kv_blocks, bool jumps, bool keeps = false);

    /// Puts a request at the end of the queue, at `now`.
    void join(const Sequence& sequence, SimTime now, Listener& listener);
    /// Begins to work where nothing is in work but somebody waits.
    void wake(SimTime now, Listener& listener);
    /// When something changes: at the end of a step, or with what is loaded then; kNever: nothing is in work or on its
    /// way.
    [[nodiscard]] SimTime next_change() const { return next_change_; }
    /// Does what happens then. \pre now == next_change()
    void change(SimTime now, Listener& listener);

    [[nodiscard]] bool in_work() const { return !current_.is_empty(); }
    /// Waiting, running or about to end.
    [[nodiscard]] std::size_t outstanding() const { return outstanding_; }
    /// What it holds. \pre it has caught up
    [[nodiscard]] TokenLoad load() const;
    /// Blocks of the KV cache in use.
    [[nodiscard]] std::uint64_t blocks_used() const { return blocks_ - free_.size(); }
    /// Of them, those of sequences without a seat: kept until they are sent, or to be loaded into.
    [[nodiscard]] std::uint64_t blocks_on_the_way() const { return on_the_way_; }

    /// What a sequence that has ended had computed is with another server. \pre it was `place` that ended
    void sent(std::uint32_t place, SimTime now, Listener& listener);
    /// From now on it keeps nothing that has ended.
    void stop_keeping(SimTime now, Listener& listener);
    /// Takes those out whose prompts are with a server that is lost, and have not come from there.
    [[nodiscard]] std::vector<Sequence> take_of(std::uint32_t server, std::uint32_t life, SimTime now,
                                                Listener& listener);

    /// Takes those out of the queue that no step has worked on yet.
    [[nodiscard]] std::vector<Sequence> take_waiting(SimTime now, Listener& listener);
    /// Everybody, those in work first, in the order of their admission. What is left is of no use.
    [[nodiscard]] std::vector<Sequence> take_all(SimTime now, Listener& listener);
    /// How often a running sequence has lost its blocks to another one.
    [[nodiscard]] std::uint64_t preemptions() const { return preemptions_; }
    /// Since the last call.
    [[nodiscard]] PromptTokens take_prompt_tokens() { return std::exchange(prompt_tokens_, {}); }

    /// Goes past the steps that have ended by `now` while nothing changed: what it tells of its cache is then of `now`.
    void catch_up(SimTime now, Listener& listener);
    /// Tokens of a prompt that it would find in the cache. \pre it has caught up
    [[nodiscard]] std::uint64_t tokens_found(PromptStore::Handle shared, std::uint32_t prompt) const;

private:
    using Index = std::uint32_t;
    static constexpr Index kNone = ~Index{0};
    static constexpr std::uint64_t kNoSet = ~std::uint64_t{0};

    /// A step that was scheduled.
    struct Step {
        std::uint64_t number = 0;
        std::uint32_t decodes = 0;
        std::uint64_t decode_context = 0;
        std::uint64_t set = 0;  ///< which set of decoding sequences
        std::vector<models::PromptPart> parts;
        std::vector<Index> prompts;     ///< whose parts these are
        std::vector<Index> completing;  ///< those of them that give a token
        std::uint32_t in_vain = 0;      ///< decodes of sequences that had their last token before
        std::vector<SimTime> since;     ///< last tokens of those in `completing` who had one before they were preempted
        [[nodiscard]] bool is_empty() const { return decodes == 0 && parts.empty(); }
        void clear();
    };
    /// Steps in a row of the same decoding sequences: step i of them ends at origin + law.seconds(i + 1).
    struct Stretch {
        SimTime origin;
        models::DecodeRun law;
        std::uint64_t index = 0;  ///< of the current step
        bool leaves_grid = false;
        std::uint64_t set = kNoSet;
        [[nodiscard]] SimTime end_of(std::uint64_t step) const;
        [[nodiscard]] SimTime begin_of(std::uint64_t step) const { return step == 0 ? origin : end_of(step - 1); }
    };

    // scheduling
    void schedule(Step& step);
    void let_end_foreseen(std::uint64_t step);
    [[nodiscard]] bool run_all(Step& step, std::uint64_t& budget);
    void run_in_order(Step& step, std::uint64_t& budget);
    void admit(Step& step, std::uint64_t& budget);
    [[nodiscard]] bool give_room(Index index);
    void begin_loaded(Step& step);
    [[nodiscard]] bool prompts_are_last() const;
    void look_up(const Sequence& sequence);
    [[nodiscard]] BlockPool::Block find(std::span<const SharedPart>& parts, std::uint32_t place) const;
    void take_found(Index index);
    void keep_full(Index index, std::uint64_t tokens);
    [[nodiscard]] std::uint32_t part_of(const Sequence& sequence, std::uint64_t budget) const;
    void work_on(Step& step, Index index, std::uint32_t tokens);
    void begin_decoding(Step& step, Index index);
    void preempt_last(std::uint64_t step);
    void put_back(Index index, std::uint64_t step);

    // the course of steps
    void start_next(SimTime now, Listener& listener);
    void begin_loads(Listener& listener);
    void take_loaded(SimTime now, Listener& listener);
    /// Says when something changes next.
    void expect() {
        step_change_ = in_work() ? stretch_.end_of(stretch_.index + quiet_) : kNever;
        next_change_ = loads_.empty() ? step_change_ : std::min(step_change_, loads_.front().at);
    }
    void enter_stretch(SimTime now);
    void deliver(SimTime now, Listener& listener);
    void end(Index index, Listener& listener);
    void tell_tokens(SimTime now, Listener& listener);
    void look_ahead();
    [[nodiscard]] bool is_steady() const;
    Index take_end();
    void forget_past_ends();
    void stop_jump(SimTime now, Listener& listener);
    void pass(std::uint64_t steps, Listener& listener);
    [[nodiscard]] static models::TokenStep shape_of(const Step& step);

    // books
    [[nodiscard]] std::uint64_t blocks_for(std::uint64_t tokens) const {
        return (tokens + rules_->block_tokens - 1) / rules_->block_tokens;
    }
    [[nodiscard]] std::uint64_t tokens_held(const Sequence& sequence) const;
    [[nodiscard]] std::uint32_t shared_blocks(const Sequence& sequence) const;
    BlockPool::Lot give_back(Index index, std::uint64_t tokens, bool filled = true);
    void leave_decoding(Sequence& sequence);
    void append(Index index);
    void unlink(Index index);
    void release(Index index);
    Index store(const Sequence& sequence);

    const ContinuousBatching* rules_;
    const models::TokenStepTime* law_;
    const PromptStore* prompts_in_;
    std::uint64_t blocks_;
    BlockPool free_;
    std::uint64_t seats_;
    std::uint64_t watermark_;
    bool jumps_;  ///< else it goes step by step
    bool keeps_;  ///< blocks of those who have ended

    std::vector<Sequence> sequences_;
    std::vector<Index> unused_;
    /// By sequence: the blocks it holds that others may find. As many as there are sequences once one has any.
    std::vector<std::vector<BlockPool::Block>> shared_;
    /// What the last lookup has found.
    struct Found {
        std::vector<BlockPool::Block> shared;
        std::uint64_t held = 0;  ///< of them, by other sequences: not free
        std::uint64_t own = 0;   ///< behind them, of what it lost
        [[nodiscard]] std::uint64_t blocks() const { return shared.size() + own; }
    } found_;
    Ring<Index> waiting_;
    std::uint64_t waiting_tokens_ = 0;  ///< known of those
    struct Load {
        Index index;
        std::uint32_t tokens;
        SimTime at = kNever;  ///< when they are there
    };
    std::vector<Load> to_load_;     ///< who has got blocks in the step that is being scheduled
    std::vector<Load> loads_;       ///< on their way, the first to come first
    Ring<Index> loaded_;            ///< who waits for a seat with all of the prompt
    std::uint64_t on_the_way_ = 0;  ///< blocks of all those, and of those who are kept
    Index first_ = kNone;           ///< running sequences
    Index last_ = kNone;
    std::uint32_t running_ = 0;
    std::uint64_t admissions_ = 0;
    std::size_t outstanding_ = 0;
    std::vector<Index> prompts_;  ///< running ones whose prompts are in work, in their order
    DecodeSet decoding_;
    std::uint64_t set_ = 0;      ///< counts the changes of who is in `decoding_`
    std::vector<Index> ending_;  ///< whose last step is scheduled and foreseen to be that
    using End = std::pair<std::uint64_t, Index>;
    std::priority_queue<End, std::vector<End>, std::greater<>> ends_;  ///< by last step; some no longer hold

    std::uint64_t step_ = 0;  ///< the last one scheduled
    Step current_;
    Step following_;  ///< scheduled while the current one runs
    Stretch stretch_;
    std::uint64_t quiet_ = 0;       ///< steps from the current one on at whose ends nothing changes
    SimTime step_change_ = kNever;  ///< the end of the last of them
    SimTime next_change_ = kNever;
    bool settled_ = true;     ///< who waits now will not be admitted before somebody comes or goes
    bool preempted_ = false;  ///< in the step that is being scheduled
    std::uint64_t preemptions_ = 0;
    PromptTokens prompt_tokens_;
    std::uint64_t in_flight_ = 0;  ///< number of the step in work while another one is scheduled; 0: none
};

}  // namespace plimsoll::sim
