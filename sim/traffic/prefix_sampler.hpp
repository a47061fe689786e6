// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/random/stream.hpp"
#include "sim/traffic/request.hpp"
#include "sim/traffic/token_sampler.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace plimsoll::sim {

/// Puts before each prompt what it shares with others: a system prompt and a document. A request's draws belong to the
/// seed and its id alone, a document's length to the seed and its number.
class PrefixSampler {
public:
    PrefixSampler(const scenarios::PrefixSpec& spec, std::uint64_t seed);

    /// Of requests whose tenants and own tokens are drawn.
    void fill(std::span<Request> requests, SharedParts& shared) const;

private:
    [[nodiscard]] std::uint64_t document_at(double uniform) const;

    scenarios::PrefixSpec spec_;
    Stream draws_;
    std::optional<TokenSampler> document_tokens_;
    std::vector<double> up_to_;  ///< weights of the documents, added up
};

}  // namespace plimsoll::sim
