// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// How fast requests are simulated, each beside its reference on the same input in the same run.
#include "sim/disciplines/kernels/make_kernel.hpp"
#include "sim/random/stream.hpp"
#include "sim/traffic/traffic.hpp"

#include <benchmark/benchmark.h>

#include <sys/resource.h>

#include <functional>
#include <map>
#include <queue>
#include <vector>

namespace plimsoll::sim {
namespace {

using std::chrono::milliseconds;

constexpr double kServiceSeconds = 0.1;
constexpr std::size_t kRequests = 2'000'000;
constexpr std::uint64_t kSeed = 1;

/// Requests held in memory, so that neither side pays for making them.
class RecordedSource final : public RequestSource {
public:
    explicit RecordedSource(const std::vector<Request>& requests) : requests_(requests) {}
    std::span<const Request> next_block() override {
        const std::span<const Request> block = given_ ? std::span<const Request>{} : std::span(requests_);
        given_ = true;
        return block;
    }

private:
    const std::vector<Request>& requests_;
    bool given_ = false;
};

scenarios::WorkloadSpec poisson(double rate_per_s) {
    scenarios::GeneratedTraffic traffic;
    traffic.rate_per_s = rate_per_s;
    scenarios::WorkloadSpec workload;
    workload.traffic = traffic;
    return workload;
}

const std::vector<Request>& recorded(double rate_per_s) {
    static std::vector<Request> requests;
    static double rate = 0;
    if (rate == rate_per_s) return requests;
    rate = rate_per_s;
    requests.clear();
    const auto source = open_traffic(poisson(rate), duration_from_seconds(kRequests / rate), kSeed, 1);
    for (auto block = source->next_block(); !block.empty(); block = source->next_block())
        requests.insert(requests.end(), block.begin(), block.end());
    return requests;
}

Duration service_of(const models::ServiceTime& service, const Stream& draws, std::uint64_t id) {
    const Uniforms draw = service.is_random() ? draws.draw(id) : Uniforms{};
    return service(1, 1, draw.first, draw.second);
}

/// The least that any simulation of a station with c servers does: a heap of the times at which they become free.
void bare_heap_loop(benchmark::State& state, const models::ServiceTime& service) {
    const auto servers = static_cast<std::size_t>(state.range(0));
    const std::vector<Request>& requests = recorded(0.8 * static_cast<double>(servers) / kServiceSeconds);
    const Stream draws(kSeed, "service");
    for (auto iteration : state) {
        std::priority_queue<SimTime, std::vector<SimTime>, std::greater<>> free_at;
        for (std::size_t i = 0; i < servers; ++i) free_at.push(kStart);
        Duration waited{0};
        for (const Request& request : requests) {
            const SimTime start = std::max(request.arrival, free_at.top());
            free_at.pop();
            free_at.push(start + service_of(service, draws, request.id));
            waited += start - request.arrival;
        }
        benchmark::DoNotOptimize(waited);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(requests.size()));
}

DeploymentPlan plan_of(std::uint32_t replicas, const models::ServiceTime& service) {
    DeploymentPlan plan;
    PoolPlan& pool = plan.pools.emplace_back();
    pool.replicas = {replicas, replicas};
    pool.service = service;
    return plan;
}

/// Runs the kernel as the fleet would: the reply to a demand for an instance is an instance, at once.
void run_to_end(RequestEngine& engine) {
    for (SimTime t = engine.next_demand(); t != kNever; t = engine.next_demand()) {
        engine.advance_to(t);
        for (const auto& [slot, pool] : engine.take_demands().launches) engine.replica_ready(slot, pool, Duration{0});
    }
    while (!engine.finished()) engine.advance_to(engine.next_event());
}

RecorderOptions recording(const std::vector<Request>& requests) {
    constexpr int kBuckets = 288;
    RecorderOptions options;
    options.horizon = requests.back().arrival.time_since_epoch();
    options.bucket = options.horizon / kBuckets;
    return options;
}

void batching_kernel(benchmark::State& state, const models::ServiceTime& service) {
    const auto replicas = static_cast<std::uint32_t>(state.range(0));
    const std::vector<Request>& requests = recorded(0.8 * replicas / kServiceSeconds);
    const DeploymentPlan plan = plan_of(replicas, service);
    for (auto iteration : state) {
        const auto engine = make_kernel(plan, std::make_unique<RecordedSource>(requests), kSeed, recording(requests));
        for (ReplicaSlot slot = 0; slot < replicas; ++slot) engine->replica_ready(slot, 0, Duration{0});
        engine->advance_to(requests.back().arrival);
        run_to_end(*engine);
        benchmark::DoNotOptimize(engine->recorder().in_system());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(requests.size()));
}

void slots_kernel(benchmark::State& state) {
    const std::vector<Request>& requests = recorded(100);
    DeploymentPlan plan = plan_of(0, models::ServiceTime::exponential(milliseconds(1991)));
    plan.discipline = RequestSlots{};
    plan.pools.front().provisioning = Provisioning::on_request;
    plan.pools.front().keep_alive = std::chrono::minutes(10);
    plan.pools.front().max_instances = 10000;
    for (auto iteration : state) {
        const auto engine = make_kernel(plan, std::make_unique<RecordedSource>(requests), kSeed, recording(requests));
        run_to_end(*engine);
        benchmark::DoNotOptimize(engine->recorder().in_system());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(requests.size()));
}

/// One instance, always full, whose requests share its speed: what a request costs must not grow with their number.
void shared_instance(benchmark::State& state) {
    const auto places = static_cast<std::uint32_t>(state.range(0));
    const std::vector<Request>& requests = recorded(2 / kServiceSeconds);
    DeploymentPlan plan = plan_of(1, models::ServiceTime::exponential(milliseconds(100)));
    plan.discipline = RequestSlots{.concurrency = places, .processor_sharing = true};
    plan.pools.front().provisioning = Provisioning::on_request;
    plan.pools.front().keep_alive = std::chrono::hours(1);
    for (auto iteration : state) {
        const auto engine = make_kernel(plan, std::make_unique<RecordedSource>(requests), kSeed, recording(requests));
        engine->replica_ready(0, 0, Duration{0});
        run_to_end(*engine);
        benchmark::DoNotOptimize(engine->recorder().in_system());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(requests.size()));
}

/// One queue per replica, each request routed to the replica with the fewest.
void least_outstanding(benchmark::State& state) {
    const auto replicas = static_cast<std::uint32_t>(state.range(0));
    const std::vector<Request>& requests = recorded(0.8 * replicas / kServiceSeconds);
    DeploymentPlan plan = plan_of(replicas, models::ServiceTime::exponential(milliseconds(100)));
    plan.discipline =
        DynamicBatching{.queue = scenarios::QueueKind::per_replica, .router = scenarios::RouterKind::least_outstanding};
    for (auto iteration : state) {
        const auto engine = make_kernel(plan, std::make_unique<RecordedSource>(requests), kSeed, recording(requests));
        for (ReplicaSlot slot = 0; slot < replicas; ++slot) engine->replica_ready(slot, 0, Duration{0});
        engine->advance_to(requests.back().arrival);
        run_to_end(*engine);
        benchmark::DoNotOptimize(engine->recorder().in_system());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(requests.size()));
}

void api_kernel(benchmark::State& state) {
    const std::vector<Request>& requests = recorded(100);
    DeploymentPlan plan = plan_of(0, models::ServiceTime::lognormal(milliseconds(100), 0.5));
    plan.discipline = ApiCalls{};
    for (auto iteration : state) {
        const auto engine = make_kernel(plan, std::make_unique<RecordedSource>(requests), kSeed, recording(requests));
        run_to_end(*engine);
        benchmark::DoNotOptimize(engine->recorder().in_system());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(requests.size()));
}

// ---- batches of up to eight, which take 2 ms and 1 ms more for each request ---------------------------------------

constexpr std::uint32_t kMaxBatch = 8;
constexpr std::size_t kBatchServers = 4;
constexpr double kBatchRate = 0.8 * kBatchServers * kMaxBatch / 0.010;

models::ServiceTime batch_service() {
    std::map<std::uint32_t, Duration> by_batch;
    for (std::uint32_t batch = 1; batch <= kMaxBatch; ++batch) by_batch[batch] = milliseconds(2 + batch);
    return models::ServiceTime::table(by_batch, kMaxBatch);
}

void bare_heap_loop_of_batches(benchmark::State& state) {
    const std::vector<Request>& requests = recorded(kBatchRate);
    const models::ServiceTime service = batch_service();
    for (auto iteration : state) {
        std::priority_queue<SimTime, std::vector<SimTime>, std::greater<>> free_at;
        for (std::size_t i = 0; i < kBatchServers; ++i) free_at.push(kStart);
        Duration waited{0};
        for (std::size_t i = 0; i < requests.size();) {
            const SimTime start = std::max(requests[i].arrival, free_at.top());
            std::uint32_t batch = 0;
            for (; i < requests.size() && batch < kMaxBatch && requests[i].arrival <= start; ++i, ++batch)
                waited += start - requests[i].arrival;
            free_at.pop();
            free_at.push(start + service(batch, 1, 0, 0));
        }
        benchmark::DoNotOptimize(waited);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(requests.size()));
}

void batching_kernel_of_batches(benchmark::State& state) {
    const std::vector<Request>& requests = recorded(kBatchRate);
    DeploymentPlan plan = plan_of(kBatchServers, batch_service());
    plan.discipline = DynamicBatching{.max_batch = kMaxBatch};
    for (auto iteration : state) {
        const auto engine = make_kernel(plan, std::make_unique<RecordedSource>(requests), kSeed, recording(requests));
        for (ReplicaSlot slot = 0; slot < kBatchServers; ++slot) engine->replica_ready(slot, 0, Duration{0});
        engine->advance_to(requests.back().arrival);
        run_to_end(*engine);
        benchmark::DoNotOptimize(engine->recorder().in_system());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(requests.size()));
}

/// A hundred million requests, made while they are served: what grows with their number would show in the memory.
void a_hundred_million_streamed(benchmark::State& state) {
    constexpr double kRate = 1000;
    constexpr double kStreamed = 1e8;
    const DeploymentPlan plan = plan_of(150, models::ServiceTime::exponential(milliseconds(100)));
    for (auto iteration : state) {
        RecorderOptions options;
        options.horizon = duration_from_seconds(kStreamed / kRate);
        const auto engine = make_kernel(plan, open_traffic(poisson(kRate), options.horizon, kSeed, 1), kSeed, options);
        for (ReplicaSlot slot = 0; slot < plan.pools.front().replicas.max; ++slot)
            engine->replica_ready(slot, 0, Duration{0});
        engine->advance_to(kStart + options.horizon);
        run_to_end(*engine);
        benchmark::DoNotOptimize(engine->recorder().in_system());
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    constexpr double kKib = 1024;
    state.counters["max_rss_MB"] = static_cast<double>(usage.ru_maxrss) * kKib / 1e6;
    state.SetItemsProcessed(static_cast<std::int64_t>(kStreamed) * state.iterations());
}

const auto kConstant = models::ServiceTime::constant(milliseconds(100));
const auto kExponential = models::ServiceTime::exponential(milliseconds(100));

// First, so that the memory it reports is its own.
BENCHMARK(a_hundred_million_streamed)->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK(bare_heap_loop_of_batches)->Unit(benchmark::kMillisecond);
BENCHMARK(batching_kernel_of_batches)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bare_heap_loop, constant, kConstant)->Arg(4)->Arg(64)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(batching_kernel, constant, kConstant)->Arg(4)->Arg(64)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bare_heap_loop, exponential, kExponential)->Arg(4)->Arg(64)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(batching_kernel, exponential, kExponential)->Arg(4)->Arg(64)->Unit(benchmark::kMillisecond);
BENCHMARK(slots_kernel)->Unit(benchmark::kMillisecond);
BENCHMARK(shared_instance)->Arg(10)->Arg(100)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);
BENCHMARK(least_outstanding)->Arg(10)->Arg(100)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);
BENCHMARK(api_kernel)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plimsoll::sim
