// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/random/stream.hpp"
#include "sim/traffic/request.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace plimsoll::sim {

/// Draws the number of tokens of requests; a request's draw belongs to the seed and its id alone.
class TokenSampler {
public:
    /// `name` names the random stream and the field. \throws InputError for a mean or cv that makes no sense.
    TokenSampler(const scenarios::TokensSpec& spec, std::uint64_t seed, std::string_view name);

    /// Sets `field` of the requests, whose ids follow one another.
    void fill(std::span<Request> requests, std::uint32_t Request::*field) const;

    /// Of one request.
    [[nodiscard]] std::uint32_t of(std::uint64_t id) const;

private:
    [[nodiscard]] std::uint32_t tokens(double normal) const;

    Stream draws_;
    bool constant_ = true;
    double mu_ = 0;     ///< of the logarithm
    double sigma_ = 0;  ///< of the logarithm
    double at_least_ = 0;
    double at_most_ = 0;
};

}  // namespace plimsoll::sim
