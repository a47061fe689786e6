// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Servers that compute prompts, and servers that answer: the rules of docs/semantics.md, worked by hand.
#include "token_replicas.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace plimsoll::sim {
namespace {

using scenarios::PoolRole;

/// One millisecond for each token of a step; the KV cache of a token takes one to send, and a transfer 4 ms besides.
struct Roles {
    explicit Roles(const std::vector<Asked>& asked, std::uint64_t prompt_blocks = 40, std::uint32_t answering = 1) {
        DeploymentPlan plan;
        ContinuousBatching rules = rules_of_test();
        rules.transfer = KvTransfer{1e6, std::chrono::milliseconds(4)};
        plan.discipline = rules;
        for (std::uint32_t i = 0; i <= answering; ++i) {
            PoolPlan& pool = plan.pools.emplace_back();
            pool.role = i == 0 ? PoolRole::prefill : PoolRole::decode;
            pool.tokens = TokenServing{models::linear_token_law(0, 0.001, 0), (i == 0 ? prompt_blocks : 40) + 1, 1000};
        }
        RecorderOptions options;
        options.horizon = std::chrono::hours(1);
        options.log = [this](const RequestRecord& record) { left[record.id] = record; };
        engine = make_kernel(plan, std::make_unique<AskedSource>(asked), 1, options);
        for (std::uint32_t slot = 0; slot <= answering; ++slot) engine->replica_ready(slot, slot, Duration{0});
    }
    void run_to_end() {
        while (!engine->finished()) engine->advance_to(engine->next_event());
        engine->recorder().finish(at_ms(0), result);
        for (const auto& check : result.audit) EXPECT_TRUE(check.passed) << check.name << ": " << check.detail;
    }
    /// First and last token, ms.
    std::pair<int, int> tokens(std::uint64_t id) const {
        return {Replicas::ms(left.at(id).first_token), Replicas::ms(left.at(id).completion)};
    }

    std::unique_ptr<RequestEngine> engine;
    std::map<std::uint64_t, RequestRecord> left;
    results::RunResult result;
};

/// 16 ms for the prompt, 20 for its transfer, and the last token of the prompt again with every first token.
TEST(Roles, compute_a_prompt_here_and_answer_it_there) {
    Roles roles({{0, 16, 5}});
    roles.run_to_end();
    EXPECT_EQ(roles.tokens(0), std::pair(37, 41));
    EXPECT_EQ(roles.left.at(0).start, at_ms(0));
    EXPECT_EQ(roles.left.at(0).pool, 1U);
}

TEST(Roles, send_one_cache_at_a_time) {
    Roles roles({{0, 8, 2}, {0, 8, 2}});
    roles.run_to_end();
    EXPECT_EQ(roles.tokens(0), std::pair(16 + 12 + 1, 30));
    EXPECT_EQ(roles.tokens(1), std::pair(16 + 12 + 12 + 1, 42));
}

/// The second prompt has no blocks before the first one is sent.
TEST(Roles, keep_a_prompt_until_it_is_sent) {
    Roles roles({{0, 16, 1}, {1, 4, 1}}, 4);
    roles.run_to_end();
    EXPECT_EQ(roles.tokens(0), std::pair(37, 37));
    EXPECT_EQ(roles.tokens(1), std::pair(36 + 4 + 8 + 1, 49));
}

TEST(Roles, send_again_what_a_lost_server_was_to_answer) {
    Roles roles({{0, 16, 5}}, 40, 2);
    roles.engine->advance_to(at_ms(20));  // on its way to the first of those who answer
    roles.engine->replica_lost(1);
    roles.run_to_end();
    EXPECT_EQ(roles.result.requests.retried, 0U) << "the prompt is still there";
    EXPECT_EQ(roles.tokens(0), std::pair(57, 61)) << "the link is free again when it would have been";
}

TEST(Roles, compute_again_what_a_lost_server_had_not_sent) {
    Roles roles({{0, 16, 5}});
    roles.engine->advance_to(at_ms(20));
    roles.engine->replica_lost(0);
    roles.engine->advance_to(at_ms(100));
    roles.engine->replica_ready(0, 0, Duration{0});
    roles.run_to_end();
    EXPECT_EQ(roles.result.requests.retried, 1U);
    EXPECT_EQ(roles.tokens(0), std::pair(137, 141));
}

/// What has come is nobody else's any more.
TEST(Roles, go_on_answering_when_who_computed_the_prompt_is_lost) {
    Roles roles({{0, 16, 5}});
    roles.engine->advance_to(at_ms(38));
    roles.engine->replica_lost(0);
    roles.run_to_end();
    EXPECT_EQ(roles.tokens(0), std::pair(37, 41));
}

}  // namespace
}  // namespace plimsoll::sim
