// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace plimsoll::measure {

struct Request {
    Duration arrival{};
    std::uint32_t tokens = 1;  ///< of what is asked
    std::uint32_t answer = 1;  ///< tokens, of a model that answers token by token
};

/// Tokens of requests: lognormal around `median`, at least 1 and cut at `most`; all `median` where `sigma` is 0.
struct LengthLaw {
    std::uint32_t median = 1;
    double sigma = 0;  ///< standard deviation of the logarithm
    std::uint32_t most = 1;
};

[[nodiscard]] std::vector<std::uint32_t> lengths_of(const LengthLaw& law, std::size_t count, std::uint64_t seed);

/// A Poisson process of `rate_per_s`, the first arrival a gap after 0. The same for the same seed everywhere; the
/// arrivals do not depend on the lengths.
[[nodiscard]] std::vector<Request> poisson_requests(double rate_per_s, std::size_t count, const LengthLaw& law,
                                                    std::uint64_t seed);

}  // namespace plimsoll::measure
