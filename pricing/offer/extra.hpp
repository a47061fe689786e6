// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/offer.hpp"
#include "scenarios/extra_spec.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace plimsoll::pricing {

/// A service that is billed beside the pools, and how much of it a deployment uses.
struct Extra {
    Offer offer;
    scenarios::ExtraSpec::Per per = scenarios::ExtraSpec::Per::request;
    Quantity amount = 1;  ///< things, or GB of 2^30 bytes, for each of `per`
};

/// What a deployment pays for.
struct DeploymentOffers {
    std::vector<Offer> pools;  ///< by pool
    std::vector<Extra> extras;
};

/// The service that a scenario writes in place. \throws std::invalid_argument where its price is finer than money
[[nodiscard]] Offer offer_from(const scenarios::InlineExtra& spec);

/// Why so much of it cannot be billed so, with what could; nothing where it can.
struct Misfit {
    std::string message, hint;
};
[[nodiscard]] std::optional<Misfit> misfit(const Offer& service, const scenarios::ExtraSpec& spec);

/// \pre misfit() finds none
[[nodiscard]] Extra extra_from(Offer service, const scenarios::ExtraSpec& spec);

/// What its meters need of the simulation of every pool.
void add_needs(const Extra& extra, UsageRules& rules);

/// Units of a quantity meter that the usage of all pools together comes to.
[[nodiscard]] Quantity units_of(const Extra& extra, const QuantityMeter& meter, const PoolUsage& usage);

/// What all pools used together; \pre at least one, equal spans
[[nodiscard]] PoolUsage sum_of(std::span<const PoolUsage> pools);

}  // namespace plimsoll::pricing
