// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "station.hpp"
#include "tests/models/linear_token_law.hpp"

#include <vector>

namespace plimsoll::sim {

struct Asked {
    int at_ms;
    std::uint32_t prompt;
    std::uint32_t output;
    std::vector<SharedPart> shared{};
};

class AskedSource final : public RequestSource {
public:
    explicit AskedSource(const std::vector<Asked>& asked) {
        for (const Asked& each : asked) {
            requests_.push_back({at_ms(each.at_ms), requests_.size(), each.prompt, each.output});
            shared_.add(each.shared);
        }
    }
    const SharedParts& shared_parts() const override { return shared_; }
    std::span<const Request> next_block() override {
        return std::exchange(given_, true) ? std::span<const Request>{} : std::span<const Request>(requests_);
    }

private:
    std::vector<Request> requests_;
    SharedParts shared_;
    bool given_ = false;
};

inline ContinuousBatching rules_of_test() {
    ContinuousBatching rules;
    rules.max_sequences = 8;
    rules.tokens_per_step = 16;
    rules.max_tokens = 64;
    rules.block_tokens = 4;
    rules.asynchronous = false;
    rules.prefix_caching = false;
    return rules;
}

/// Replicas with so many blocks beside the one that is never given out, each in a pool of its own.
struct Replicas {
    Replicas(const ContinuousBatching& rules, std::uint64_t blocks, const std::vector<Asked>& asked,
             std::uint32_t replicas = 1, double per_token_s = 0) {
        DeploymentPlan plan;
        plan.discipline = rules;
        for (std::uint32_t i = 0; i < replicas; ++i)
            plan.pools.emplace_back().tokens =
                TokenServing{models::linear_token_law(per_token_s > 0 ? 0 : 0.010, per_token_s, 0), blocks + 1};
        RecorderOptions options;
        options.horizon = std::chrono::hours(1);
        options.log = [this](const RequestRecord& record) { left[record.id] = record; };
        engine = make_kernel(plan, std::make_unique<AskedSource>(asked), 1, options);
        for (std::uint32_t slot = 0; slot < replicas; ++slot) engine->replica_ready(slot, slot, Duration{0});
    }
    void run_to_end() {
        while (!engine->finished()) engine->advance_to(engine->next_event());
        engine->recorder().finish(at_ms(0), result);
        for (const auto& check : result.audit) EXPECT_TRUE(check.passed) << check.name << ": " << check.detail;
    }
    static int ms(SimTime t) {
        return static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(t.time_since_epoch()).count());
    }
    int start(std::uint64_t id) const { return ms(left.at(id).start); }
    /// First and last token, ms.
    std::pair<int, int> tokens(std::uint64_t id) const {
        return {ms(left.at(id).first_token), ms(left.at(id).completion)};
    }

    std::unique_ptr<RequestEngine> engine;
    std::map<std::uint64_t, RequestRecord> left;
    results::RunResult result;
};

inline constexpr std::uint64_t kPlenty = 1000;

}  // namespace plimsoll::sim
