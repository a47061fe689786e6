// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/commitment/commitment_catalog.hpp"
#include "scenarios/projection_spec.hpp"
#include "sim/plan/plan.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// A commitment of the months ahead, as one deployment pays it. What it covers is at the rates of its first month,
/// whatever prices on demand do later.
struct MadeCommitment {
    std::string name;
    pricing::Commitment commitment;  ///< rates by the offers of the deployment
    std::optional<std::uint32_t> machines;
    scenarios::Term term = scenarios::Term::one_year;
    scenarios::Upfront upfront = scenarios::Upfront::none;
    std::chrono::year_month from{}, until{};  ///< its first month, and the first without it

    [[nodiscard]] bool holds(std::chrono::year_month month) const { return month >= from && month < until; }
    /// USD of a month with what is paid upfront spread over all hours of all its months: what it costs, used or not.
    [[nodiscard]] double amortised(std::chrono::year_month month) const;
    /// Billed in a month: upfront in the first one, and hour by hour. Over all its months they are what is amortised.
    [[nodiscard]] double upfront_usd(std::chrono::year_month month) const;
    [[nodiscard]] double recurring_usd(std::chrono::year_month month) const;
};

/// Those that the deployment pays, in the order of the spec. \throws InputError for the first that does not fit
[[nodiscard]] std::vector<MadeCommitment> made_commitments(const scenarios::ProjectionSpec& spec,
                                                           const Experiment& experiment, std::size_t deployment,
                                                           const pricing::CommitmentCatalog& catalog);

/// Factor on the prices of an offer in a month, of machines bought so, or of what is none.
[[nodiscard]] double price_factor(const scenarios::ProjectionSpec& spec, std::chrono::year_month month,
                                  const std::string& offer, std::optional<scenarios::Purchase> purchase);

}  // namespace plimsoll::sim
