// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/reference/reference_base.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace plimsoll::sim {

RequestRecord Visit::record(SimTime end, Outcome outcome) const {
    return {.id = request.id,
            .arrival = request.arrival,
            .start = starts > 0 ? start : request.arrival,
            .completion = end,
            .first_token = first_token,
            .cold = cold,
            .batching = batching,
            .input_tokens = request.input_tokens,
            .output_tokens = request.output_tokens,
            .pool = pool,
            .batch = batch,
            .outcome = outcome,
            .cold_start = cold_start,
            .even_tokens = even_tokens};
}

ReferenceBase::ReferenceBase(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                             const RecorderOptions& options)
    : plan_(plan),
      recorder_(options, plan.pools.size(), plan.requests_of_full_use()),
      source_(std::move(source)),
      service_stream_(seed, "service"),
      router_stream_(seed, "router") {}

ReferenceBase::~ReferenceBase() {
    agenda_->cancel_all();  // its actors outlive this object
}

void ReferenceBase::advance_to(SimTime t) {
    start_arrivals();
    agenda_->run_until(t);
    now_ = std::max(now_, t);
    recorder_.tick(now_);
}

SimTime ReferenceBase::next_event() {
    start_arrivals();
    return agenda_->next();
}

void ReferenceBase::start_arrivals() {
    if (std::exchange(arrivals_started_, true)) return;
    expect_next_arrival();
}

void ReferenceBase::expect_next_arrival() {
    if (next_of_block_ == block_.size()) fetch_block();
    if (block_.empty()) {
        const SimTime again = source_->not_before();
        no_more_arrivals_ = again == kNever;
        if (!no_more_arrivals_) asks_again_ = at(again, Agenda::Rank::arrival, 0, [this] { ask_source_again(); });
        return;
    }
    const auto visit = std::make_shared<Visit>();
    visit->request = block_[next_of_block_];
    const auto shared = source_->shared_parts().of(next_of_block_++);
    visit->shared.assign(shared.begin(), shared.end());
    at(visit->request.arrival, Agenda::Rank::arrival, visit->request.id, [this, visit] {
        visit->joined = visit->waiting_since = now_;
        recorder_.tick(now_);
        recorder_.arrived(now_);
        ++in_system_;
        arrive(visit);
        expect_next_arrival();
    });
}

void ReferenceBase::fetch_block() {
    block_ = source_->next_block();
    next_of_block_ = 0;
}

void ReferenceBase::ask_source_again() {
    asks_again_.reset();
    source_->reach(now_);
    fetch_block();
    if (block_.empty() && source_->not_before() <= now_)
        throw std::logic_error("a source of requests was not brought to the time of its engine");
    expect_next_arrival();
}

/// The source has been told of an answer: perhaps a request comes earlier than it knew.
void ReferenceBase::ask_for_time() {
    if (!recorder_.tells_conversations() || !block_.empty()) return;
    if (asks_again_) agenda_->cancel(*asks_again_);
    asks_again_.reset();
    expect_next_arrival();
}

Agenda::Wait ReferenceBase::at(SimTime at, Agenda::Rank rank, std::uint64_t place, std::function<void()> action) {
    return agenda_->add(at, rank, place, [this, action = std::move(action)](SimTime t) {
        now_ = t;
        action();
    });
}

void ReferenceBase::begin_service(Visit& visit) const {
    visit.waits.push_back({visit.waiting_since, now_});
    visit.start = now_;
    ++visit.starts;
}

Uniforms ReferenceBase::service_draw(const Visit& first) const {
    return service_stream_.draw(first.request.id, first.starts);
}

Uniforms ReferenceBase::router_draw(const Visit& visit) const {
    return router_stream_.draw(visit.request.id, visit.starts);
}

void ReferenceBase::add_work(std::span<pricing::PoolUsage> pools) const {
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
        for (const pricing::WorkRule& rule : plan_.pools[pool].usage.work) {
            pricing::WorkUsage usage{rule, {}};
            for (const Work& work : rule.basis == pricing::WorkRule::Basis::busy ? busy_ : services_)
                if (work.pool == pool && work.provisioned == rule.provisioned)
                    usage.durations.add(rule.rounding(work.length + (rule.bills_start ? work.start : Duration(0))));
            pools[pool].work.push_back(usage);
        }
    }
}

void ReferenceBase::complete(const Visit& visit) {
    --in_system_;
    recorder_.completed(visit.record(now_, Outcome::completed));
    ask_for_time();
}

void ReferenceBase::reject(const Visit& visit) {
    --in_system_;
    recorder_.rejected(visit.record(now_, Outcome::rejected));
}

void ReferenceBase::fail(const Visit& visit) {
    --in_system_;
    recorder_.failed(visit.record(now_, Outcome::failed));
}

}  // namespace plimsoll::sim
