// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/api/api_kernel.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

namespace plimsoll::sim {

Duration RateLimit::cost(double amount) const {
    const double nanoseconds = static_cast<double>(kBucket.count()) * amount / per_minute_;
    constexpr auto kLongest = static_cast<double>(kLongestDuration.count());
    return nanoseconds < kLongest ? Duration(std::llround(nanoseconds)) : kLongestDuration;
}

ApiKernel::ApiKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                     const RecorderOptions& options)
    : KernelBase(plan, std::move(source), options),
      draws_(seed, "service"),
      latency_(plan.only_pool().service),
      terms_(std::get<ApiCalls>(plan.discipline)) {
    if (terms_.requests_per_minute) request_limit_.emplace(*terms_.requests_per_minute);
    if (terms_.tokens_per_minute) token_limit_.emplace(*terms_.tokens_per_minute);
}

void ApiKernel::on_arrival() {
    const Request request = arrivals_.request();
    arrivals_.next();
    recorder_.tick(now_);
    recorder_.arrived(now_);

    const double tokens = static_cast<double>(request.input_tokens) + request.output_tokens;
    const Duration request_cost = request_limit_ ? request_limit_->cost(1) : Duration{0};
    const Duration token_cost = token_limit_ ? token_limit_->cost(tokens) : Duration{0};
    SimTime sent = std::max(now_, last_sent_);
    if (request_limit_) sent = std::max(sent, request_limit_->conforms_at(request_cost));
    if (token_limit_) sent = std::max(sent, token_limit_->conforms_at(token_cost));
    const bool never = request_cost > RateLimit::kBucket || token_cost > RateLimit::kBucket;
    if (never || sent - now_ > terms_.max_wait) {
        recorder_.rejected(
            {.id = request.id, .arrival = now_, .start = now_, .completion = now_, .outcome = Outcome::rejected});
        return;
    }
    if (request_limit_) request_limit_->take(request_cost, sent);
    if (token_limit_) token_limit_->take(token_cost, sent);
    last_sent_ = sent;

    const Uniforms draw = latency_.is_random() ? draws_.draw(request.id) : Uniforms{};
    const Duration latency = latency_(1, request.input_tokens, draw.first, draw.second);
    const Duration output = multiple(terms_.per_output_token, request.output_tokens);
    if (free_places_.empty()) {
        free_places_.push_back(static_cast<std::uint32_t>(calls_.size()));
        calls_.emplace_back();
    }
    const std::uint32_t place = free_places_.back();
    free_places_.pop_back();
    const SimTime first_token = output > Duration{0} ? after(sent, latency) : kNever;
    calls_[place] = {now_, sent, first_token, request.id, request.input_tokens, request.output_tokens};
    completions_.push({after(after(sent, latency), output), place});
}

void ApiKernel::on_completion() {
    const auto place = static_cast<std::uint32_t>(completions_.top().key);
    completions_.pop();
    const Call& call = calls_[place];
    recorder_.tick(now_);
    recorder_.completed({.id = call.id,
                         .arrival = call.arrival,
                         .start = call.sent,
                         .completion = now_,
                         .first_token = call.first_token,
                         .cold = Duration{0},
                         .batching = Duration{0},
                         .input_tokens = call.input_tokens,
                         .output_tokens = call.output_tokens,
                         .pool = kOnlyPool,
                         .outcome = Outcome::completed,
                         .even_tokens = true});
    free_places_.push_back(place);
}

}  // namespace plimsoll::sim
