// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/random/stream.hpp"
#include "sim/traffic/conversations.hpp"
#include "sim/traffic/generated_source.hpp"

#include <cstdint>
#include <optional>
#include <queue>
#include <unordered_map>
#include <vector>

namespace plimsoll::sim {

/// Conversations that begin as requests are generated and go on as they are answered: a closed loop, since a client
/// that waits longer for an answer asks its next question later. Each question brings all that was said before, which
/// a prefix cache finds.
///
/// After each answer the client asks on with probability 1 - 1/turns, when it has thought for a lognormal time. What a
/// turn draws belongs to the seed, the conversation and the number of the turn, so that deployments differ by when
/// their turns come alone.
class ConversationSource final : public RequestSource, public Conversations {
public:
    /// \throws InputError as GeneratedSource does
    ConversationSource(const scenarios::GeneratedTraffic& traffic, const std::vector<scenarios::TenantShare>& tenants,
                       double load, Duration horizon, std::uint64_t seed);

    std::span<const Request> next_block() override;
    [[nodiscard]] SimTime not_before() const override;
    [[nodiscard]] const SharedParts& shared_parts() const override { return shared_; }
    void reach(SimTime now) override { reached_ = now; }
    [[nodiscard]] Conversations* conversations() override { return this; }

    void answered(std::uint64_t id, std::uint32_t output_tokens, SimTime at) override;
    void gave_up(std::uint64_t id) override { open_.erase(id); }

private:
    /// A request that is with the deployment, or will be.
    struct Turn {
        Request request;  ///< without its id, which it has when it arrives
        std::uint64_t conversation = 0;
        std::uint32_t number = 0;  ///< 0: the first
        std::vector<SharedPart> parts;
    };
    struct Later {
        bool operator()(const Turn& left, const Turn& right) const;
    };

    [[nodiscard]] bool goes_on(const Turn& turn) const;
    [[nodiscard]] Duration think_time(const Turn& turn) const;
    [[nodiscard]] std::optional<SimTime> next_first() const;
    void take_first();
    void hand_out(Turn turn);

    GeneratedSource first_turns_;
    TokenSampler input_tokens_;
    TokenSampler output_tokens_;
    TenantSampler tenants_;
    Stream draws_;
    const SimTime horizon_;
    const double goes_on_;  ///< probability
    const double think_mu_;
    const double think_sigma_;

    SimTime reached_ = kStart - Duration(1);
    std::span<const Request> firsts_;  ///< that begin conversations, the next one first
    std::size_t next_first_ = 0;
    std::priority_queue<Turn, std::vector<Turn>, Later> to_come_;  ///< later turns, the next one on top
    std::unordered_map<std::uint64_t, Turn> open_;                 ///< by the id of the request, if another may follow
    std::uint64_t next_id_ = 0;
    std::vector<Request> block_;
    SharedParts shared_;
};

}  // namespace plimsoll::sim
