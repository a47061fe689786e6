// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/reference/agenda.hpp"
#include "sim/disciplines/reference/reference_engine.hpp"
#include "sim/disciplines/reference/spans.hpp"
#include "sim/random/stream.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace plimsoll::sim {

/// One request's stay in the deployment.
struct Visit {
    Request request;
    std::vector<SharedPart> shared;  ///< how its prompt begins
    std::uint32_t starts = 0;        ///< services begun so far
    SimTime joined;                  ///< the queue it is in
    bool released = true;            ///< may be served: no batch window holds it back
    SimTime waiting_since;           ///< released and not in service
    std::vector<Span> waits;         ///< past stretches of that kind
    Duration held{};                 ///< time before its batch window opened
    SimTime start;                   ///< of its last service
    SimTime first_token = kNever;    ///< of an answer that comes token by token
    bool even_tokens = false;        ///< and evenly
    Duration cold{};
    Duration batching{};
    bool cold_start = false;
    std::uint32_t pool = 0;             ///< whose replica served it last
    std::uint32_t batch = 1;            ///< requests served together the last time, of equal parts
    std::optional<Agenda::Wait> timer;  ///< when it will have waited max_wait

    [[nodiscard]] RequestRecord record(SimTime end, Outcome outcome) const;
};
using VisitPtr = std::shared_ptr<Visit>;

/// What the references of all disciplines share: arrivals one by one, the measurements, the clock.
class ReferenceBase : public RequestEngine {
public:
    ReferenceBase(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                  const RecorderOptions& options);
    ReferenceBase(const ReferenceBase&) = delete;
    ReferenceBase& operator=(const ReferenceBase&) = delete;
    ~ReferenceBase() override;

    void advance_to(SimTime t) final;
    /// Every event may need the fleet: it wakes too often, never too late.
    SimTime next_demand() final { return next_event(); }
    SimTime next_event() final;
    [[nodiscard]] bool finished() const final { return no_more_arrivals_ && in_system_ == 0; }
    [[nodiscard]] Recorder& recorder() final { return recorder_; }
    void add_work(std::span<pricing::PoolUsage> pools) const final;

protected:
    /// A request comes in: queue it, serve it or turn it away. `recorder()` has counted it.
    virtual void arrive(const VisitPtr& visit) = 0;

    /// Puts an actor to sleep until `at`, which then does `action` as one step.
    Agenda::Wait at(SimTime at, Agenda::Rank rank, std::uint64_t place, std::function<void()> action);
    /// Adds the wait until now to the request's stretches of waiting and counts the start.
    void begin_service(Visit& visit) const;
    [[nodiscard]] Uniforms service_draw(const Visit& first) const;
    [[nodiscard]] Uniforms router_draw(const Visit& visit) const;

    /// For the meters: a request was served, or a replica had requests, for so long, after a cold start to be billed.
    void served(std::size_t pool, Duration length, Duration start = {}, bool provisioned = false) {
        services_.push_back({pool, length, start, provisioned});
    }
    void was_busy(std::size_t pool, Duration length, Duration start = {}, bool provisioned = false) {
        busy_.push_back({pool, length, start, provisioned});
    }

    void complete(const Visit& visit);
    void reject(const Visit& visit);
    void fail(const Visit& visit);

    // Every step of an engine happens at `now_`; set by `advance_to` and before each action.
    DeploymentPlan plan_;
    Recorder recorder_;
    std::shared_ptr<Agenda> agenda_ = std::make_shared<Agenda>();
    SimTime now_ = kStart;

private:
    void start_arrivals();
    void expect_next_arrival();
    void fetch_block();
    void ask_source_again();
    void ask_for_time();

    std::unique_ptr<RequestSource> source_;
    std::span<const Request> block_;
    std::size_t next_of_block_ = 0;
    Stream service_stream_;
    Stream router_stream_;
    bool arrivals_started_ = false;
    bool no_more_arrivals_ = false;
    std::optional<Agenda::Wait> asks_again_;  ///< the source, where it knew of no request
    std::uint64_t in_system_ = 0;
    struct Work {
        std::size_t pool;
        Duration length;
        Duration start;
        bool provisioned;
    };
    std::vector<Work> services_;
    std::vector<Work> busy_;
};

[[nodiscard]] std::unique_ptr<RequestEngine> make_reference_batching(const DeploymentPlan& plan,
                                                                     std::unique_ptr<RequestSource> source,
                                                                     std::uint64_t seed,
                                                                     const RecorderOptions& options);
[[nodiscard]] std::unique_ptr<RequestEngine> make_reference_slots(const DeploymentPlan& plan,
                                                                  std::unique_ptr<RequestSource> source,
                                                                  std::uint64_t seed, const RecorderOptions& options);
[[nodiscard]] std::unique_ptr<RequestEngine> make_reference_replica_slots(const DeploymentPlan& plan,
                                                                          std::unique_ptr<RequestSource> source,
                                                                          std::uint64_t seed,
                                                                          const RecorderOptions& options);
[[nodiscard]] std::unique_ptr<RequestEngine> make_reference_continuous_batching(const DeploymentPlan& plan,
                                                                                std::unique_ptr<RequestSource> source,
                                                                                std::uint64_t seed,
                                                                                const RecorderOptions& options);
[[nodiscard]] std::unique_ptr<RequestEngine> make_reference_token_instances(const DeploymentPlan& plan,
                                                                            std::unique_ptr<RequestSource> source,
                                                                            std::uint64_t seed,
                                                                            const RecorderOptions& options);
[[nodiscard]] std::unique_ptr<RequestEngine> make_reference_api(const DeploymentPlan& plan,
                                                                std::unique_ptr<RequestSource> source,
                                                                std::uint64_t seed, const RecorderOptions& options);

}  // namespace plimsoll::sim
