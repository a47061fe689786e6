// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "random_case.hpp"

#include "dice.hpp"
#include "random_tokens.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace plimsoll::sim {

namespace {

using models::ServiceTime;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

std::vector<Request> draw_requests(Dice& dice, Duration horizon) {
    const Duration gap = horizon / dice.whole(20, 150);
    const bool on_a_grid = dice.chance(0.4);
    const double burst = dice.chance(0.3) ? dice.real(0, 0.8) : 0;
    constexpr Duration kGrid = milliseconds(50);

    std::vector<Request> requests;
    SimTime t = kStart + dice.time(gap);
    while (t < kStart + horizon) {
        const SimTime arrival = on_a_grid ? SimTime(t.time_since_epoch() / kGrid * kGrid) : t;
        requests.push_back({arrival, requests.size(), dice.whole(1, kMostTokens), dice.whole(0, 50)});
        if (!dice.chance(burst)) t += dice.exponential(gap);
    }
    return requests;
}

ServiceTime draw_service(Dice& dice, Duration mean, std::uint32_t max_batch) {
    switch (dice.whole(0, 6)) {
        case 0:
            return ServiceTime::exponential(mean);
        case 1:
            return ServiceTime::lognormal(mean, dice.real(0.2, 2));
        case 2:
            return ServiceTime::hyperexponential(mean, dice.real(1.2, 3));
        case 3:
            return ServiceTime::empirical({mean / 2, mean, mean * 2});
        case 4: {
            constexpr std::uint32_t kPad = 64;
            const std::uint32_t buckets = dice.whole(1, kMostTokens / kPad);
            std::vector<Duration> times;
            for (std::uint32_t batch = 1; batch <= max_batch; ++batch) {
                for (std::uint32_t k = 0; k < buckets; ++k)
                    times.push_back(mean * (batch + 1) * (k + 1) / (2 * buckets));
            }
            return ServiceTime::grid(max_batch, kPad, std::move(times));
        }
        case 5:
            return ServiceTime::table({{1, mean / 2}, {4, mean}, {8, mean * 2}}, max_batch);
        default:
            return ServiceTime::constant(mean);
    }
}

StartPhases draw_start(Dice& dice) {
    StartPhases start;
    start.provision = dice.time(seconds(3));
    start.boot = dice.time(seconds(2));
    start.warm_up = dice.time(seconds(1));
    // Odd numbers of bytes: a flow's end is no round time at which something else happens too.
    if (dice.chance(0.4)) start.image_bytes = dice.whole(1, 1'000'000'000) + 7;
    if (dice.chance(0.4)) start.weights_bytes = dice.whole(1, 1'000'000'000) + 7;
    start.registry_bandwidth_bytes_per_s = dice.real(0.2e9, 2e9);
    start.store_bandwidth_bytes_per_s = dice.real(0.2e9, 2e9);

    return start;
}

scenarios::KedaSpec draw_keda(Dice& dice) {
    scenarios::KedaSpec spec;
    spec.metric = dice.one_of(
        {scenarios::HpaSpec::Metric::requests_per_replica, scenarios::HpaSpec::Metric::requests_per_second});
    spec.target = dice.real(0.5, 6);
    spec.activation = dice.chance(0.3) ? dice.real(0, 1) : 0;
    spec.sync_period = milliseconds(500 * dice.whole(1, 8));
    spec.polling_interval = spec.sync_period * dice.whole(1, 4);
    if (dice.chance(0.3)) std::swap(spec.sync_period, spec.polling_interval);
    spec.cooldown = dice.time(seconds(10));
    spec.tolerance = dice.one_of({0.0, 0.1});
    spec.scale_down_stabilization = dice.time(seconds(15));
    spec.scale_up_stabilization = dice.chance(0.3) ? dice.time(seconds(5)) : Duration(0);
    return spec;
}

scenarios::KnativeSpec draw_knative(Dice& dice) {
    scenarios::KnativeSpec spec;
    spec.container_concurrency = dice.whole(1, 4);
    spec.target_utilization = dice.one_of({0.5, 0.7, 1.0});
    spec.stable_window = seconds(dice.whole(4, 20));
    spec.panic_window = dice.one_of({0.1, 0.3, 1.0});
    spec.panic_threshold = dice.real(1.1, 3);
    spec.max_scale_up_rate = dice.one_of({2.0, 1000.0});
    spec.max_scale_down_rate = dice.one_of({1.5, 2.0});
    spec.grace_period = dice.time(seconds(10));
    return spec;
}

scenarios::AutoscalerSpec draw_autoscaler(Dice& dice) {
    const std::uint32_t kind = dice.whole(0, 5);
    if (kind == 0) return draw_keda(dice);
    if (kind == 1) return draw_knative(dice);
    if (kind < 4) {
        scenarios::LatencyStepSpec spec;
        spec.percentile = dice.one_of({50.0, 95.0, 99.0});
        spec.above = milliseconds(dice.whole(300, 3000));
        spec.below = spec.above / dice.whole(2, 10);
        spec.step = dice.whole(1, 3);
        spec.period = milliseconds(500 * dice.whole(1, 6));
        spec.cooldown = dice.time(seconds(10));
        return spec;
    }
    scenarios::HpaSpec spec;
    spec.metric =
        dice.one_of({scenarios::HpaSpec::Metric::requests_per_replica, scenarios::HpaSpec::Metric::utilization,
                     scenarios::HpaSpec::Metric::requests_per_second});
    spec.target = spec.metric == scenarios::HpaSpec::Metric::utilization ? dice.real(0.3, 0.9) : dice.real(0.5, 4);
    spec.sync_period = milliseconds(500 * dice.whole(1, 8));
    spec.tolerance = dice.one_of({0.0, 0.1});
    spec.scale_down_stabilization = dice.time(seconds(15));
    spec.scale_up_stabilization = dice.chance(0.3) ? dice.time(seconds(5)) : Duration(0);
    return spec;
}

void make_spot(Dice& dice, PoolPlan& pool) {
    scenarios::InterruptionsSpec spec;
    spec.mean_time_to_interruption = milliseconds(dice.whole(3'000, 40'000));
    spec.shape = dice.one_of({1.0, 0.7, 2.0});
    spec.notice = dice.time(seconds(4));
    spec.mean_outage = milliseconds(dice.whole(100, 15'000));
    pool.purchase = scenarios::Purchase::spot;
    pool.interruptions = spec;
    pool.fallback_on_demand = dice.chance(0.5);
}

/// Rules by which a pool's work is billed, sometimes.
std::vector<pricing::WorkRule> draw_work_rules(Dice& dice) {
    std::vector<pricing::WorkRule> rules;
    for (const auto basis : {pricing::WorkRule::Basis::invocation, pricing::WorkRule::Basis::busy}) {
        if (!dice.chance(0.3)) continue;
        const pricing::Rounding rounding{milliseconds(dice.whole(1, 200)), dice.time(seconds(1))};
        rules.push_back({basis, rounding, dice.chance(0.5)});
    }
    return rules;
}

/// A pool of replicas that together can serve a request every `gap`, more or less.
PoolPlan draw_pool(Dice& dice, Case& drawn, Duration gap) {
    PoolPlan pool;
    pool.usage = {.lives = true, .work = draw_work_rules(dice)};
    if (dice.chance(0.2)) pool.purchase = scenarios::Purchase::reserved;
    pool.power_watts = dice.whole(50, 700);
    pool.replicas.min = dice.whole(1, 3);
    pool.replicas.max = pool.replicas.min + dice.whole(0, 4);
    pool.start = draw_start(dice);
    const Duration mean = std::max<Duration>(milliseconds(10), gap * dice.whole(1, 12) / 4 * pool.replicas.min);
    pool.service = draw_service(dice, mean / milliseconds(10) * milliseconds(10), largest_batch(drawn.plan.discipline));
    return pool;
}

void draw_queue(Dice& dice, Case& drawn) {
    DynamicBatching plan;
    plan.max_batch = dice.chance(0.4) ? 1 : dice.whole(2, 8);
    plan.max_wait = dice.chance(0.4) ? Duration(0) : dice.time(milliseconds(500));
    if (dice.chance(0.4)) plan.max_queue = dice.whole(0, 10);
    plan.on_loss = dice.one_of({scenarios::OnLoss::retry, scenarios::OnLoss::fail});
    plan.router = dice.one_of({scenarios::RouterKind::round_robin, scenarios::RouterKind::least_outstanding,
                               scenarios::RouterKind::two_choices});
    const bool central = drawn.family == Family::central || (drawn.family != Family::per_replica && dice.chance(0.5));
    plan.queue = central ? scenarios::QueueKind::central : scenarios::QueueKind::per_replica;
    drawn.plan.discipline = plan;
}

void draw_replica_slots(Dice& dice, Case& drawn) {
    draw_queue(dice, drawn);
    const auto batching = std::get<DynamicBatching>(drawn.plan.discipline);
    RequestSlots slots;
    slots.processor_sharing = drawn.family == Family::shared_slots;
    slots.concurrency = slots.processor_sharing ? dice.whole(2, 4) : dice.whole(1, 5);
    slots.max_queue = batching.max_queue;
    slots.queue = batching.queue;
    slots.router = batching.router;
    slots.on_loss = batching.on_loss;
    if (slots.processor_sharing) drawn.whole_nanoseconds = false;
    drawn.plan.discipline = std::move(slots);
}

/// What a request must keep, sometimes.
std::vector<RequestLimit> draw_limits(Dice& dice, const Case& drawn) {
    using Metric = scenarios::SloSpec::Metric;
    if (dice.chance(0.5)) return {};
    std::vector<RequestLimit> limits{{Metric::latency, milliseconds(dice.whole(50, 5000))},
                                     {Metric::wait, milliseconds(dice.whole(1, 1000))}};
    if (std::holds_alternative<ContinuousBatching>(drawn.plan.discipline)) {
        limits.push_back({Metric::ttft, milliseconds(dice.whole(10, 2000))});
        limits.push_back({Metric::tpot, milliseconds(dice.whole(1, 200))});
    }
    return limits;
}

/// Whether a pool of such a deployment is scaled, and whether it is bought as spot.
bool draws_autoscaler(Dice& dice, Family family) {
    const bool slots = family == Family::slots || family == Family::shared_slots;
    if (family == Family::token_by_token || family == Family::token_roles) return dice.chance(0.5);
    return family == Family::autoscaled || (family == Family::spot && dice.chance(0.3)) || (slots && dice.chance(0.6));
}
bool draws_spot(Dice& dice, Family family, bool first) {
    if (family == Family::spot) return first;
    const bool slots = family == Family::slots || family == Family::shared_slots;
    return dice.chance(slots ? 0.4 : 0.15);
}

void draw_replicas(Dice& dice, Case& drawn) {
    DeploymentPlan& plan = drawn.plan;
    const bool windowed = drawn.family == Family::windows || drawn.family == Family::token_windows;
    const bool roles = drawn.family == Family::token_roles;
    const bool by_token = roles || drawn.family == Family::token_by_token || drawn.family == Family::token_windows;
    if (by_token)
        draw_token_by_token(dice, drawn);
    else if (drawn.family == Family::slots || drawn.family == Family::shared_slots)
        draw_replica_slots(dice, drawn);
    else
        draw_queue(dice, drawn);
    if (by_token && dice.chance(0.8)) drawn.beginnings = draw_beginnings(dice, drawn.requests);
    const Duration gap = drawn.horizon / static_cast<std::int64_t>(drawn.requests.size() + 1);
    const std::uint32_t pools = roles || dice.chance(0.4) ? dice.whole(2, 3) : 1;
    if (roles) {
        // A prompt of the mean length takes from a hundredth of the time between two requests to twice as long.
        const double tokens_per_s = kMostTokens / 2.0 / seconds_of(gap) / dice.one_of({0.01, 0.1, 0.5, 2.0});
        std::get<ContinuousBatching>(plan.discipline).transfer = {1000 * tokens_per_s, dice.time(milliseconds(20))};
    }
    for (std::uint32_t i = 0; i < pools; ++i) {
        PoolPlan pool = draw_pool(dice, drawn, gap);
        if (by_token) pool.tokens = draw_token_serving(dice, drawn, gap);
        if (roles) {
            pool.tokens->kv_bytes_per_token = 1000;
            pool.role =
                i == 0 || (i == 2 && dice.chance(0.5)) ? scenarios::PoolRole::prefill : scenarios::PoolRole::decode;
        }
        if (draws_autoscaler(dice, drawn.family)) pool.autoscaler = draw_autoscaler(dice);
        if (by_token && pool.autoscaler) look_at_tokens(dice, *pool.autoscaler);
        if (pool.autoscaler && starts_from_zero(*pool.autoscaler) && dice.chance(0.4)) pool.replicas.min = 0;
        if (draws_spot(dice, drawn.family, i == 0)) make_spot(dice, pool);
        plan.pools.push_back(std::move(pool));
    }
    if (!windowed) return;
    plan.window_every = milliseconds(500 * dice.whole(4, 40));
    if (by_token) {
        std::get<ContinuousBatching>(plan.discipline).max_queue.reset();
    } else {
        auto& batching = std::get<DynamicBatching>(plan.discipline);
        batching.max_wait = Duration(0);
        batching.max_queue.reset();
    }
    if (dice.chance(0.5)) plan.deadline = *plan.window_every * dice.whole(1, 4);
    for (PoolPlan& pool : plan.pools)
        if (dice.chance(0.7)) pool.replicas.min = 0;
}

void draw_serverless(Dice& dice, Case& drawn) {
    RequestSlots slots;
    PoolPlan pool;
    pool.provisioning = Provisioning::on_request;
    const Duration gap = drawn.horizon / static_cast<std::int64_t>(drawn.requests.size() + 1);
    const Duration mean = std::max<Duration>(milliseconds(10), gap * dice.whole(1, 12) / 4);
    pool.start = draw_start(dice);
    pool.usage = {.lives = true, .work = draw_work_rules(dice)};
    pool.service = draw_service(dice, mean, 1);
    if (dice.chance(0.5)) slots.cold_service = draw_service(dice, 2 * mean, 1);
    slots.concurrency = drawn.family == Family::sharing ? dice.whole(2, 4) : dice.whole(1, 4);
    slots.processor_sharing = drawn.family == Family::sharing;
    pool.max_instances = dice.whole(1, 6);
    pool.replicas.min = dice.chance(0.5) ? 0 : dice.whole(0, pool.max_instances);
    pool.replicas.max = pool.max_instances;
    if (dice.chance(0.5)) {
        pool.provisioned = dice.whole(0, pool.replicas.min);
        for (auto& rule : pool.usage.work) rule.provisioned = dice.chance(0.5);
    }
    pool.keep_alive = dice.time(seconds(6));
    if (dice.chance(0.6)) slots.max_queue = dice.whole(0, 8);
    if (slots.processor_sharing) drawn.whole_nanoseconds = false;
    if (drawn.family == Family::token_serverless) {
        draw_token_by_token(dice, drawn);
        auto& rules = std::get<ContinuousBatching>(drawn.plan.discipline);
        rules.concurrency = slots.concurrency;
        rules.max_queue = slots.max_queue;
        if (dice.chance(0.8)) drawn.beginnings = draw_beginnings(dice, drawn.requests);
        pool.tokens = draw_token_serving(dice, drawn, gap);
    } else {
        drawn.plan.discipline = std::move(slots);
    }
    drawn.plan.pools.push_back(std::move(pool));
}

void draw_api(Dice& dice, Case& drawn) {
    PoolPlan pool;
    pool.provisioning = Provisioning::none;
    pool.service = draw_service(dice, milliseconds(dice.whole(100, 3000)), 1);
    ApiCalls api;
    api.per_output_token = dice.time(milliseconds(30));
    const double per_minute = static_cast<double>(drawn.requests.size()) / seconds_of(drawn.horizon) * 60;
    constexpr double kMeanTokens = 175;
    if (dice.chance(0.7))
        api.requests_per_minute = dice.chance(0.5) ? dice.whole(1, 60) : per_minute * dice.real(0.1, 1.5);
    if (dice.chance(0.7)) api.tokens_per_minute = per_minute * kMeanTokens * dice.real(0.1, 1.5);
    api.max_wait = dice.time(seconds(30));
    drawn.plan.discipline = api;
    drawn.plan.pools.push_back(std::move(pool));
}

}  // namespace

Case random_case(Family family, std::uint64_t number) {
    constexpr std::uint64_t kFamilies = 64;
    Dice dice(number * kFamilies + static_cast<std::uint64_t>(family));
    Case drawn;
    drawn.family = family;
    drawn.number = number;
    drawn.plan.name = "random";
    drawn.plan.network = dice.time(milliseconds(20));
    drawn.horizon = seconds(dice.whole(10, 60));
    drawn.requests = draw_requests(dice, drawn.horizon);
    switch (family) {
        case Family::central:
        case Family::per_replica:
        case Family::windows:
        case Family::autoscaled:
        case Family::spot:
        case Family::slots:
        case Family::shared_slots:
        case Family::token_by_token:
        case Family::token_windows:
        case Family::token_roles:
            draw_replicas(dice, drawn);
            break;
        case Family::serverless:
        case Family::sharing:
        case Family::token_serverless:
            draw_serverless(dice, drawn);
            break;
        case Family::api:
            draw_api(dice, drawn);
            break;
    }
    drawn.plan.limits = draw_limits(dice, drawn);
    return drawn;
}

void converse(Case& drawn) {
    Dice dice(drawn.number * 64 + 63);
    const double turns = dice.one_of({1.0, 2.5, 6.0});
    scenarios::GeneratedTraffic traffic;
    traffic.rate_per_s = static_cast<double>(drawn.requests.size()) / seconds_of(drawn.horizon) / turns;
    traffic.input_tokens = scenarios::LognormalTokens{20, 1, 1, 100};
    traffic.output_tokens = scenarios::LognormalTokens{15, 1, 1, 60};
    if (dice.chance(0.5)) traffic.prefix.emplace().system_prompt = {.tokens = 24, .share = 0.8, .each_tenant = false};
    const double think_cv = dice.chance(0.3) ? 0 : 1;
    traffic.conversations = {turns, drawn.horizon * dice.whole(1, 20) / 200, think_cv};
    drawn.conversations = traffic;
    drawn.requests.clear();
    drawn.beginnings.clear();
}

}  // namespace plimsoll::sim
