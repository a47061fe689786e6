// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/shared_requests.hpp"

#include "scenarios/input_error.hpp"
#include "sim/traffic/block.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace plimsoll::sim {
namespace {

/// So many requests, a second apart, in blocks; fails where it is told to.
class Ticks : public RequestSource {
public:
    explicit Ticks(std::uint64_t most, std::uint64_t fails_at = ~0ULL) : most_(most), fails_at_(fails_at) {}
    std::span<const Request> next_block() override {
        block_ = make_block();
        while (next_ < most_ && block_.size() < kBlockRequests) {
            if (next_ == fails_at_) throw IoError("the disk is gone");
            block_.push_back({SimTime{} + std::chrono::seconds(next_), next_, 3, 4});
            ++next_;
        }
        return block_;
    }

private:
    std::uint64_t most_;
    std::uint64_t fails_at_;
    std::uint64_t next_ = 0;
    std::vector<Request> block_;
};

/// The number of requests, or nothing where one is not the tick that it should be.
std::optional<std::uint64_t> count(RequestSource& source) {
    std::uint64_t n = 0;
    for (auto block = source.next_block(); !block.empty(); block = source.next_block())
        for (const auto& request : block) {
            if (request.id != n || request.arrival != SimTime{} + std::chrono::seconds(n) ||
                request.input_tokens != 3 || request.output_tokens != 4)
                return {};
            ++n;
        }
    return n;
}

/// Whether `check` holds in a forked child.
bool in_child(const std::function<bool()>& check) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(check() ? 0 : 1);
    int status = 1;
    ::waitpid(child, &status, 0);
    return status == 0;
}

constexpr std::uint64_t kMany = 3 * kBlockRequests + 17;
const std::function<std::unique_ptr<RequestSource>()> kMake = [] { return std::make_unique<Ticks>(kMany); };
const std::function<std::unique_ptr<RequestSource>()> kMakeNothing = []() -> std::unique_ptr<RequestSource> {
    ADD_FAILURE() << "made again";
    return std::make_unique<Ticks>(0);
};

TEST(SharedRequests, WhatOneProcessHasMadeTheNextReads) {
    SharedRequests shared(kMany);
    EXPECT_TRUE(in_child([&] { return count(*shared.open(kMake)) == kMany; }));
    // Here and in another child, and as often as it takes: nobody makes them again.
    EXPECT_EQ(count(*shared.open(kMakeNothing)), kMany);
    EXPECT_EQ(count(*shared.open(kMakeNothing)), kMany);
    EXPECT_TRUE(in_child([&] { return count(*shared.open(kMakeNothing)) == kMany && !::testing::Test::HasFailure(); }));
}

TEST(SharedRequests, OfOneProcessAreMadeOnceToo) {
    SharedRequests shared(kMany, SharedRequests::Reach::this_process);
    EXPECT_EQ(count(*shared.open(kMake)), kMany);
    EXPECT_EQ(count(*shared.open(kMakeNothing)), kMany);
    // A child that is forked later reads its own copy.
    EXPECT_TRUE(in_child([&] { return count(*shared.open(kMakeNothing)) == kMany && !::testing::Test::HasFailure(); }));
}

/// Blocks of 1, 2, 3, ... requests.
class Growing : public RequestSource {
public:
    std::span<const Request> next_block() override {
        constexpr std::size_t kBlocks = 50;
        block_.assign(size_ < kBlocks ? ++size_ : 0, Request{});
        return block_;
    }

private:
    std::vector<Request> block_;
    std::size_t size_ = 0;
};

// Which requests a log tells first among those that end together depends on the blocks.
TEST(SharedRequests, AreReadInTheBlocksInWhichTheyCame) {
    SharedRequests shared(2000);
    const auto sizes = [&] {
        const auto source = shared.open([] { return std::make_unique<Growing>(); });
        std::vector<std::size_t> all;
        for (auto block = source->next_block(); !block.empty(); block = source->next_block())
            all.push_back(block.size());
        return all;
    };
    const auto filled = sizes();
    EXPECT_EQ(filled.size(), 50U);
    EXPECT_EQ(filled.back(), 50U);
    EXPECT_EQ(sizes(), filled);
}

TEST(SharedRequests, NobodyWaitsForTheOneThatFills) {
    SharedRequests shared(kMany);
    const auto filling = shared.open(kMake);
    ASSERT_EQ(filling->next_block().size(), kBlockRequests);
    EXPECT_EQ(count(*shared.open(kMake)), kMany) << "makes its own";
}

TEST(SharedRequests, AMakerThatDiesCostsNobodyElseAnything) {
    SharedRequests shared(kMany);
    EXPECT_FALSE(in_child([&] {
        static_cast<void>(shared.open(kMake)->next_block());
        return false;
    }));
    EXPECT_EQ(count(*shared.open(kMake)), kMany);
    EXPECT_EQ(count(*shared.open(kMake)), kMany);
}

TEST(SharedRequests, ASourceThatFailsIsNeverTakenForComplete) {
    SharedRequests shared(kMany);
    const auto failing = shared.open([] { return std::make_unique<Ticks>(kMany, kBlockRequests + 5); });
    static_cast<void>(failing->next_block());
    EXPECT_THROW(static_cast<void>(failing->next_block()), IoError);
    EXPECT_EQ(count(*shared.open(kMake)), kMany);
}

TEST(SharedRequests, MoreThanThereIsRoomForAreMadeByEach) {
    SharedRequests shared(kMany - 1);
    EXPECT_EQ(count(*shared.open(kMake)), kMany);
    EXPECT_EQ(count(*shared.open(kMake)), kMany);
}

TEST(SharedRequests, NoneAtAllAreComplete) {
    SharedRequests shared(1);
    EXPECT_EQ(count(*shared.open([] { return std::make_unique<Ticks>(0); })), 0U);
    EXPECT_EQ(count(*shared.open(kMakeNothing)), 0U);
}

TEST(SharedRequests, WithoutMemoryEachMakesItsOwn) {
    constexpr std::size_t kMoreThanThereIs = std::size_t{1} << 56;
    SharedRequests shared(kMoreThanThereIs);
    EXPECT_EQ(count(*shared.open(kMake)), kMany);
    EXPECT_EQ(count(*shared.open(kMake)), kMany);
}

}  // namespace
}  // namespace plimsoll::sim
