// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/measured/usage_codec.hpp"

#include "scenarios/input_error.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstring>

namespace plimsoll::results {

using nlohmann::json;
using pricing::InstanceUse;
using pricing::PoolUsage;
using pricing::WorkRule;
using pricing::WorkUsage;
using scenarios::Purchase;

namespace {

/// One life: start and end, then how it was bought and whether it was interrupted.
constexpr std::size_t kTime = sizeof(Duration::rep);
constexpr std::size_t kLife = 2 * kTime + 2;

json lives_json(const std::vector<InstanceUse>& lives) {
    std::vector<std::uint8_t> bytes(lives.size() * kLife);
    std::uint8_t* at = bytes.data();
    for (const InstanceUse& life : lives) {
        const Duration::rep times[] = {life.start.count(), life.end.count()};
        std::memcpy(at, times, sizeof times);
        at[2 * kTime] = static_cast<std::uint8_t>(life.purchase);
        at[2 * kTime + 1] = life.interrupted ? 1 : 0;
        at += kLife;
    }
    return json::binary(std::move(bytes));
}
std::vector<InstanceUse> lives_from(const json& value) {
    const std::vector<std::uint8_t>& bytes = value.get_binary();
    if (bytes.size() % kLife != 0) throw IoError("a life of an instance is cut off");
    std::vector<InstanceUse> lives;
    lives.reserve(bytes.size() / kLife);
    for (const std::uint8_t* at = bytes.data(); lives.size() * kLife < bytes.size(); at += kLife) {
        Duration::rep times[2];
        std::memcpy(times, at, sizeof times);
        const auto purchase = at[2 * kTime];
        if (purchase > static_cast<std::uint8_t>(Purchase::reserved)) throw IoError("an unknown way of buying");
        if (times[0] < 0 || times[1] < times[0]) throw IoError("an instance that ends before it starts");
        lives.push_back(
            {Duration(times[0]), Duration(times[1]), static_cast<Purchase>(purchase), at[2 * kTime + 1] != 0});
    }
    return lives;
}

json work_json(const std::vector<WorkUsage>& work) {
    json sums = json::array();
    for (const auto& [rule, durations] : work)
        sums.push_back({rule.basis == WorkRule::Basis::busy, rule.rounding.granularity.count(),
                        rule.rounding.minimum.count(), rule.bills_start, durations.count, durations.milliseconds,
                        durations.nanoseconds});
    return sums;
}
std::vector<WorkUsage> work_from(const json& value) {
    std::vector<WorkUsage> work;
    for (const auto& sum : value) {
        const auto time = [&](std::size_t i) { return Duration(sum.at(i).get<Duration::rep>()); };
        work.push_back(
            {{sum.at(0).get<bool>() ? WorkRule::Basis::busy : WorkRule::Basis::invocation,
              {time(1), time(2)},
              sum.at(3).get<bool>()},
             {sum.at(4).get<std::uint64_t>(), sum.at(5).get<std::uint64_t>(), sum.at(6).get<std::uint32_t>()}});
    }
    return work;
}

}  // namespace

json usage_json(const std::vector<PoolUsage>& usage) {
    json pools = json::array();
    for (const PoolUsage& pool : usage)
        pools.push_back({pool.span.count(), lives_json(pool.instances), work_json(pool.work), pool.requests,
                         pool.input_tokens, pool.output_tokens});
    return pools;
}

std::vector<PoolUsage> usage_from(const json& value) {
    std::vector<PoolUsage> usage;
    for (const auto& pool : value) {
        const auto count = [&](std::size_t i) { return pool.at(i).get<std::uint64_t>(); };
        usage.push_back({Duration(pool.at(0).get<Duration::rep>()), lives_from(pool.at(1)), work_from(pool.at(2)),
                         count(3), count(4), count(5)});
    }
    return usage;
}

}  // namespace plimsoll::results
