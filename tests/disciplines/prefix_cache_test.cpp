// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Worked by hand: a token takes a millisecond, blocks hold four.
#include "token_replicas.hpp"

#include "sim/disciplines/continuous_batching/block_pool.hpp"
#include "sim/traffic/traffic.hpp"
#include "tests/data/tables.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>
#include <set>

namespace plimsoll::sim {
namespace {

using testing::Pair;

constexpr double kToken = 0.001;

ContinuousBatching caching_rules() {
    auto rules = rules_of_test();
    rules.prefix_caching = true;
    return rules;
}

Replicas replicas_with(const ContinuousBatching& rules, std::uint64_t blocks, const std::vector<Asked>& asked,
                       std::uint32_t replicas = 1) {
    return {rules, blocks, asked, replicas, kToken};
}

TEST(PrefixCache, computes_only_what_nobody_has_computed) {
    // All of the second prompt is there, but a token must be computed: with it the rest of its block.
    const std::vector<Asked> asked{{0, 12, 1, {{1, 12}}}, {20, 12, 1, {{1, 12}}}, {30, 14, 1, {{1, 12}, {2, 14}}}};
    Replicas cached = replicas_with(caching_rules(), kPlenty, asked);
    cached.run_to_end();
    EXPECT_EQ(cached.tokens(0).first, 12);
    EXPECT_EQ(cached.tokens(1).first, 24);
    EXPECT_EQ(cached.tokens(2).first, 32);
    EXPECT_DOUBLE_EQ(cached.result.prefix_hit_rate, 20.0 / 38);
    Replicas anew = replicas_with(rules_of_test(), kPlenty, asked);
    anew.run_to_end();
    EXPECT_EQ(anew.tokens(2).first, 46) << "the second at 32";
    EXPECT_EQ(anew.result.prefix_hit_rate, 0);
}

TEST(PrefixCache, shares_full_blocks_only_and_only_up_to_where_prompts_part) {
    // Eleven tokens are the same: two blocks. The third prompt parts within the second block.
    Replicas replicas = replicas_with(caching_rules(), kPlenty,
                                      {{0, 13, 1, {{1, 11}}}, {20, 13, 1, {{1, 11}}}, {40, 13, 1, {{1, 7}, {2, 13}}}});
    replicas.run_to_end();
    EXPECT_EQ(replicas.tokens(1).first, 20 + 5);
    EXPECT_EQ(replicas.tokens(2).first, 40 + 9);
}

TEST(PrefixCache, has_blocks_as_soon_as_the_step_is_scheduled_that_fills_them) {
    Replicas replicas = replicas_with(caching_rules(), kPlenty, {{0, 12, 1, {{1, 12}}}, {0, 12, 1, {{1, 12}}}});
    replicas.run_to_end();
    EXPECT_THAT(replicas.tokens(0), Pair(16, 16));
    EXPECT_THAT(replicas.tokens(1), Pair(16, 16)) << "twelve tokens and four in one step";
    EXPECT_DOUBLE_EQ(replicas.result.prefix_hit_rate, 8.0 / 24);
}

TEST(PrefixCache, needs_no_free_blocks_for_those_that_others_hold) {
    // Five blocks. The first holds three and takes a fourth at 12; of the second's three it holds two.
    const std::vector<Asked> asked{{0, 12, 3, {{1, 12}}}, {5, 12, 1, {{1, 12}}}};
    Replicas shared = replicas_with(caching_rules(), 5, asked);
    shared.run_to_end();
    EXPECT_EQ(shared.tokens(1).first, 17) << "four tokens beside one of the first";
    Replicas apart = replicas_with(rules_of_test(), 5, asked);
    apart.run_to_end();
    EXPECT_EQ(apart.tokens(1).first, 26) << "when the first is done, at 14";
}

TEST(PrefixCache, gives_up_what_was_used_the_longest_ago_and_of_a_prompt_its_end_first) {
    // Six blocks. The second takes the four that nobody has used; the third the last one of the first.
    Replicas replicas = replicas_with(caching_rules(), 6,
                                      {{0, 8, 1, {{1, 8}}},
                                       {10, 16, 1, {{2, 16}}},
                                       {30, 4, 1},
                                       {40, 12, 1, {{1, 8}, {9, 12}}},
                                       {60, 17, 1, {{2, 16}}}});
    replicas.run_to_end();
    EXPECT_EQ(replicas.tokens(3).first, 40 + 8) << "of two blocks the first is left";
    EXPECT_EQ(replicas.tokens(4).first, 60 + 9) << "of four blocks two";
}

TEST(PrefixCache, reuses_blocks_first_that_nobody_could_find) {
    const std::vector<Asked> asked{{0, 6, 1, {{1, 4}}}, {10, 6, 1, {{2, 4}}}, {20, 8, 1}, {30, 5, 1, {{1, 4}}}};
    auto rules = caching_rules();
    Replicas first = replicas_with(rules, 4, asked);
    first.run_to_end();
    EXPECT_EQ(first.tokens(3).first, 31) << "two blocks that were not filled made room for the second and the third";
    rules.unfilled_first = false;
    Replicas in_turn = replicas_with(rules, 4, asked);
    in_turn.run_to_end();
    EXPECT_EQ(in_turn.tokens(3).first, 35);
}

TEST(PrefixCache, is_where_the_router_sends_a_request_unless_too_many_are_there) {
    const std::vector<Asked> asked{{0, 4, 1}, {0, 12, 1, {{1, 12}}}, {50, 12, 1, {{1, 12}}}, {50, 12, 1, {{1, 12}}}};
    auto rules = caching_rules();
    rules.router = scenarios::RouterKind::prefix_aware;
    Replicas even = replicas_with(rules, kPlenty, asked, 2);
    even.run_to_end();
    EXPECT_EQ(even.left.at(0).pool, 0U);
    EXPECT_EQ(even.left.at(1).pool, 1U);
    EXPECT_EQ(even.left.at(2).pool, 1U) << "which has it";
    EXPECT_EQ(even.left.at(3).pool, 0U) << "which has fewer requests";
    rules.router_imbalance = 1;
    Replicas sticky = replicas_with(rules, kPlenty, asked, 2);
    sticky.run_to_end();
    EXPECT_EQ(sticky.left.at(3).pool, 1U);
}

TEST(BlockPool, finds_the_oldest_of_several_that_hold_the_same) {
    BlockPool pool(4);
    pool.take(2);
    const auto older = pool.keep(7, 0);
    const auto newer = pool.keep(7, 0);
    EXPECT_EQ(pool.find(7, 0), older);
    EXPECT_EQ(pool.find(7, 1), BlockPool::kNone);
    pool.let_go(older);
    pool.let_go(newer);
    EXPECT_EQ(pool.size(), 4U);
    pool.take(3);
    EXPECT_EQ(pool.find(7, 0), newer);
    pool.hold(newer);
    EXPECT_EQ(pool.size(), 0U);
    EXPECT_TRUE(pool.is_held(newer));
}

TEST(BlockPool, knows_what_is_left_of_a_lot) {
    BlockPool pool(5);
    pool.take(5);
    const auto lot = pool.give(3);
    pool.give_first(1);
    pool.take(2);
    EXPECT_EQ(pool.left_of(lot), 2U) << "the one before it went first";
    pool.take_back(lot, 2);
    EXPECT_EQ(pool.left_of(lot), 0U);
    const auto other = pool.give(1);
    EXPECT_EQ(pool.left_of(lot), 0U) << "though its entry is in use again";
    EXPECT_EQ(pool.left_of(other), 1U);
}

/// What a turn of a conversation and its answer leave in the cache, the next one finds: 7 of 8 blocks of 4 tokens,
/// since the last token of an answer is not computed before it is asked on.
TEST(PrefixCache, has_the_answer_for_the_question_behind_it) {
    auto rules = rules_of_test();
    rules.prefix_caching = true;
    Replicas replicas(rules, 40, {{0, 17, 15, {{1, 17}, {2, 32}}}, {1000, 40, 1, {{1, 17}, {2, 32}, {3, 40}}}}, 1,
                      0.001);
    replicas.run_to_end();
    // A millisecond a token: 40 - 28 of the second prompt are computed.
    EXPECT_EQ(replicas.tokens(1), std::pair(1012, 1012));
}

/// One request after the other, each long after the one before.
class OneByOne final : public RequestSource {
public:
    explicit OneByOne(std::unique_ptr<RequestSource> source) : source_(std::move(source)) {}
    std::span<const Request> next_block() override {
        const auto block = source_->next_block();
        requests_.assign(block.begin(), block.end());
        for (Request& request : requests_) {
            request.arrival = kStart + std::chrono::seconds(1000) * request.id;
            request.output_tokens = 1;
        }
        return requests_;
    }
    const SharedParts& shared_parts() const override { return source_->shared_parts(); }

private:
    std::unique_ptr<RequestSource> source_;
    std::vector<Request> requests_;
};

/// Qin et al., Mooncake (FAST 2025): a recorded conversation trace.
TEST(PrefixCache, that_forgets_nothing_finds_of_a_recorded_trace_what_its_ids_say) {
    const auto path = (evidence::recordings() / "traces/mooncake_conversation_trace.jsonl").string();
    PLIMSOLL_NEEDS_RECORDING(path);
    constexpr std::uint32_t kBlock = 16;
    const scenarios::WorkloadSpec workload{scenarios::TraceTraffic{path, "mooncake", false, {}, "s"}, 1, {}};
    constexpr auto kHorizon = std::chrono::hours(24 * 365);

    std::set<std::uint64_t> seen;
    std::uint64_t tokens = 0;
    std::uint64_t found = 0;
    const auto source = open_traffic(workload, kHorizon, 1, 1);
    for (auto block = source->next_block(); !block.empty(); block = source->next_block()) {
        for (std::size_t i = 0; i < block.size(); ++i) {
            std::uint32_t known = 0;
            bool goes_on = true;
            for (const SharedPart& part : source->shared_parts().of(i)) {
                goes_on = goes_on && seen.contains(part.chain);
                if (goes_on) known = part.end;
                seen.insert(part.chain);
            }
            tokens += block[i].input_tokens;
            found += std::min(known, block[i].input_tokens - 1) / kBlock * kBlock;
        }
    }
    ASSERT_GT(found, 0U);

    DeploymentPlan plan;
    ContinuousBatching rules;
    rules.max_tokens = 1'000'000;
    rules.tokens_per_step = 1'000'000;
    rules.block_tokens = kBlock;
    plan.discipline = rules;
    plan.pools.emplace_back().tokens =
        TokenServing{models::linear_token_law(0, 1e-6, 0), std::numeric_limits<std::uint32_t>::max()};
    RecorderOptions options;
    options.horizon = kHorizon;
    options.bucket = std::chrono::hours(24);
    const auto engine =
        make_kernel(plan, std::make_unique<OneByOne>(open_traffic(workload, kHorizon, 1, 1)), 1, options);
    engine->replica_ready(0, 0, Duration{0});
    while (!engine->finished()) engine->advance_to(engine->next_event());
    results::RunResult result;
    engine->recorder().finish(kStart, result);
    EXPECT_DOUBLE_EQ(result.prefix_hit_rate, static_cast<double>(found) / static_cast<double>(tokens));
}

}  // namespace
}  // namespace plimsoll::sim
