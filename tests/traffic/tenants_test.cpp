// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/tenants.hpp"

#include "generated.hpp"
#include "sim/traffic/rate_profile.hpp"
#include "statistics.hpp"
#include "trace_files.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using namespace testing;

double share_of_first(const std::vector<Request>& requests) {
    double count = 0;
    for (const Request& request : requests) count += request.tenant == 0 ? 1 : 0;
    return count / static_cast<double>(requests.size());
}

scenarios::WorkloadSpec with_two_tenants(scenarios::WorkloadSpec workload) {
    workload.tenants = {{"search", 3}, {"mail", 1}};
    return workload;
}

scenarios::WorkloadSpec csv_with_tenants(const std::string& path) {
    auto workload = csv(path);
    std::get<scenarios::TraceTraffic>(workload.traffic).columns["tenant"] = "who";
    return workload;
}

// A binomial share of n requests has the standard error sqrt(p (1 - p) / n).
TEST(Tenants, SendTheirSharesOfGeneratedRequests) {
    const auto requests =
        requests_of(with_two_tenants(generated(scenarios::GeneratedTraffic::Process::poisson, 100)), 1000s);
    const double error = std::sqrt(0.75 * 0.25 / static_cast<double>(requests.size()));
    EXPECT_NEAR(share_of_first(requests), 0.75, kStandardErrors * error);
}

TEST(Tenants, SendTheirSharesOfASeries) {
    const TemporaryFolder folder;
    const auto requests = requests_of(with_two_tenants(series(folder.write("s.csv", "count\n40000\n40000\n"))));
    ASSERT_EQ(requests.size(), 80'000U);
    EXPECT_NEAR(share_of_first(requests), 0.75, kStandardErrors * std::sqrt(0.75 * 0.25 / 80'000));
}

// Who asks changes neither when nor how much.
TEST(Tenants, LeaveTheRequestsAsTheyAre) {
    auto workload = generated(scenarios::GeneratedTraffic::Process::poisson, 10);
    const auto without = requests_of(workload, 100s);
    const auto with = requests_of(with_two_tenants(workload), 100s);
    ASSERT_EQ(with.size(), without.size());
    for (std::size_t i = 0; i < with.size(); ++i) {
        EXPECT_EQ(with[i].arrival, without[i].arrival);
        EXPECT_EQ(with[i].input_tokens, without[i].input_tokens);
        EXPECT_EQ(without[i].tenant, 0U);
    }
}

// The reports of mail are long; a request's draw is its own, whoever sends it.
TEST(Tenants, MaySendTokensOfTheirOwn) {
    auto workload = generated(scenarios::GeneratedTraffic::Process::poisson, 10);
    auto& all = std::get<scenarios::GeneratedTraffic>(workload.traffic);
    all.input_tokens = scenarios::LognormalTokens{100, 1, 1, 1'000'000};
    all.output_tokens = scenarios::ConstantTokens{7};
    const auto plain = requests_of(workload, 1000s);
    workload.tenants = {{"search", 3, {}, {}},
                        {"mail", 1, scenarios::LognormalTokens{1000, 1, 1, 1'000'000}, scenarios::ConstantTokens{50}}};
    const auto requests = requests_of(workload, 1000s);
    ASSERT_EQ(requests.size(), plain.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const bool mail = requests[i].tenant == 1;
        EXPECT_EQ(requests[i].output_tokens, mail ? 50U : 7U);
        // Ten times the mean is ten times the same draw, but for the rounding of both.
        EXPECT_NEAR(requests[i].input_tokens, (mail ? 10.0 : 1.0) * plain[i].input_tokens, mail ? 5.5 : 0);
    }
}

// By day 1 of 4 requests is the night's, by night 9 of 12: lengths shift with who sends.
TEST(Tenants, ShiftThroughTheDay) {
    auto workload = generated(scenarios::GeneratedTraffic::Process::constant, 0.5);
    workload.tenants = {{"chat", 3, scenarios::ConstantTokens{100}, {}, {1, 1, 0.25, 1}},
                        {"reports", 1, scenarios::ConstantTokens{4000}, {}, {1, 1, 2.25, 0}}};
    std::array<double, 4> reports{};
    std::array<double, 4> all{};
    for (const Request& request : requests_of(workload, 48h)) {
        const auto step = static_cast<std::size_t>(request.arrival.time_since_epoch() % 24h / 6h);
        ++all.at(step);
        if (request.tenant == 1) ++reports.at(step);
        EXPECT_EQ(request.input_tokens, request.tenant == 1 ? 4000U : 100U);
    }
    // 21,600 requests a step: five standard deviations are 0.015 and less.
    EXPECT_NEAR(reports[0] / all[0], 0.25, 0.015);
    EXPECT_NEAR(reports[1] / all[1], 0.25, 0.015);
    EXPECT_NEAR(reports[2] / all[2], 0.75, 0.015);
    EXPECT_EQ(reports[3], 0);
}

// At the edges of seven steps, which are no whole nanoseconds, as the pieces of a rate change.
TEST(Tenants, ShiftWhenRatesDo) {
    const ProfilePieces whole({.daily = {1, 2, 3, 4, 5, 6, 7}, .weekly = {}, .bursts = {}}, 48h);
    auto pieces = whole;
    for (std::size_t step = 0; step < 14; ++step) {
        const auto piece = pieces.next();
        EXPECT_EQ(step_of_day(piece.end - 1ns, 7), step % 7);
        EXPECT_EQ(step_of_day(piece.end, 7), (step + 1) % 7);
    }
}

TEST(Tenants, AreNumberedByTheirFirstAppearanceInATrace) {
    const TemporaryFolder folder;
    const auto workload = csv_with_tenants(folder.write("t.csv", "t,who\n0,mail\n1,search\n2,mail\n3,\n4,search\n"));
    std::vector<std::uint64_t> tenants;
    for (const Request& request : requests_of(workload)) tenants.push_back(request.tenant);
    EXPECT_EQ(tenants, (std::vector<std::uint64_t>{0, 1, 0, 2, 1}));
    EXPECT_EQ(tenant_names(workload), (std::vector<std::string>{"mail", "search", "(none)"}));
}

// The copies that a load makes of a request are of who sent it; so is each repetition.
TEST(Tenants, StayWithTheirRequestsWhenATraceIsScaledAndRepeated) {
    const TemporaryFolder folder;
    const auto workload = csv_with_tenants(folder.write("t.csv", "t,who\n0,a\n10,b\n20,b\n"));
    const auto counts_of = [](const std::vector<Request>& requests) {
        std::vector<std::size_t> counts(2);
        for (const Request& request : requests) ++counts.at(request.tenant);
        return counts;
    };
    EXPECT_EQ(counts_of(requests_of(workload, Duration::max(), 1, 3)), (std::vector<std::size_t>{3, 6}));
    EXPECT_EQ(counts_of(requests_of(repeated(workload), 90s)), (std::vector<std::size_t>{3, 6}));  // 30 s each
}

TEST(Tenants, HaveNoNamesWhereNobodyTells) {
    const TemporaryFolder folder;
    EXPECT_TRUE(tenant_names(csv(folder.write("t.csv", "t\n0\n"))).empty());
    EXPECT_TRUE(tenant_names(generated(scenarios::GeneratedTraffic::Process::poisson, 1)).empty());
    EXPECT_EQ(tenant_names(with_two_tenants(generated(scenarios::GeneratedTraffic::Process::poisson, 1))),
              (std::vector<std::string>{"search", "mail"}));
}

TEST(Tenants, AreAtMostSoManyThatTheirCostsTellSomething) {
    std::string text = "t,who\n";
    for (std::size_t i = 0; i <= scenarios::kMostTenants; ++i) text += "0,c" + std::to_string(i) + "\n";
    const TemporaryFolder folder;
    const auto problems = problems_of(csv_with_tenants(folder.write("t.csv", text)));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].line, 10'002);
    EXPECT_EQ(problems[0].message, "\"c10000\" is one tenant more than 10000");
}

TEST(Tenants, OfAColumnThatIsNotThereAreAnError) {
    const TemporaryFolder folder;
    const auto problems = problems_of(csv_with_tenants(folder.write("t.csv", "t,whom\n0,a\n")));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_NE(problems[0].message.find("who"), std::string::npos) << problems[0].message;
}

}  // namespace
}  // namespace plimsoll::sim
