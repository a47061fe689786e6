// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/verify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace plimsoll::sim {
namespace {

using testing::HasSubstr;

RequestRecord record(std::uint64_t id, int completion_ns) {
    RequestRecord result;
    result.id = id;
    result.completion = kStart + Duration(completion_ns);
    return result;
}

TEST(Verify, equalRecordsPass) {
    const std::vector<RequestRecord> a{record(0, 5), record(1, 7)};
    const auto result = verify(a, a);
    EXPECT_TRUE(result.passed);
    EXPECT_EQ(result.compared, 2U);
    EXPECT_EQ(result.differing, 0U);
    EXPECT_EQ(result.first_difference, "");
}

TEST(Verify, namesTheFirstDifferenceAndCountsAll) {
    const std::vector<RequestRecord> a{record(0, 5), record(1, 7), record(2, 9)};
    const std::vector<RequestRecord> b{record(0, 5), record(1, 8), record(2, 10)};
    const auto result = verify(a, b);
    EXPECT_FALSE(result.passed);
    EXPECT_EQ(result.differing, 2U);
    EXPECT_THAT(result.first_difference, HasSubstr("request 1: kernel: completed at 7 ns"));
    EXPECT_THAT(result.first_difference, HasSubstr("reference: completed at 8 ns"));
    EXPECT_TRUE(verify(a, b, Duration(1)).passed);
}

TEST(Verify, aRequestThatOneEngineLacksDiffers) {
    const std::vector<RequestRecord> a{record(0, 5), record(2, 9)};
    const std::vector<RequestRecord> b{record(0, 5), record(1, 7), record(2, 9)};
    const auto result = verify(a, b);
    EXPECT_EQ(result.compared, 3U);
    EXPECT_EQ(result.differing, 1U);
    EXPECT_THAT(result.first_difference, HasSubstr("request 1: only the reference has it"));
}

TEST(Verify, partsOfTheLatencyCountForCompletedRequestsOnly) {
    std::vector<RequestRecord> a{record(0, 5)};
    std::vector<RequestRecord> b = a;
    b[0].batching = Duration(1);
    EXPECT_FALSE(verify(a, b).passed);
    a[0].outcome = b[0].outcome = Outcome::failed;
    EXPECT_TRUE(verify(a, b).passed);
}

}  // namespace
}  // namespace plimsoll::sim
