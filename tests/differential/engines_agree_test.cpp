// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "random_case.hpp"
#include "run_forked.hpp"
#include "simulated_case.hpp"

#include "sim/disciplines/continuous_batching/continuous_batching_kernel.hpp"
#include "sim/disciplines/reference/reference_engine.hpp"
#include "sim/run/verify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>
#include <tuple>

namespace plimsoll::sim {
namespace {

constexpr std::uint64_t kCasesPerTest = 25;

constexpr Family kFamilies[] = {
    Family::central,        Family::per_replica,   Family::windows,          Family::autoscaled, Family::spot,
    Family::slots,          Family::shared_slots,  Family::serverless,       Family::sharing,    Family::api,
    Family::token_by_token, Family::token_windows, Family::token_serverless, Family::token_roles};

/// In processor sharing, times are not whole nanoseconds by nature and may be rounded to neighbours twice before a
/// completion: at the end of the work before it, and at its own.
constexpr Duration kRounding{2};

/// Empty when the engines agree.
std::string difference(const Case& drawn) {
    Simulated kernel;
    Simulated reference;
    try {
        kernel = simulate_case(drawn, {});
    } catch (const ChildFailure& failure) {
        return std::string("kernel: ") + failure.what() + "\n";
    }
    try {
        reference = simulate_case(drawn, make_reference);
    } catch (const ChildFailure& failure) {
        return std::string("reference: ") + failure.what() + "\n";
    }

    std::string text;
    const Verification requests =
        verify(kernel.records, reference.records, drawn.whole_nanoseconds ? Duration(0) : kRounding);
    if (!requests.passed) {
        text += std::to_string(requests.differing) + " of " + std::to_string(requests.compared) + " requests differ; " +
                requests.first_difference + "\n";
    }
    if (!drawn.conversations && kernel.records.size() != drawn.requests.size())
        text += "the log does not hold every request\n";
    const auto expect_same = [&text](const char* what, auto a, auto b, double relative = 0) {
        const auto gap = a < b ? b - a : a - b;
        if (static_cast<double>(gap) > relative * static_cast<double>(a)) {
            text += std::string(what) + ": kernel " + std::to_string(a) + ", reference " + std::to_string(b) + "\n";
        }
    };
    const double relative = drawn.whole_nanoseconds ? 0 : 1e-6;
    expect_same("retried", kernel.retried, reference.retried);
    expect_same("instances launched", kernel.launched, reference.launched);
    expect_same("instances interrupted", kernel.interrupted, reference.interrupted);
    expect_same("instances at most", kernel.peak, reference.peak);
    expect_same("instances on average", kernel.instances_mean, reference.instances_mean, relative);
    expect_same("utilization", kernel.utilization, reference.utilization, relative);
    expect_same("energy", kernel.energy_kwh, reference.energy_kwh, relative);
    expect_same("cost", kernel.cost, reference.cost, relative);
    if (drawn.whole_nanoseconds && kernel.usage != reference.usage)
        text += "usage: kernel " + kernel.usage + ", reference " + reference.usage + "\n";
    // It depends on the order of completions at one instant, which is stated for slots only, not within one.
    const bool ordered = std::holds_alternative<DynamicBatching>(drawn.plan.discipline) ||
                         std::holds_alternative<ContinuousBatching>(drawn.plan.discipline);
    if (drawn.whole_nanoseconds && ordered) expect_same("fingerprint", kernel.fingerprint, reference.fingerprint);
    return text;
}

class Engines : public testing::TestWithParam<std::tuple<Family, std::uint64_t>> {};

TEST_P(Engines, agreeOnEveryRequest) {
    const auto [family, first] = GetParam();
    for (std::uint64_t number = first; number < first + kCasesPerTest; ++number) {
        const Case drawn = random_case(family, number);
        const std::string how = difference(drawn);
        if (!how.empty()) ADD_FAILURE() << how << describe(drawn);
    }
}

INSTANTIATE_TEST_SUITE_P(Random, Engines,
                         testing::Combine(testing::ValuesIn(kFamilies), testing::Values(0U, 25U, 50U, 75U, 100U)),
                         [](const auto& instance) {
                             return std::string(name_of(std::get<0>(instance.param))) + "_" +
                                    std::to_string(std::get<1>(instance.param));
                         });

/// Requests that follow from answers come at the same times, whatever answers them.
TEST(EnginesInConversation, agreeOnEveryTurn) {
    std::uint64_t turns = 0;
    for (const Family family : kFamilies) {
        for (std::uint64_t number = 0; number < 12; ++number) {
            Case drawn = random_case(family, number);
            if (!drawn.whole_nanoseconds) continue;  // else the turns behind a rounded one come at other times
            converse(drawn);
            const std::string how = difference(drawn);
            if (!how.empty())
                ADD_FAILURE() << "in conversations of " << drawn.conversations->conversations->turns
                              << " turns: " << how << describe(drawn);
            turns += simulate_case(drawn, {}).records.size();
        }
    }
    EXPECT_GT(turns, 4000U);
}

/// Over steps after which nothing changes the scheduler goes at once: to the same tokens as step by step.
TEST(EnginesByToken, giveTheSameTokensStepByStep) {
    const EngineFactory step_by_step = [](const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                          std::uint64_t seed, const RecorderOptions& options) {
        return std::make_unique<ContinuousBatchingKernel>(plan, std::move(source), seed, options, false);
    };
    for (std::uint64_t number = 0; number < 100; ++number) {
        const Case drawn = random_case(Family::token_by_token, number);
        const Simulated jumping = simulate_case(drawn, {});
        const Simulated stepping = simulate_case(drawn, step_by_step);
        const auto found = verify(jumping.records, stepping.records, Duration(0));
        EXPECT_TRUE(found.passed) << found.first_difference << "\n" << describe(drawn);
        EXPECT_EQ(jumping.fingerprint, stepping.fingerprint);
        EXPECT_EQ(jumping.usage, stepping.usage);
    }
}

/// Requests of a pool whose work goes on beyond the end of the clock.
Case endless(Duration service) {
    Case drawn;
    drawn.horizon = std::chrono::hours(24);
    for (std::uint64_t id = 0; id < 20; ++id)
        drawn.requests.push_back({kStart + std::chrono::hours(id), id, 1, 1'000'000});
    PoolPlan pool;
    pool.service = models::ServiceTime::constant(service);
    pool.replicas = {2, 2};
    drawn.plan.pools.push_back(pool);
    return drawn;
}

TEST(EnginesAtTheClocksEnd, agreeOnAnOverloadUpToTheEndOfTheClock) {
    Case drawn = endless(kLongestDuration / 3);
    EXPECT_EQ(difference(drawn), "");
    drawn.plan.discipline =
        DynamicBatching{.queue = scenarios::QueueKind::per_replica, .max_batch = 2, .max_wait = kLongestDuration};
    EXPECT_EQ(difference(drawn), "");
}

TEST(EnginesAtTheClocksEnd, agreeOnBatchWindowsThatLastForDecades) {
    Case drawn = endless(kLongestDuration / 3);
    drawn.horizon = kLongestDuration;
    drawn.plan.window_every = kLongestDuration / 100 * 99;
    EXPECT_EQ(difference(drawn), "");
}

TEST(EnginesAtTheClocksEnd, agreeOnInstancesThatStartForDecades) {
    Case drawn = endless(kLongestDuration / 3);
    auto& slots = drawn.plan.discipline.emplace<RequestSlots>();
    slots.concurrency = 2;
    slots.max_queue = 100;
    PoolPlan& pool = drawn.plan.pools.front();
    pool.provisioning = Provisioning::on_request;
    pool.replicas = {0, 2};
    pool.max_instances = 2;
    pool.keep_alive = kLongestDuration;
    pool.start.provision = pool.start.boot = pool.start.warm_up = kLongestDuration;
    EXPECT_EQ(difference(drawn), "");
    pool.start.provision = pool.start.boot = pool.start.warm_up = Duration(0);
    slots.processor_sharing = true;
    EXPECT_EQ(difference(drawn), "");
}

TEST(EnginesAtTheClocksEnd, agreeOnSpotReplicasThatAreGoneForDecades) {
    Case drawn = endless(kLongestDuration / 3);
    PoolPlan& pool = drawn.plan.pools.front();
    pool.purchase = scenarios::Purchase::spot;
    pool.interruptions = scenarios::InterruptionsSpec{};
    pool.interruptions->mean_time_to_interruption = kLongestDuration;
    pool.interruptions->mean_outage = kLongestDuration;
    pool.interruptions->notice = kLongestDuration;
    EXPECT_EQ(difference(drawn), "");
}

TEST(EnginesAtTheClocksEnd, agreeOnTokensThatTakeLongerThanTheClockGoes) {
    Case drawn = endless(kLongestDuration / 3);
    drawn.plan.pools.front().provisioning = Provisioning::none;
    drawn.plan.discipline = ApiCalls{.requests_per_minute = 0.5,
                                     .tokens_per_minute = {},
                                     .per_output_token = std::chrono::hours(24),
                                     .max_wait = kLongestDuration};
    EXPECT_EQ(difference(drawn), "");
}

// Nothing of a fleet but the end of a flow passes through SimGrid's seconds, which hold no single nanoseconds:
// instances that start at once take no time, a service of 2 ns takes 2.
TEST(EnginesToTheNanosecond, agreeOnInstancesThatStartAtOnce) {
    Case drawn;
    drawn.horizon = std::chrono::hours(24 * 300);
    for (std::uint64_t id = 0; id < 40; ++id)
        drawn.requests.push_back(
            {kStart + std::chrono::hours(id * 180) + Duration(123'456'789 * id + id % 2), id, 1, 0});
    PoolPlan& pool = drawn.plan.pools.emplace_back();
    pool.provisioning = Provisioning::on_request;
    pool.replicas = {0, 3};
    pool.max_instances = 3;
    pool.keep_alive = Duration(1);
    pool.service = models::ServiceTime::constant(Duration(2));
    drawn.plan.discipline = RequestSlots{};
    EXPECT_EQ(difference(drawn), "");
    for (const RequestRecord& record : simulate_case(drawn, {}).records)
        EXPECT_EQ(record.completion - record.arrival, Duration(2)) << record.id;
}

TEST(EnginesToTheNanosecond, agreeOnBatchWindowsOfJobsOfANanosecond) {
    Case drawn;
    drawn.horizon = std::chrono::hours(1);
    for (std::uint64_t id = 0; id < 200; ++id)
        drawn.requests.push_back({kStart + std::chrono::seconds(17 * id) + Duration(id), id, 1, 0});
    PoolPlan& pool = drawn.plan.pools.emplace_back();
    pool.service = models::ServiceTime::constant(Duration(1));
    pool.replicas = {0, 4};
    drawn.plan.window_every = std::chrono::minutes(7);
    EXPECT_EQ(difference(drawn), "");
}

/// PLIMSOLL_DIFFERENTIAL_CASE=FAMILY:FROM[:TO] runs chosen cases, for replaying a failure or a long search.
TEST(EnginesReplay, agreeOnTheCasesAskedFor) {
    const char* asked = std::getenv("PLIMSOLL_DIFFERENTIAL_CASE");
    if (asked == nullptr) GTEST_SKIP() << "PLIMSOLL_DIFFERENTIAL_CASE names no case";
    std::string_view rest = asked;
    const std::string_view name = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    std::uint64_t from = 0;
    const auto after = std::from_chars(rest.data(), rest.data() + rest.size(), from).ptr;
    std::uint64_t to = from;
    if (after != rest.data() + rest.size()) std::from_chars(after + 1, rest.data() + rest.size(), to);

    for (const auto family : kFamilies) {
        if (name_of(family) != name) continue;
        for (std::uint64_t number = from; number <= to; ++number) {
            const Case drawn = random_case(family, number);
            const std::string how = difference(drawn);
            if (!how.empty()) ADD_FAILURE() << how << describe(drawn);
        }
    }
}

}  // namespace
}  // namespace plimsoll::sim
