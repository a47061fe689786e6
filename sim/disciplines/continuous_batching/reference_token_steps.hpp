// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/continuous_batching/reference_token_scheduler.hpp"
#include "sim/disciplines/reference/reference_replicas.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

namespace plimsoll::sim {

/// What the references of servers that answer token by token share: the course of their steps.
class ReferenceTokenSteps : public ReferenceReplicas {
public:
    using ReferenceReplicas::ReferenceReplicas;

protected:
    struct Server {
        ReferenceTokenScheduler scheduler;
        std::size_t pool = 0;
        std::map<std::uint64_t, VisitPtr> visits{};  ///< by request
        Agenda::Wait step_end{};
        std::map<std::uint64_t, Agenda::Wait> arrivals{};  ///< of what loads, by request
    };

    /// Null where there is none on the slot.
    virtual Server* server(ReplicaSlot slot) = 0;
    /// A step begins where none was in work, at a server that had something to do.
    virtual void wakes(ReplicaSlot slot) = 0;
    /// The first step of this server that works on the request begins.
    virtual void starts(ReplicaSlot slot, Visit& visit) = 0;
    /// When tokens of its prompt will have come from the server that computed it, and that they have.
    virtual SimTime loads(ReplicaSlot /*slot*/, const Visit& /*visit*/, std::uint32_t /*tokens*/) { return kNever; }
    virtual void loaded(const Visit& /*visit*/) {}
    /// The server has answered it.
    virtual void answered(ReplicaSlot slot, Visit& visit) = 0;
    /// No step follows.
    virtual void rests(ReplicaSlot slot) = 0;
    /// A step is done, and the next one, if there is one, in work.
    virtual void stepped(ReplicaSlot slot) = 0;

    /// Of a request that comes, the tokens that a server of `max_tokens` works with; false where it takes no such
    /// prompt.
    static bool fit(Request& request, std::uint32_t max_tokens) {
        request.input_tokens = std::max(request.input_tokens, 1U);
        if (request.input_tokens >= max_tokens) return false;
        request.output_tokens = std::min(std::max(request.output_tokens, 1U), max_tokens - request.input_tokens);
        return true;
    }
    static Answer answer_of(const Visit& visit) {
        return {.id = visit.request.id,
                .prompt = visit.request.input_tokens,
                .output = visit.request.output_tokens,
                .shared = visit.shared};
    }
    static std::vector<VisitPtr> visits_of(Server& server, const std::vector<AnswerPtr>& answers) {
        std::vector<VisitPtr> visits;
        for (const AnswerPtr& answer : answers) {
            visits.push_back(server.visits.at(answer->id));
            server.visits.erase(answer->id);
        }
        return visits;
    }

    void join(ReplicaSlot slot, const VisitPtr& visit) { join(slot, visit, answer_of(*visit)); }
    void join(ReplicaSlot slot, const VisitPtr& visit, const Answer& answer) {
        Server& joined = *server(slot);
        recorder_.hold(joined.pool, 1, now_);
        joined.visits[visit->request.id] = visit;
        joined.scheduler.join(std::make_shared<Answer>(answer));
        if (joined.scheduler.in_work()) return;
        at(now_, Agenda::Rank::timer, slot, [this, slot] { wake(slot); });
    }

    /// It begins to work where nothing is in work but somebody waits.
    void wake(ReplicaSlot slot) {
        const Server* woken = server(slot);
        if (woken == nullptr || woken->scheduler.in_work() || !woken->scheduler.has_waiting()) return;
        recorder_.tick(now_);
        begin_step(slot, true);
    }

private:
    /// The next step of a server begins, or it has none.
    void begin_step(ReplicaSlot slot, bool was_idle) {
        Server& busy = *server(slot);
        ReferenceTokenScheduler& scheduler = busy.scheduler;
        scheduler.begin_step(now_);
        recorder_.admitted(busy.pool, scheduler.take_prompt_tokens());
        if (scheduler.in_work() && was_idle) wakes(slot);
        if (scheduler.in_work()) {
            for (const AnswerPtr& answer : scheduler.take_new()) starts(slot, *busy.visits.at(answer->id));
            recorder_.step(scheduler.leaves_grid());
            busy.step_end = at(scheduler.step_end(), Agenda::Rank::completion, slot, [this, slot] { end_step(slot); });
        }
        for (ReferenceTokenScheduler::Load load : scheduler.take_to_load()) {
            const std::uint64_t id = load.answer->id;
            load.at = loads(slot, *busy.visits.at(id), load.tokens);
            scheduler.loads(load);
            busy.arrivals[id] =
                at(load.at, Agenda::Rank::completion, slot, [this, slot, id] { have_loaded(slot, id); });
        }
        if (!scheduler.in_work() && !was_idle) rests(slot);
    }

    void have_loaded(ReplicaSlot slot, std::uint64_t id) {
        Server& loading = *server(slot);
        recorder_.tick(now_);
        loading.arrivals.erase(id);
        loading.scheduler.arrived(id);
        const VisitPtr visit = loading.visits.at(id);
        if (!loading.scheduler.in_work()) begin_step(slot, true);
        loaded(*visit);
    }

    void end_step(ReplicaSlot slot) {
        Server& busy = *server(slot);
        recorder_.tick(now_);
        const auto ended = busy.scheduler.end_step(now_);
        recorder_.gave(busy.scheduler.tokens_given());
        for (const Duration gap : busy.scheduler.late_gaps()) recorder_.gave_late(gap);
        const auto visits = visits_of(busy, ended);
        for (std::size_t i = 0; i < ended.size(); ++i) {
            Visit& visit = *visits[i];
            visit.first_token = ended[i]->first_token;
            visit.pool = static_cast<std::uint32_t>(busy.pool);
            recorder_.release(busy.pool, 1, now_);
            answered(slot, visit);
        }
        begin_step(slot, false);
        stepped(slot);
    }
};

}  // namespace plimsoll::sim
