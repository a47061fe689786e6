// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Worked by hand: every step takes 10 ms, and blocks hold four tokens. What simulators of vLLM get wrong, one by one.
#include "token_replicas.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace plimsoll::sim {
namespace {

using testing::Pair;

TEST(TokenScheduler, works_a_prompt_off_in_parts_of_the_budget) {
    Replicas replicas(rules_of_test(), kPlenty, {{0, 20, 3}});  // 16 and 4 tokens, then two steps more
    replicas.run_to_end();
    EXPECT_THAT(replicas.tokens(0), Pair(20, 40));
    EXPECT_EQ(replicas.result.steps, 4U);
    EXPECT_DOUBLE_EQ(replicas.result.first_token.mean_seconds(), 0.020);
    EXPECT_DOUBLE_EQ(replicas.result.per_token.mean_seconds(), 0.010);
}

TEST(TokenScheduler, lets_a_request_join_the_next_step) {
    Replicas replicas(rules_of_test(), kPlenty, {{0, 20, 3}, {5, 4, 1}});
    replicas.run_to_end();
    EXPECT_EQ(replicas.start(1), 10);
    EXPECT_THAT(replicas.tokens(1), Pair(20, 20));
}

TEST(TokenScheduler, that_schedules_ahead_lets_it_join_one_step_later) {
    auto rules = rules_of_test();
    rules.asynchronous = true;
    Replicas replicas(rules, kPlenty, {{0, 20, 3}, {5, 4, 1}});
    replicas.run_to_end();
    EXPECT_EQ(replicas.start(1), 20) << "the step from 10 on was scheduled at 0";
    EXPECT_THAT(replicas.tokens(1), Pair(30, 30));
    EXPECT_THAT(replicas.tokens(0), Pair(20, 40));
}

TEST(TokenScheduler, that_schedules_ahead_frees_a_seat_one_step_later) {
    auto rules = rules_of_test();
    rules.max_sequences = 2;
    const std::vector<Asked> asked{{0, 4, 2}, {0, 4, 9}, {1, 4, 1}};  // the first is done at 20
    for (const bool unforeseen : {false, true}) {
        rules.ends_unforeseen = unforeseen;
        rules.asynchronous = false;
        Replicas in_turn(rules, kPlenty, asked);
        in_turn.run_to_end();
        EXPECT_EQ(in_turn.start(2), 20);
        rules.asynchronous = true;
        Replicas ahead(rules, kPlenty, asked);
        ahead.run_to_end();
        EXPECT_EQ(ahead.start(2), 30);
        EXPECT_THAT(ahead.tokens(0), Pair(10, 20));
    }
}

TEST(TokenScheduler, computes_a_token_in_vain_where_the_end_is_not_foreseen) {
    auto rules = rules_of_test();
    rules.asynchronous = true;
    rules.tokens_per_step = 8;
    // A millisecond a token: the first answer ends at 4 + 2 = 6, when the step behind is scheduled with it in it or
    // not.
    const std::vector<Asked> asked{{0, 3, 2}, {0, 1, 4}};
    rules.ends_unforeseen = false;
    Replicas foreseen(rules, kPlenty, asked, 1, 0.001);
    foreseen.run_to_end();
    EXPECT_THAT(foreseen.tokens(0), Pair(4, 6));
    EXPECT_THAT(foreseen.tokens(1), Pair(4, 8)) << "alone: 1 ms a step from 6 on";
    rules.ends_unforeseen = true;
    Replicas in_vain(rules, kPlenty, asked, 1, 0.001);
    in_vain.run_to_end();
    EXPECT_THAT(in_vain.tokens(0), Pair(4, 6));
    EXPECT_THAT(in_vain.tokens(1), Pair(4, 9)) << "the step from 6 on is of two";
}

TEST(TokenScheduler, lets_nobody_overtake_who_waits_for_blocks) {
    // The first holds three blocks of five and takes a fourth; the second needs three, the third one.
    Replicas replicas(rules_of_test(), 5, {{0, 12, 5}, {1, 12, 1}, {2, 4, 1}});
    replicas.run_to_end();
    EXPECT_THAT(replicas.tokens(0), Pair(10, 50));
    EXPECT_EQ(replicas.start(1), 50);
    EXPECT_EQ(replicas.start(2), 50);
}

TEST(TokenScheduler, preempts_the_newest_and_resumes_it_before_all_who_wait) {
    // Four blocks: two each. At 10 the first needs a third: the second loses its own. Nobody is admitted in that step,
    // nor later before the second, which needs three blocks for the nine tokens that it knows.
    Replicas replicas(rules_of_test(), 4, {{0, 8, 6}, {0, 8, 6}, {1, 4, 1}});
    replicas.run_to_end();
    EXPECT_THAT(replicas.tokens(0), Pair(10, 60));
    EXPECT_EQ(replicas.start(2), 60);
    EXPECT_THAT(replicas.tokens(1), Pair(10, 110)) << "its second token at 70, four more";
    EXPECT_EQ(replicas.result.preemptions, 1U);
}

TEST(TokenScheduler, tells_how_long_each_token_came_after_the_one_before) {
    // As above: the second token of who was preempted comes 60 ms after the first; all others 10 ms after.
    Replicas preempted(rules_of_test(), 4, {{0, 8, 6}, {0, 8, 6}, {1, 4, 1}});
    preempted.run_to_end();
    const auto& gaps = preempted.result.token_gaps;
    EXPECT_EQ(gaps.count(), 10U) << "none of an answer of one token";
    EXPECT_DOUBLE_EQ(gaps.mean_seconds(), (9 * 0.010 + 0.060) / 10);
    EXPECT_EQ(gaps.min(), std::chrono::milliseconds(10));
    EXPECT_EQ(gaps.max(), std::chrono::milliseconds(60));

    auto rules = rules_of_test();
    rules.asynchronous = rules.ends_unforeseen = true;
    rules.tokens_per_step = 8;
    Replicas in_vain(rules, kPlenty, {{0, 3, 2}, {0, 1, 4}}, 1, 0.001);
    in_vain.run_to_end();
    EXPECT_EQ(in_vain.result.token_gaps.count(), 4U) << "at 6; at 6, 8 and 9: what is computed in vain is no token";
    EXPECT_DOUBLE_EQ(in_vain.result.token_gaps.mean_seconds(), 0.007 / 4);
}

TEST(TokenScheduler, admits_a_static_batch_when_the_one_before_is_answered) {
    auto rules = rules_of_test();
    const std::vector<Asked> asked{{0, 4, 2}, {0, 4, 6}, {1, 4, 1}};
    Replicas continuous(rules, kPlenty, asked);
    continuous.run_to_end();
    EXPECT_EQ(continuous.start(2), 10);
    rules.whole_batches = true;
    Replicas batches(rules, kPlenty, asked);
    batches.run_to_end();
    EXPECT_THAT(batches.tokens(0), Pair(10, 20));
    EXPECT_THAT(batches.tokens(1), Pair(10, 60));
    EXPECT_EQ(batches.start(2), 60) << "though seven seats of eight are free from 20 on";
}

TEST(TokenScheduler, seats_as_many_as_have_room_for_the_longest_sequence) {
    auto rules = rules_of_test();  // 64 tokens: 16 blocks
    const std::vector<Asked> asked{{0, 4, 2}, {0, 4, 2}, {0, 4, 2}};
    Replicas paged(rules, 40, asked);
    paged.run_to_end();
    EXPECT_EQ(paged.start(2), 0);
    rules.reserve_longest = true;
    Replicas reserved(rules, 40, asked);
    reserved.run_to_end();
    EXPECT_EQ(reserved.start(1), 0);
    EXPECT_EQ(reserved.start(2), 20) << "of 40 blocks two sequences hold 32";
}

TEST(TokenScheduler, tells_what_it_holds_in_the_middle_of_many_steps) {
    auto rules = rules_of_test();
    rules.max_sequences = 1;
    Replicas replicas(rules, 10, {{0, 8, 6}, {1, 8, 1}});
    const auto load_at = [&](int ms) {
        replicas.engine->advance_to(at_ms(ms));
        return replicas.engine->token_load(0);
    };
    // Step 2 from 10 on computes the ninth token, step 6 from 50 on the thirteenth; blocks are of four.
    const TokenLoad early = load_at(15);
    EXPECT_EQ(early.running, 1U);
    EXPECT_EQ(early.waiting, 1U);
    EXPECT_EQ(early.waiting_tokens, 8U);
    EXPECT_EQ(early.kv_blocks, 10U);
    EXPECT_EQ(early.kv_blocks_used, 3U);
    EXPECT_EQ(early.tokens(), 3U * 4 + 8);
    EXPECT_EQ(load_at(49).kv_blocks_used, 3U);
    const TokenLoad late = load_at(50);
    EXPECT_EQ(late.kv_blocks_used, 4U);
    EXPECT_DOUBLE_EQ(late.kv_usage, 0.4);
    EXPECT_EQ(load_at(60).waiting, 0U);
}

TEST(TokenScheduler, computes_only_what_a_preempted_request_does_not_find_again) {
    auto rules = rules_of_test();
    // As above, a millisecond a token. The second loses two full blocks; the first takes the last one of them.
    const std::vector<Asked> asked{{0, 8, 6}, {0, 8, 6}};
    Replicas anew(rules, 4, asked, 1, 0.001);
    anew.run_to_end();
    EXPECT_THAT(anew.tokens(0), Pair(16, 21));
    EXPECT_THAT(anew.tokens(1), Pair(16, 34)) << "nine tokens from 21 on, then four";
    rules.prefix_caching = true;
    Replicas found(rules, 4, asked, 1, 0.001);
    found.run_to_end();
    EXPECT_THAT(found.tokens(1), Pair(16, 34)) << "the first has taken its first block, too, for its thirteenth token";
    rules.tokens_per_step = 32;
    Replicas more_found(rules, 5, {{0, 8, 6}, {0, 12, 6}}, 1, 0.001);
    more_found.run_to_end();
    EXPECT_THAT(more_found.tokens(0), Pair(20, 25));
    EXPECT_THAT(more_found.tokens(1), Pair(20, 38)) << "of three full blocks one is left: 13 - 4 tokens, then four";
}

TEST(TokenScheduler, reserves_blocks_for_the_whole_prompt_or_only_for_its_first_part) {
    auto rules = rules_of_test();
    rules.long_prompt_part = 8;
    // Six blocks. From 10 on the first, which took two steps for its prompt, holds three and then four of them. The
    // second needs four in all, and two for its first part.
    const std::vector<Asked> asked{{0, 12, 8}, {11, 16, 1}};
    Replicas whole(rules, 6, asked);
    whole.run_to_end();
    EXPECT_EQ(whole.left.at(0).completion, at_ms(90));
    EXPECT_EQ(whole.start(1), 90);
    rules.reserve_full_prompt = false;
    Replicas part(rules, 6, asked);
    part.run_to_end();
    EXPECT_EQ(part.start(1), 20);
}

TEST(TokenScheduler, keeps_the_watermark_free_beside_others_only) {
    auto rules = rules_of_test();
    rules.watermark = 0.4;  // of nine blocks with the null block: three
    Replicas replicas(rules, 8, {{0, 24, 3}, {1, 8, 1}});
    replicas.run_to_end();
    EXPECT_EQ(replicas.start(0), 0) << "alone it may take six of eight";
    EXPECT_EQ(replicas.start(1), 40) << "two more would leave less than three";
}

TEST(TokenScheduler, turns_prompts_away_that_leave_no_room_for_an_answer) {
    Replicas replicas(rules_of_test(), kPlenty, {{0, 64, 1}, {0, 60, 50}});
    replicas.run_to_end();
    EXPECT_EQ(replicas.left.at(0).outcome, Outcome::rejected);
    EXPECT_EQ(replicas.left.at(1).output_tokens, 4U) << "up to 64 in all";
}

TEST(TokenScheduler, of_a_draining_replica_says_when_it_will_be_done) {
    Replicas replicas(rules_of_test(), kPlenty, {{0, 4, 6}, {0, 4, 2}, {3, 4, 1}});
    replicas.engine->advance_to(at_ms(5));
    EXPECT_EQ(replicas.engine->replica_draining(0), at_ms(60));
    replicas.engine->advance_to(at_ms(100));
    EXPECT_THAT(replicas.tokens(0), Pair(10, 60));
    EXPECT_FALSE(replicas.left.contains(2)) << "waits for another replica";
    replicas.engine->replica_ready(1, 0, Duration{0});
    replicas.run_to_end();
    EXPECT_THAT(replicas.tokens(2), Pair(110, 110));
}

TEST(TokenScheduler, starts_lost_requests_from_their_prompts) {
    Replicas replicas(rules_of_test(), kPlenty, {{0, 4, 4}, {0, 4, 2}}, 2);
    replicas.engine->advance_to(at_ms(15));
    replicas.engine->replica_lost(0);
    replicas.run_to_end();
    EXPECT_EQ(replicas.result.requests.retried, 1U);
    EXPECT_THAT(replicas.tokens(0), Pair(30, 60)) << "joins the other at 20";
    EXPECT_THAT(replicas.tokens(1), Pair(10, 20));
}

}  // namespace
}  // namespace plimsoll::sim
