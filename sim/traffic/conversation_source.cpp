// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/conversation_source.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace plimsoll::sim {

namespace {

constexpr int kAboveConversations = 40;  // bits of the number of a conversation; its turn stands above them
constexpr std::uint32_t kMostTurns = 255;

/// What draws belong to.
std::uint64_t key_of(std::uint64_t conversation, std::uint32_t turn) {
    return conversation | std::uint64_t{turn} << kAboveConversations;
}

Request with_id(const Request& request, std::uint64_t id) {
    return {request.arrival, id, request.input_tokens, request.output_tokens,
            static_cast<std::uint16_t>(request.tenant)};
}

enum class Said : std::uint64_t { question, answer };

/// Apart from the chains of system prompts and documents (prefix_sampler.cpp).
std::uint64_t chain_of(std::uint64_t conversation, std::uint32_t turn, Said said) {
    constexpr std::uint64_t kOfConversations = std::uint64_t{1} << 63;
    return kOfConversations | key_of(conversation, turn) << 1 | static_cast<std::uint64_t>(said);
}

double variance_of_logarithm(double cv) { return std::log1p(cv * cv); }

}  // namespace

ConversationSource::ConversationSource(const scenarios::GeneratedTraffic& traffic,
                                       const std::vector<scenarios::TenantShare>& tenants, double load,
                                       Duration horizon, std::uint64_t seed)
    : first_turns_(traffic, tenants, load, horizon, seed),
      input_tokens_(traffic.input_tokens, seed, "input-tokens"),
      output_tokens_(traffic.output_tokens, seed, "output-tokens"),
      tenants_(tenants, seed),
      draws_(seed, "conversations"),
      horizon_(kStart + horizon),
      goes_on_(1 - 1 / traffic.conversations->turns),
      think_mu_(std::log(seconds_of(traffic.conversations->think_time)) -
                variance_of_logarithm(traffic.conversations->think_cv) / 2),
      think_sigma_(std::sqrt(variance_of_logarithm(traffic.conversations->think_cv))) {}

bool ConversationSource::Later::operator()(const Turn& left, const Turn& right) const {
    return std::pair(left.request.arrival, left.conversation) > std::pair(right.request.arrival, right.conversation);
}

std::optional<SimTime> ConversationSource::next_first() const {
    if (next_first_ == firsts_.size()) return std::nullopt;
    return firsts_[next_first_].arrival;
}

SimTime ConversationSource::not_before() const {
    const SimTime first = next_first().value_or(kNever);
    return to_come_.empty() ? first : std::min(first, to_come_.top().request.arrival);
}

/// Those that come by the time that was reached; of one instant, first those that begin a conversation.
std::span<const Request> ConversationSource::next_block() {
    block_.clear();
    shared_.clear();
    for (;;) {
        if (next_first_ == firsts_.size()) {
            firsts_ = first_turns_.next_block();
            next_first_ = 0;
        }
        const SimTime next = not_before();
        if (next == kNever || next > reached_) return block_;
        if (next_first() == next) {
            take_first();
        } else {
            Turn turn = to_come_.top();
            to_come_.pop();
            hand_out(std::move(turn));
        }
    }
}

void ConversationSource::take_first() {
    Turn turn;
    turn.request = firsts_[next_first_];
    turn.conversation = turn.request.id;
    const auto parts = first_turns_.shared_parts().of(next_first_);
    turn.parts.assign(parts.begin(), parts.end());
    ++next_first_;
    hand_out(std::move(turn));
}

/// Its question, and the answer to it, are in the next prompt.
void ConversationSource::hand_out(Turn turn) {
    const std::uint64_t id = next_id_++;
    block_.push_back(with_id(turn.request, id));
    if (!goes_on(turn)) {
        shared_.add(turn.parts);
        return;
    }
    const std::uint32_t asked = turn.request.input_tokens;
    turn.parts.push_back({chain_of(turn.conversation, turn.number, Said::question), asked});
    if (turn.request.output_tokens > 0)
        turn.parts.push_back(
            {chain_of(turn.conversation, turn.number, Said::answer), asked + turn.request.output_tokens});
    shared_.add(turn.parts);
    open_.emplace(id, std::move(turn));
}

bool ConversationSource::goes_on(const Turn& turn) const {
    return turn.number < kMostTurns && draws_.draw(turn.conversation, 2 * turn.number).first < goes_on_;
}

Duration ConversationSource::think_time(const Turn& turn) const {
    const auto [first, second] = draws_.draw(turn.conversation, 2 * turn.number + 1);
    const double normal = std::sqrt(-2 * std::log(first)) * std::cos(2 * std::numbers::pi * second);
    return duration_from_seconds(std::exp(think_mu_ + think_sigma_ * normal));
}

void ConversationSource::answered(std::uint64_t id, std::uint32_t output_tokens, SimTime at) {
    auto node = open_.extract(id);
    if (node.empty()) return;
    Turn turn = std::move(node.mapped());
    const SimTime arrival = after(at, think_time(turn));
    if (arrival >= horizon_) return;
    // An answer that its server has cut off is as long as it came.
    const std::uint32_t said = turn.request.input_tokens + std::min(output_tokens, turn.request.output_tokens);
    turn.parts.back().end = std::min(turn.parts.back().end, said);
    ++turn.number;
    const std::uint64_t key = key_of(turn.conversation, turn.number);
    Request own(arrival, key, input_tokens_.of(key), output_tokens_.of(key),
                static_cast<std::uint16_t>(turn.request.tenant));
    tenants_.set_tokens(own);
    own.input_tokens += said;
    turn.request = own;
    to_come_.push(std::move(turn));
}

}  // namespace plimsoll::sim
