// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/token_sampler.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <variant>

namespace plimsoll::sim {

TokenSampler::TokenSampler(const scenarios::TokensSpec& spec, std::uint64_t seed, std::string_view name)
    : draws_(seed, name) {
    if (const auto* constant = std::get_if<scenarios::ConstantTokens>(&spec)) {
        at_least_ = constant->value;
        return;
    }
    const auto& lognormal = std::get<scenarios::LognormalTokens>(spec);
    const bool sound = std::isfinite(lognormal.mean) && lognormal.mean > 0 && std::isfinite(lognormal.cv) &&
                       lognormal.cv >= 0 && lognormal.at_least <= lognormal.at_most;
    if (!sound)
        throw InputError(Problem{{},
                                 0,
                                 "/workload/traffic",
                                 fmt::format("{}: a lognormal number of tokens needs mean > 0, cv >= 0 and "
                                             "at_least <= at_most",
                                             name),
                                 {}});
    constant_ = false;
    // mean = exp(mu + sigma^2 / 2), cv^2 = exp(sigma^2) - 1
    const double variance = std::log1p(lognormal.cv * lognormal.cv);
    sigma_ = std::sqrt(variance);
    mu_ = std::log(lognormal.mean) - variance / 2;
    at_least_ = lognormal.at_least;
    at_most_ = lognormal.at_most;
}

void TokenSampler::fill(std::span<Request> requests, std::uint32_t Request::*field) const {
    if (constant_) {
        for (Request& request : requests) request.*field = static_cast<std::uint32_t>(at_least_);
        return;
    }
    // Box and Muller (1958): one draw gives two independent normals, for requests 2j and 2j + 1.
    std::size_t i = 0;
    while (i < requests.size()) {
        const std::uint64_t id = requests[i].id;
        const auto [first, second] = draws_.draw(id / 2);
        const double radius = std::sqrt(-2 * std::log(first));
        const double angle = 2 * std::numbers::pi * second;
        if (id % 2 == 0) requests[i++].*field = tokens(radius * std::cos(angle));
        if (i < requests.size()) requests[i++].*field = tokens(radius * std::sin(angle));
    }
}

std::uint32_t TokenSampler::of(std::uint64_t id) const {
    Request pair[2];
    const std::uint64_t first = id / 2 * 2;
    pair[0] = {SimTime{}, first};
    pair[1] = {SimTime{}, first + 1};
    fill(pair, &Request::input_tokens);
    return pair[id - first].input_tokens;
}

std::uint32_t TokenSampler::tokens(double normal) const {
    return static_cast<std::uint32_t>(std::clamp(std::exp(mu_ + sigma_ * normal) + 0.5, at_least_, at_most_ + 0.5));
}

}  // namespace plimsoll::sim
