// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "generated.hpp"
#include "statistics.hpp"
#include "trace_files.hpp"

#include "sim/traffic/traffic.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <vector>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using scenarios::PrefixSpec;
using Parts = std::vector<SharedPart>;

struct Prompt {
    Request request;
    Parts parts;
};

std::vector<Prompt> prompts_of(const scenarios::WorkloadSpec& workload, Duration horizon, double load = 1,
                               std::uint64_t seed = 1) {
    std::vector<Prompt> prompts;
    const auto source = open_traffic(workload, horizon, seed, load);
    for (auto block = source->next_block(); !block.empty(); block = source->next_block())
        for (std::size_t i = 0; i < block.size(); ++i) {
            const auto parts = source->shared_parts().of(i);
            prompts.push_back({block[i], {parts.begin(), parts.end()}});
        }
    return prompts;
}

scenarios::WorkloadSpec generated_with(const PrefixSpec& prefix, double rate = 100) {
    auto workload = generated(scenarios::GeneratedTraffic::Process::poisson, rate);
    auto& traffic = std::get<scenarios::GeneratedTraffic>(workload.traffic);
    traffic.input_tokens = scenarios::LognormalTokens{100, 1, 1, 1'000'000};
    traffic.prefix = prefix;
    return workload;
}

TEST(Prefixes, ComeBeforeTheTokensOfARequest) {
    const auto plain = prompts_of(generated_with({}), 100s);
    const auto prompts = prompts_of(generated_with({PrefixSpec::SystemPrompt{1200}, {}}), 100s);
    ASSERT_EQ(prompts.size(), plain.size());
    ASSERT_GT(prompts.size(), 5000U);
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        EXPECT_EQ(prompts[i].request.arrival, plain[i].request.arrival);
        EXPECT_EQ(prompts[i].request.input_tokens, plain[i].request.input_tokens + 1200);
        EXPECT_EQ(prompts[i].parts, (Parts{{1, 1200}}));
        EXPECT_TRUE(plain[i].parts.empty());
    }
}

// A binomial share of n requests has the standard error sqrt(p (1 - p) / n); a document's weight is k^-s / sum of them.
TEST(Prefixes, AreDrawnByTheirSharesAndByZipfsLaw) {
    PrefixSpec prefix;
    prefix.system_prompt = PrefixSpec::SystemPrompt{100, 0.25};
    prefix.documents = PrefixSpec::Documents{3, scenarios::ConstantTokens{50}, 2, 0.5};
    const auto prompts = prompts_of(generated_with(prefix), 1000s);
    std::map<std::uint32_t, double> lengths;  // of what is shared
    std::map<std::uint64_t, double> documents;
    for (const Prompt& prompt : prompts) {
        const std::uint32_t shared = prompt.parts.empty() ? 0 : prompt.parts.back().end;
        lengths[shared] += 1;
        if (shared % 100 == 50) documents[prompt.parts.back().chain >> 20] += 1;
    }
    const auto n = static_cast<double>(prompts.size());
    const auto near = [](double count, double of, double share) {
        EXPECT_NEAR(count / of, share, kStandardErrors * std::sqrt(share * (1 - share) / of));
    };
    near(lengths[0], n, 0.75 * 0.5);
    near(lengths[100], n, 0.25 * 0.5);
    near(lengths[50], n, 0.75 * 0.5);
    near(lengths[150], n, 0.25 * 0.5);
    EXPECT_EQ(lengths.size(), 4U);
    const double all = lengths[50] + lengths[150];
    constexpr double kWeights = 1 + 1.0 / 4 + 1.0 / 9;
    near(documents[1], all, 1 / kWeights);
    near(documents[2], all, 1 / kWeights / 4);
    near(documents[3], all, 1 / kWeights / 9);
    EXPECT_EQ(documents.size(), 3U);
}

TEST(Prefixes, ADocumentHasOneLengthAndAnotherBeginningBehindAnotherSystemPrompt) {
    PrefixSpec prefix;
    prefix.system_prompt = PrefixSpec::SystemPrompt{100, 1, true};
    prefix.documents = PrefixSpec::Documents{20, scenarios::LognormalTokens{4000, 1, 1, 100'000}, 0.5, 1};
    auto workload = generated_with(prefix);
    workload.tenants = {{"search", 3}, {"mail", 1}};
    std::map<std::uint64_t, std::uint32_t> ends;  // by chain
    std::map<std::uint64_t, std::uint32_t> lengths;
    for (const Prompt& prompt : prompts_of(workload, 100s)) {
        ASSERT_EQ(prompt.parts.size(), 2U);
        EXPECT_EQ(prompt.parts.front(), (SharedPart{1 + std::uint64_t{prompt.request.tenant}, 100}));
        const SharedPart& document = prompt.parts.back();
        EXPECT_EQ(ends.emplace(document.chain, document.end).first->second, document.end);
        EXPECT_EQ(lengths.emplace(document.chain >> 20, document.end).first->second, document.end);
    }
    EXPECT_EQ(ends.size(), 40U);
    EXPECT_EQ(lengths.size(), 20U);
}

TEST(Prefixes, AreTheSameForTheSameSeedAndOthersForAnother) {
    PrefixSpec prefix;
    prefix.documents = PrefixSpec::Documents{1000, scenarios::ConstantTokens{50}, 1, 1};
    const auto chains = [&](std::uint64_t seed) {
        std::vector<std::uint64_t> taken;
        for (const Prompt& prompt : prompts_of(generated_with(prefix), 10s, 1, seed))
            taken.push_back(prompt.parts.front().chain);
        return taken;
    };
    EXPECT_EQ(chains(1), chains(1));
    EXPECT_NE(chains(1), chains(2));
}

constexpr const char* kTwoTurns =
    "{\"timestamp\": 0, \"input_length\": 600, \"output_length\": 1, \"hash_ids\": [1, 2]}\n"
    "{\"timestamp\": 60000, \"input_length\": 1024, \"output_length\": 1, \"hash_ids\": [1, 3]}\n";

TEST(Prefixes, OfCopiesAreTheirOwn) {
    const TemporaryFolder folder;
    const auto prompts = prompts_of(mooncake(folder.write("m.jsonl", kTwoTurns)), 1h, 3);
    ASSERT_EQ(prompts.size(), 6U);
    std::map<std::uint64_t, int> firsts;
    for (const Prompt& prompt : prompts) ++firsts[prompt.parts.front().chain];
    EXPECT_EQ(firsts.size(), 3U);
    for (const auto& [chain, count] : firsts) EXPECT_EQ(count, 2) << "the two turns of copy " << chain;
    EXPECT_EQ(firsts.count(1), 1U) << "the trace itself is as it was";
}

TEST(Prefixes, OfRepetitionsAreTheirOwn) {
    const TemporaryFolder folder;
    auto workload = mooncake(folder.write("m.jsonl", kTwoTurns));
    std::get<scenarios::TraceTraffic>(workload.traffic).repeat = true;
    const auto prompts = prompts_of(workload, 6min);
    ASSERT_EQ(prompts.size(), 6U);
    std::set<std::uint64_t> chains;
    for (std::size_t i = 0; i < prompts.size(); i += 2) {
        EXPECT_EQ(prompts[i].parts.front().chain, prompts[i + 1].parts.front().chain);
        chains.insert(prompts[i].parts.front().chain);
    }
    EXPECT_EQ(chains.size(), 3U);
}

}  // namespace
}  // namespace plimsoll::sim
