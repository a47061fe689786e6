// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/reference/reference_replicas.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

namespace plimsoll::sim {

namespace {

/// A request as its replica sees it.
struct Answer {
    VisitPtr visit;
    std::uint32_t prompt = 1;
    std::uint32_t output = 1;
    std::uint32_t given = 0;      ///< tokens that have come
    std::uint32_t scheduled = 0;  ///< tokens whose keys and values exist or are being computed
    std::vector<std::uint32_t> blocks;
    std::vector<std::uint32_t> lost;  ///< full blocks that it had when it was preempted
    std::uint32_t on_the_way = 0;     ///< tokens that steps in work will give
    bool in_work = false;             ///< some step has worked on it
    bool decodes = false;             ///< its prompt, and what it had answered before it was preempted, is scheduled

    /// Counting those on the way.
    [[nodiscard]] std::uint32_t known() const { return prompt + given + on_the_way; }
};
using AnswerPtr = std::shared_ptr<Answer>;

struct Share {
    AnswerPtr answer;
    std::uint32_t tokens = 0;
    std::uint32_t context = 0;
    bool decodes = false;
    bool gives = false;  ///< a token
};
using Step = std::vector<Share>;

/// Replicas that answer token by token, each step on its own and each sequence of it looked at.
class ReferenceContinuousBatching final : public ReferenceReplicas {
public:
    ReferenceContinuousBatching(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                                const RecorderOptions& options)
        : ReferenceReplicas(plan, std::move(source), seed, options),
          rules_(std::get<ContinuousBatching>(plan_.discipline)) {}

    void replica_ready(ReplicaSlot slot, std::size_t pool, Duration /*billed_start*/) override {
        recorder_.tick(now_);
        recorder_.begin_ready(pool);
        Replica& replica = replicas_[slot];
        replica.pool = pool;
        const std::uint64_t blocks = plan_.pools.at(pool).tokens->kv_blocks;
        for (std::uint32_t block = 1; block < blocks; ++block) replica.free.push_back(block);
        replica.content.resize(blocks);
        note_readiness();
        for (const AnswerPtr& answer : std::exchange(backlog_, {})) route(answer, true);
    }

    SimTime replica_draining(ReplicaSlot slot) override {
        Replica& replica = replicas_.at(slot);
        recorder_.tick(now_);
        replica.draining = true;
        note_readiness();
        std::deque<AnswerPtr> again;
        std::deque<AnswerPtr> stay;
        for (const AnswerPtr& answer : replica.waiting) (answer->in_work ? stay : again).push_back(answer);
        replica.waiting = stay;
        recorder_.release(replica.pool, again.size(), now_);
        const SimTime end = end_of(replica);
        if (!replica.step) remove(slot);
        for (const AnswerPtr& answer : again) route(answer, true);
        return end;
    }

    void replica_lost(ReplicaSlot slot) override {
        Replica& replica = replicas_.at(slot);
        recorder_.tick(now_);
        if (replica.step) {
            agenda_->cancel(replica.step_end);
            end_busy(replica);
        }
        std::vector<AnswerPtr> lost(replica.running.begin(), replica.running.end());
        lost.insert(lost.end(), replica.leaving.begin(), replica.leaving.end());
        lost.insert(lost.end(), replica.waiting.begin(), replica.waiting.end());
        recorder_.release(replica.pool, lost.size(), now_);
        const std::size_t pool = replica.pool;
        remove(slot);
        note_readiness();
        for (const AnswerPtr& answer : lost) {
            if (answer->in_work) {
                served(pool, now_ - answer->visit->start);
                if (rules_.on_loss == scenarios::OnLoss::fail) {
                    answer->visit->pool = static_cast<std::uint32_t>(pool);
                    fail(*answer->visit);
                    continue;
                }
                recorder_.retried();
                answer->visit->waiting_since = now_;
            }
            route(fresh(answer->visit), true);
        }
    }

private:
    struct Replica {
        std::size_t pool = 0;
        bool draining = false;
        std::deque<std::uint32_t> free;      ///< blocks, the next one to be taken first
        std::vector<std::uint64_t> content;  ///< by block: whose tokens are still in it though it is free; 0: nobody's
        std::deque<AnswerPtr> waiting;
        std::deque<AnswerPtr> running;  ///< in the order of admission
        std::deque<AnswerPtr> leaving;  ///< preempted with their last token on the way
        std::optional<Step> step;       ///< in work
        std::optional<Step> next;       ///< scheduled behind it
        Agenda::Wait step_end;
        SimTime busy_since;
        // Steps in a row that decode the same sequences.
        std::set<const Answer*> of;
        SimTime since;
        models::DecodeRun law;
        bool leaves_grid = false;
        std::uint64_t steps = 0;  ///< of them so far, the one in work included

        [[nodiscard]] std::size_t outstanding() const { return waiting.size() + running.size() + leaving.size(); }
    };

    [[nodiscard]] AnswerPtr fresh(const VisitPtr& visit) const {
        const auto answer = std::make_shared<Answer>();
        answer->visit = visit;
        Request& request = visit->request;
        answer->prompt = request.input_tokens = std::max(request.input_tokens, 1U);
        answer->output = request.output_tokens =
            std::min(std::max(request.output_tokens, 1U), rules_.max_tokens - answer->prompt);
        return answer;
    }

    void arrive(const VisitPtr& visit) override {
        if (std::max(visit->request.input_tokens, 1U) >= rules_.max_tokens) return reject(*visit);
        route(fresh(visit), false);
    }

    void route(const AnswerPtr& answer, bool admitted) {
        std::vector<ReplicaSlot> ready;
        for (const auto& [slot, replica] : replicas_)
            if (!replica.draining) ready.push_back(slot);
        if (ready.empty()) {
            if (!admitted && rules_.max_queue && backlog_.size() >= *rules_.max_queue) return reject(*answer->visit);
            backlog_.push_back(answer);
            return;
        }
        const ReplicaSlot slot = choose(*answer->visit, ready);
        Replica& replica = replicas_.at(slot);
        if (!admitted) recorder_.routed(replica.pool);
        if (!admitted && rules_.max_queue && replica.outstanding() >= rules_.max_sequences + *rules_.max_queue)
            return reject(*answer->visit);
        recorder_.hold(replica.pool, 1, now_);
        replica.waiting.push_back(answer);
        if (replica.step) return;
        at(now_, Agenda::Rank::timer, slot, [this, slot] {
            const auto found = replicas_.find(slot);
            if (found == replicas_.end() || found->second.step || found->second.waiting.empty()) return;
            recorder_.tick(now_);
            go_on(slot);
        });
    }

    ReplicaSlot choose(const Visit& visit, const std::vector<ReplicaSlot>& ready) {
        return ReferenceReplicas::choose(rules_.router, visit, ready,
                                         [this](ReplicaSlot slot) { return replicas_.at(slot).outstanding(); });
    }

    // ---- one step after another --------------------------------------------------------------------------------

    /// The next step of the replica begins now, if there is one.
    void go_on(ReplicaSlot slot) {
        Replica& replica = replicas_.at(slot);
        const bool was_busy_before = replica.step.has_value();
        const SimTime end = begin_step(replica, now_);
        if (!replica.step) {
            if (was_busy_before) end_busy(replica);
            if (replica.draining) remove(slot);
            return;
        }
        if (!was_busy_before) {
            recorder_.begin_busy(replica.pool, now_);
            replica.busy_since = now_;
        }
        for (const Share& share : *replica.step) {
            if (std::exchange(share.answer->in_work, true)) continue;
            begin_service(*share.answer->visit);
            account_cold(*share.answer->visit);
        }
        recorder_.step(replica.leaves_grid);
        replica.step_end = at(end, Agenda::Rank::completion, slot, [this, slot] {
            recorder_.tick(now_);
            Replica& ending = replicas_.at(slot);
            for (const AnswerPtr& answer : end_step(ending, now_)) finish(ending, *answer);
            go_on(slot);
        });
    }

    /// Puts the next step into work, and schedules the one behind it. Returns when it will end.
    SimTime begin_step(Replica& replica, SimTime now) const {
        replica.step = std::exchange(replica.next, {});
        if (!replica.step) replica.step = schedule(replica);
        if (!replica.step) return now;
        const SimTime end = end_of_step(replica, now);
        if (rules_.asynchronous) replica.next = schedule(replica);
        return end;
    }

    /// The step in work is done. Returns whose last token it gave.
    std::vector<AnswerPtr> end_step(Replica& replica, SimTime now) const {
        std::vector<AnswerPtr> ended;
        for (const Share& share : *replica.step) {
            Answer& answer = *share.answer;
            if (!share.gives) continue;
            --answer.on_the_way;
            if (answer.given == answer.output) continue;  // computed in vain
            if (answer.given++ == 0) answer.visit->first_token = now;
            if (answer.given < answer.output) continue;
            ended.push_back(share.answer);
            give_back(replica, answer);
            std::erase(replica.running, share.answer);
            std::erase(replica.leaving, share.answer);
        }
        return ended;
    }

    void finish(const Replica& replica, const Answer& answer) {
        recorder_.release(replica.pool, 1, now_);
        served(replica.pool, now_ - answer.visit->start);
        answer.visit->pool = static_cast<std::uint32_t>(replica.pool);
        complete(*answer.visit);
    }

    struct Shape {
        models::TokenStep step;
        std::vector<models::PromptPart> parts;  ///< that the step refers to
    };
    static Shape shape_of(const Step& step) {
        Shape shape;
        for (const Share& share : step) {
            if (share.gives) ++shape.step.sampled;
            if (share.decodes) {
                ++shape.step.decodes;
                shape.step.decode_context += share.context;
            } else {
                shape.parts.push_back({share.tokens, share.context});
            }
        }
        shape.step.prompts = shape.parts;
        return shape;
    }

    /// Of steps that decode the same sequences the i-th ends when the closed form says, counted from the first.
    SimTime end_of_step(Replica& replica, SimTime now) const {
        const auto& law = plan_.pools.at(replica.pool).tokens->step_time;
        const auto shape = shape_of(*replica.step);
        std::set<const Answer*> of;
        for (const Share& share : *replica.step) of.insert(share.answer.get());
        const bool decodes_only = shape.parts.empty();
        if (decodes_only && of == replica.of && replica.steps < replica.law.steps) {
            ++replica.steps;
        } else {
            replica.since = now;
            replica.steps = 1;
            replica.leaves_grid = law.leaves_grid(shape.step);
            replica.law = decodes_only ? law.decode_run(shape.step.decodes, shape.step.decode_context)
                                       : models::DecodeRun{law.seconds(shape.step), 0, 1};
            replica.of = decodes_only ? of : std::set<const Answer*>{};
        }
        const auto whole = static_cast<Duration::rep>(std::min(1e9 * replica.law.seconds(replica.steps), 4e18) + 0.5);
        return after(replica.since, Duration(std::max(whole, static_cast<Duration::rep>(replica.steps))));
    }

    /// A replica that takes nobody else: the end of its work.
    SimTime end_of(const Replica& replica) const {
        // The answers are shared: the copy needs its own.
        std::map<const Answer*, AnswerPtr> own;
        const auto copy_of = [&own](const AnswerPtr& answer) {
            AnswerPtr& copy = own[answer.get()];
            if (!copy) copy = std::make_shared<Answer>(*answer);
            return copy;
        };
        Replica copy = replica;
        for (auto* list : {&copy.waiting, &copy.running, &copy.leaving})
            for (AnswerPtr& answer : *list) answer = copy_of(answer);
        for (auto* step : {&copy.step, &copy.next})
            if (*step)
                for (Share& share : **step) share.answer = copy_of(share.answer);
        std::set<const Answer*> of;
        for (const Answer* answer : copy.of) {
            const auto found = own.find(answer);
            of.insert(found == own.end() ? answer : found->second.get());
        }
        copy.of = of;
        SimTime end = now_;
        if (copy.step) end = copy.step_end.at;
        while (copy.step) {
            end_step(copy, end);
            end = begin_step(copy, end);
        }
        return end;
    }

    // ---- who takes part ----------------------------------------------------------------------------------------

    [[nodiscard]] std::uint32_t blocks_for(std::uint32_t tokens) const {
        return (tokens + rules_.block_tokens - 1) / rules_.block_tokens;
    }
    [[nodiscard]] std::uint32_t part_of(const Answer& answer, std::uint64_t budget) const {
        std::uint64_t part = std::min<std::uint64_t>(answer.known() - answer.scheduled, budget);
        if (rules_.long_prompt_part > 0) part = std::min<std::uint64_t>(part, rules_.long_prompt_part);
        return static_cast<std::uint32_t>(part);
    }

    [[nodiscard]] std::optional<Step> schedule(Replica& replica) const {
        Step step;
        std::uint64_t budget = rules_.tokens_per_step;
        bool preempted = false;
        for (std::size_t i = 0; i < replica.running.size() && budget > 0; ++i) {
            const AnswerPtr answer = replica.running[i];
            const bool foreseen = !rules_.ends_unforeseen || !rules_.asynchronous;
            if (foreseen && answer->given + answer->on_the_way >= answer->output) continue;
            const std::uint32_t tokens = part_of(*answer, budget);
            bool itself = false;
            while (more_blocks(*answer, tokens) > replica.free.size() && !itself) {
                itself = replica.running.back() == answer;
                preempt(replica);
                preempted = true;
            }
            if (itself) break;
            take(replica, step, answer, tokens);
            budget -= tokens;
        }
        if (!preempted) admit(replica, step, budget);
        if (step.empty()) return {};
        return step;
    }

    [[nodiscard]] std::size_t more_blocks(const Answer& answer, std::uint32_t tokens) const {
        return blocks_for(answer.scheduled + tokens) - answer.blocks.size();
    }

    /// The last one first.
    static void give_back(Replica& replica, Answer& answer) {
        replica.free.insert(replica.free.end(), answer.blocks.rbegin(), answer.blocks.rend());
        answer.blocks.clear();
    }

    void take(Replica& replica, Step& step, const AnswerPtr& answer, std::uint32_t tokens) const {
        for (std::size_t more = more_blocks(*answer, tokens); more > 0; --more) {
            const std::uint32_t block = replica.free.front();
            replica.free.pop_front();
            replica.content[block] = 0;
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

    void preempt(Replica& replica) const {
        const AnswerPtr last = replica.running.back();
        replica.running.pop_back();
        if (last->given + last->on_the_way >= last->output) {
            give_back(replica, *last);
            replica.leaving.push_back(last);
            return;
        }
        if (rules_.prefix_caching) {
            const auto full = last->blocks.begin() + last->scheduled / rules_.block_tokens;
            last->lost.assign(last->blocks.begin(), full);
            for (const std::uint32_t block : last->lost) replica.content[block] = last->visit->request.id + 1;
        }
        give_back(replica, *last);
        last->scheduled = 0;
        last->decodes = false;
        replica.waiting.push_front(last);
    }

    /// Blocks from its first on that still hold its tokens; one token is computed at least.
    [[nodiscard]] std::vector<std::uint32_t> found_again(const Replica& replica, const Answer& answer) const {
        std::vector<std::uint32_t> found;
        for (const std::uint32_t block : answer.lost) {
            if (replica.content[block] != answer.visit->request.id + 1) break;
            if ((found.size() + 1) * rules_.block_tokens >= answer.known()) break;
            found.push_back(block);
        }
        return found;
    }

    void admit(Replica& replica, Step& step, std::uint64_t& budget) const {
        const std::uint64_t watermark = static_cast<std::uint64_t>(
            rules_.watermark * static_cast<double>(plan_.pools.at(replica.pool).tokens->kv_blocks));
        while (!replica.waiting.empty() && budget > 0 && replica.running.size() < rules_.max_sequences) {
            const AnswerPtr answer = replica.waiting.front();
            if (!rules_.chunked_prefill && answer->known() > budget) break;
            const std::vector<std::uint32_t> found = found_again(replica, *answer);
            answer->scheduled = static_cast<std::uint32_t>(found.size()) * rules_.block_tokens;
            const std::uint32_t tokens = part_of(*answer, budget);
            const std::uint64_t needed =
                blocks_for(rules_.reserve_full_prompt ? answer->known() : answer->scheduled + tokens);
            if (needed + (replica.running.empty() ? 0 : watermark) > replica.free.size()) {
                answer->scheduled = 0;
                break;
            }
            for (const std::uint32_t block : found) std::erase(replica.free, block);
            answer->blocks = found;
            answer->lost.clear();
            replica.waiting.pop_front();
            replica.running.push_back(answer);
            take(replica, step, answer, tokens);
            budget -= tokens;
        }
    }

    // ---- books -------------------------------------------------------------------------------------------------

    void end_busy(const Replica& replica) {
        recorder_.end_busy(replica.pool, now_);
        was_busy(replica.pool, now_ - replica.busy_since);
    }

    void remove(ReplicaSlot slot) {
        recorder_.end_ready(replicas_.at(slot).pool);
        replicas_.erase(slot);
    }

    void note_readiness() {
        ReferenceReplicas::note_readiness(
            std::none_of(replicas_.begin(), replicas_.end(), [](const auto& entry) { return !entry.second.draining; }));
    }

    const ContinuousBatching rules_;
    std::map<ReplicaSlot, Replica> replicas_;
    std::deque<AnswerPtr> backlog_;  ///< while no replica is ready
};

}  // namespace

std::unique_ptr<RequestEngine> make_reference_continuous_batching(const DeploymentPlan& plan,
                                                                  std::unique_ptr<RequestSource> source,
                                                                  std::uint64_t seed, const RecorderOptions& options) {
    return std::make_unique<ReferenceContinuousBatching>(plan, std::move(source), seed, options);
}

}  // namespace plimsoll::sim
