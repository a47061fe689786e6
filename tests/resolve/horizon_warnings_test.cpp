// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/horizon_warnings.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

scenarios::Scenario with_profile(std::vector<double> daily, std::vector<double> weekly, Duration horizon) {
    scenarios::GeneratedTraffic traffic;
    traffic.rate_per_s = 1;
    traffic.profile.daily = std::move(daily);
    traffic.profile.weekly = std::move(weekly);
    scenarios::Scenario scenario;
    scenario.workload.traffic = traffic;
    scenario.experiment.horizon = horizon;
    return scenario;
}

// A weekday of 1.3 in a week whose mean is 1: 5 x 1.3 + 2 x 0.25.
TEST(HorizonWarnings, SayThatADayIsNoWeek) {
    const std::vector<double> week{1.3, 1.3, 1.3, 1.3, 1.3, 0.25, 0.25};
    const auto warnings = horizon_warnings(with_profile({}, week, 24h));
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].code, "profile-cut");
    EXPECT_THAT(warnings[0].text, AllOf(HasSubstr("weekly"), HasSubstr("1.3 times"), HasSubstr("7 d")));
    EXPECT_THAT(horizon_warnings(with_profile({}, week, 7 * 24h)), IsEmpty());
    EXPECT_THAT(horizon_warnings(with_profile({}, week, 8 * 24h))[0].text, HasSubstr("14 d"));
}

TEST(HorizonWarnings, SayThatAMorningIsNoDay) {
    const auto warnings = horizon_warnings(with_profile({0.5, 1.5}, {}, 12h));
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_THAT(warnings[0].text, AllOf(HasSubstr("daily"), HasSubstr("0.5 times"), HasSubstr("24 h")));
    EXPECT_THAT(horizon_warnings(with_profile({0.5, 1.5}, {}, 24h)), IsEmpty());
}

// The k-th turn of a conversation comes k think times after the first: with 5 turns, 4 in the mean over all requests.
TEST(HorizonWarnings, SayThatConversationsBuildUp) {
    auto scenario = with_profile({}, {}, 1h);
    std::get<scenarios::GeneratedTraffic>(scenario.workload.traffic).conversations = {5, 90s, 1};
    const auto warnings = horizon_warnings(scenario);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].code, "conversations-build-up");
    EXPECT_THAT(warnings[0].text, AllOf(HasSubstr("10 % fewer"), HasSubstr("warm_up to 6 min")));
    scenario.experiment.warm_up = 10min;
    EXPECT_THAT(horizon_warnings(scenario)[0].text, testing::Not(HasSubstr("warm_up")));
    scenario.experiment.horizon = 24h;
    EXPECT_THAT(horizon_warnings(scenario), IsEmpty());
}

TEST(HorizonWarnings, AreNoneWhereTheProfileIsSeenAsAWholeOrThereIsNone) {
    EXPECT_THAT(horizon_warnings(with_profile({}, {}, 1h)), IsEmpty());
    EXPECT_THAT(horizon_warnings(with_profile({1, 1, 1}, {}, 1h)), IsEmpty());
    EXPECT_THAT(horizon_warnings(scenarios::Scenario{}), IsEmpty());
}

TEST(HorizonWarnings, SayWhenADayOfTenantsIsCut) {
    auto scenario = with_profile({}, {}, 36h);
    scenario.workload.tenants = {{.name = "chat"}, {.name = "reports", .daily = {2, 0.5}}};
    const auto warnings = horizon_warnings(scenario);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].code, "tenants-cut");
    EXPECT_THAT(warnings[0].text, HasSubstr("set /experiment/horizon to 2 d"));
    scenario.experiment.horizon = 48h;
    EXPECT_THAT(horizon_warnings(scenario), IsEmpty());
}

}  // namespace
}  // namespace plimsoll::sim
