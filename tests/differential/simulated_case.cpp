// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "simulated_case.hpp"

#include "case_source.hpp"
#include "run_forked.hpp"

#include "tests/disciplines/parts_of_records.hpp"

#include "sim/compare/bill.hpp"
#include "sim/traffic/conversation_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <type_traits>

namespace plimsoll::sim {

namespace {

struct Totals {
    std::uint64_t retried;
    std::uint64_t launched;
    std::uint64_t interrupted;
    std::uint64_t peak;
    double instances_mean;
    double utilization;
    double energy_kwh;
    double cost;
    std::uint64_t fingerprint;
    std::uint64_t usage_bytes;
};
static_assert(std::is_trivially_copyable_v<Totals> && std::is_trivially_copyable_v<RequestRecord>);

/// Instances by the hour, however they are bought.
pricing::Offer some_offer() {
    using pricing::Money;
    pricing::InstanceMeter rent;
    rent.on_demand_per_hour = Money::parse("3.60");
    rent.spot_per_hour = Money::parse("1.20");
    rent.reserved_per_hour = Money::parse("2.40");
    pricing::Offer offer;
    offer.id = "in-line";
    offer.meters.emplace_back(rent);
    return offer;
}

constexpr std::uint16_t kTenants = 3;

/// Who asks, in turn.
std::vector<Request> with_tenants(std::vector<Request> requests) {
    for (Request& request : requests) request.tenant = static_cast<std::uint16_t>(request.id % kTenants);
    return requests;
}

std::string text_of(const results::RunResult& result) {
    std::string text;
    for (const auto& use : result.tenants)
        text += fmt::format("[tenant {} at pool {}: {} requests, {} + {} tokens, {} s]", use.tenant, use.pool,
                            use.requests, use.input_tokens, use.output_tokens, use.machine_s);
    for (const auto& pool : result.pools) text += fmt::format("[{} lost, {} found]", pool.lost, pool.prefix_hit_rate);
    for (const auto& bucket : result.token_series)
        text += fmt::format("[{} running, {} waiting, {} of the KV cache]", bucket.running_mean, bucket.waiting_mean,
                            bucket.kv_cache_used_mean);
    text += fmt::format("[KV cache at most {}]", result.token_load.kv_cache_peak);
    const auto& gaps = result.token_gaps;
    text += fmt::format("[{} gaps of {} s in the mean, {} to {} ns:", gaps.count(), gaps.mean_seconds(),
                        gaps.min().count(), gaps.max().count());
    for (std::size_t i = 0; i < gaps.buckets().size(); ++i)
        if (gaps.buckets()[i] > 0) text += fmt::format(" {} x {}", i, gaps.buckets()[i]);
    return text + "]";
}

/// Measured requests that keep all limits, counted from their records.
std::uint64_t good_ones(const std::vector<RequestRecord>& records, const DeploymentPlan& plan, Duration warm_up) {
    using Metric = scenarios::SloSpec::Metric;
    const auto keeps = [&](const RequestRecord& record, const RequestLimit& limit) {
        const auto behind_first = static_cast<std::int64_t>(record.output_tokens) - 1;
        Duration value = record.completion - record.arrival + plan.network;
        if (limit.metric == Metric::wait) value = record.start - record.arrival;
        if (limit.metric == Metric::ttft) value = record.first_token - record.arrival + plan.network;
        if (limit.metric == Metric::tpot)
            value = behind_first < 1 ? Duration{0} : (record.completion - record.first_token) / behind_first;
        return value <= limit.at_most;
    };
    return static_cast<std::uint64_t>(std::count_if(records.begin(), records.end(), [&](const RequestRecord& record) {
        return record.outcome == Outcome::completed && record.arrival >= kStart + warm_up && !plan.limits.empty() &&
               std::all_of(plan.limits.begin(), plan.limits.end(),
                           [&](const RequestLimit& limit) { return keeps(record, limit); });
    }));
}

std::string text_of(const std::vector<pricing::PoolUsage>& pools) {
    std::string text;
    for (const pricing::PoolUsage& pool : pools) {
        text += fmt::format("[{} requests, {} + {} tokens", pool.requests, pool.input_tokens, pool.output_tokens);
        for (const auto& [rule, durations] : pool.work)
            text +=
                fmt::format(", {} of {} ms {:06} ns", durations.count, durations.milliseconds, durations.nanoseconds);
        text += "]";
    }
    return text;
}

/// A pool's meters count the requests that it answered, with their tokens, and those that it began and lost for good.
void require_served(const std::vector<pricing::PoolUsage>& pools, const std::vector<RequestRecord>& records) {
    std::vector<pricing::PoolUsage> served(pools.size());
    for (const RequestRecord& record : records) {
        if (record.outcome == Outcome::rejected) continue;
        ++served.at(record.pool).requests;
        if (record.outcome == Outcome::failed) continue;
        served[record.pool].input_tokens += record.input_tokens;
        served[record.pool].output_tokens += record.output_tokens;
    }
    for (std::size_t i = 0; i < pools.size(); ++i)
        if (pools[i].requests != served[i].requests || pools[i].input_tokens != served[i].input_tokens ||
            pools[i].output_tokens != served[i].output_tokens)
            throw std::runtime_error("the usage of the pools is not that of their requests: " + text_of(pools));
}

std::string run_child(const Case& drawn, const EngineFactory& engine) {
    std::vector<RequestRecord> records;
    SimulationOptions options;
    options.horizon = drawn.horizon;
    options.bucket = drawn.horizon / 10;
    constexpr int kWarmUp = 7;
    if (drawn.number % 2 == 1) options.warm_up = drawn.horizon / kWarmUp;
    options.seed = drawn.number;
    options.tenants = kTenants;
    options.log = [&records](const RequestRecord& record) { records.push_back(record); };
    options.engine = engine;
    const auto requests = with_tenants(drawn.requests);
    auto source = source_of(requests, drawn.beginnings);
    if (drawn.conversations)
        source = std::make_unique<ConversationSource>(*drawn.conversations, std::vector<scenarios::TenantShare>{}, 1,
                                                      drawn.horizon, drawn.number);
    const auto result = simulate(drawn.plan, std::move(source), options);
    if (result.parts_by_band != parts_of(records, drawn.plan.network, options.warm_up))
        throw std::runtime_error("the parts by band are not the sums over the requests");
    require_served(result.usage, records);
    if (result.good != good_ones(records, drawn.plan, options.warm_up))
        throw std::runtime_error("the good requests are not those that keep all limits");
    const std::string usage = text_of(result.usage) + text_of(result);
    const auto bill = results::bill_of(result, {{std::vector(drawn.plan.pools.size(), some_offer()), {}}});
    const Totals totals{result.requests.retried,
                        result.instances.launched,
                        result.instances.interrupted,
                        result.instances.peak,
                        result.instances.mean,
                        result.utilization,
                        result.energy_kwh,
                        bill.total.approximate(),
                        result.fingerprint,
                        usage.size()};

    std::string bytes(sizeof totals, '\0');
    std::memcpy(bytes.data(), &totals, sizeof totals);
    bytes += usage;
    bytes.append(reinterpret_cast<const char*>(records.data()), records.size() * sizeof(RequestRecord));
    return bytes;
}

}  // namespace

Simulated simulate_case(const Case& drawn, const EngineFactory& engine) {
    const std::string bytes = run_forked([&] { return run_child(drawn, engine); });
    Totals totals{};
    if (bytes.size() < sizeof totals) throw ChildFailure("no result");
    std::memcpy(&totals, bytes.data(), sizeof totals);
    const std::size_t before_records = sizeof totals + totals.usage_bytes;
    std::vector<RequestRecord> records((bytes.size() - before_records) / sizeof(RequestRecord));
    if (!records.empty())
        std::memcpy(records.data(), bytes.data() + before_records, records.size() * sizeof(RequestRecord));
    std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return {std::move(records),
            totals.retried,
            totals.launched,
            totals.interrupted,
            totals.peak,
            totals.instances_mean,
            totals.utilization,
            totals.energy_kwh,
            totals.cost,
            totals.fingerprint,
            bytes.substr(sizeof totals, totals.usage_bytes)};
}

}  // namespace plimsoll::sim
