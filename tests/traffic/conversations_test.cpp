// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/conversation_source.hpp"

#include "sim/traffic/traffic.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace plimsoll::sim {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

scenarios::GeneratedTraffic chats(double turns, double think_cv = 0) {
    scenarios::GeneratedTraffic traffic;
    traffic.rate_per_s = 0.01;
    traffic.input_tokens = scenarios::LognormalTokens{50, 1, 1, 1000};
    traffic.output_tokens = scenarios::LognormalTokens{80, 1, 1, 1000};
    traffic.prefix.emplace().system_prompt = {.tokens = 100, .share = 1, .each_tenant = false};
    traffic.conversations = {turns, seconds(30), think_cv};
    return traffic;
}

struct Asked {
    Request request;
    std::vector<SharedPart> parts;
};

/// Every request, each answered so long after it comes.
std::vector<Asked> ask(RequestSource& source, Duration answer) {
    std::vector<Asked> all;
    for (;;) {
        auto block = source.next_block();
        if (block.empty()) {
            if (source.not_before() == kNever) return all;
            source.reach(source.not_before());
            continue;
        }
        for (std::size_t i = 0; i < block.size(); ++i) {
            const auto parts = source.shared_parts().of(i);
            all.push_back({block[i], {parts.begin(), parts.end()}});
        }
        for (std::size_t i = all.size() - block.size(); i < all.size(); ++i)
            source.conversations()->answered(all[i].request.id, all[i].request.output_tokens,
                                             all[i].request.arrival + answer);
    }
}

/// By what they share with nobody else: the question of the first turn.
std::map<std::uint64_t, std::vector<Asked>> by_conversation(const std::vector<Asked>& all) {
    std::map<std::uint64_t, std::vector<Asked>> conversations;
    for (const Asked& asked : all) conversations[asked.parts.size() < 2 ? 0 : asked.parts[1].chain].push_back(asked);
    conversations.erase(0);  // those of one turn
    return conversations;
}

TEST(Conversations, have_so_many_turns_in_the_mean) {
    ConversationSource source(chats(5), {}, 1, hours(1000), 1);
    const auto all = ask(source, seconds(1));
    std::size_t firsts = 0;
    for (const Asked& asked : all) {
        // The system prompt, and what is still to be said where it goes on.
        const bool goes_on = asked.parts.back().end > asked.request.input_tokens;
        firsts += asked.parts.size() == (goes_on ? 3 : 1) ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(firsts), 36000, 4 * 190);
    // A geometric number of mean 5 has a standard deviation of sqrt(20).
    EXPECT_NEAR(static_cast<double>(all.size()) / static_cast<double>(firsts), 5, 4 * 4.47 / 190);
}

TEST(Conversations, bring_all_that_was_said_before) {
    ConversationSource source(chats(5), {}, 1, hours(20), 1);
    std::size_t later = 0;
    for (const auto& [chain, turns] : by_conversation(ask(source, seconds(1)))) {
        for (std::size_t i = 1; i < turns.size(); ++i, ++later) {
            const Request& before = turns[i - 1].request;
            EXPECT_GT(turns[i].request.input_tokens, before.input_tokens + before.output_tokens);
            // The parts of the turn before, to the end of its answer, and perhaps its own.
            ASSERT_GE(turns[i].parts.size(), turns[i - 1].parts.size());
            const auto& parts = turns[i - 1].parts;
            for (std::size_t k = 0; k < parts.size(); ++k) EXPECT_EQ(turns[i].parts[k], parts[k]);
            EXPECT_EQ(parts.back().end, before.input_tokens + before.output_tokens);
        }
    }
    EXPECT_GT(later, 1000U);
}

TEST(Conversations, go_on_a_think_time_behind_the_answer) {
    for (const Duration answer : {Duration(seconds(0)), Duration(seconds(7))}) {
        ConversationSource source(chats(3), {}, 1, hours(5), 1);
        for (const auto& [chain, turns] : by_conversation(ask(source, answer)))
            for (std::size_t i = 1; i < turns.size(); ++i)
                EXPECT_EQ(turns[i].request.arrival - turns[i - 1].request.arrival, answer + seconds(30));
    }
}

TEST(Conversations, think_for_a_lognormal_time) {
    ConversationSource source(chats(4, 1.5), {}, 1, hours(3000), 3);
    double sum = 0;
    std::size_t number = 0;
    for (const auto& [chain, turns] : by_conversation(ask(source, seconds(0))))
        for (std::size_t i = 1; i < turns.size(); ++i, ++number)
            sum += seconds_of(turns[i].request.arrival - turns[i - 1].request.arrival);
    const auto n = static_cast<double>(number);
    EXPECT_NEAR(sum / n, 30, 4 * 45 / std::sqrt(n));
}

/// Slow answers move turns, and change nothing else of them.
TEST(Conversations, say_the_same_whoever_answers) {
    const auto said = [](Duration answer) {
        ConversationSource source(chats(3), {}, 1, hours(100), 1);
        std::map<std::uint64_t, std::vector<std::pair<std::uint32_t, std::uint32_t>>> tokens;
        for (const auto& [chain, turns] : by_conversation(ask(source, answer)))
            for (const Asked& asked : turns)
                if (asked.request.arrival < kStart + hours(90))
                    tokens[chain].emplace_back(asked.request.input_tokens, asked.request.output_tokens);
        return tokens;
    };
    const auto fast = said(seconds(0));
    const auto slow = said(seconds(20));
    std::size_t alike = 0;
    for (const auto& [chain, turns] : slow)
        if (fast.contains(chain) && fast.at(chain).size() == turns.size()) {
            EXPECT_EQ(fast.at(chain), turns);
            ++alike;
        }
    EXPECT_GT(alike, fast.size() * 9 / 10);
}

TEST(Conversations, end_with_a_request_that_is_turned_away_and_with_the_horizon) {
    ConversationSource source(chats(100), {}, 1, hours(1), 1);
    std::size_t all = 0;
    for (;;) {
        const auto block = source.next_block();
        if (block.empty()) {
            if (source.not_before() == kNever) break;
            EXPECT_LT(source.not_before(), kStart + hours(1));
            source.reach(source.not_before());
            continue;
        }
        all += block.size();
        for (const Request& request : block) source.conversations()->gave_up(request.id);
    }
    EXPECT_NEAR(static_cast<double>(all), 36, 24) << "nobody has asked on";
    ConversationSource answered(chats(100), {}, 1, hours(1), 1);
    for (const Asked& asked : ask(answered, seconds(1))) EXPECT_LT(asked.request.arrival, kStart + hours(1));
}

}  // namespace
}  // namespace plimsoll::sim
