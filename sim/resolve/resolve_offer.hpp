// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/offer.hpp"
#include "sim/plan/plan.hpp"
#include "sim/resolve/knowledge.hpp"
#include "sim/resolve/resolve_findings.hpp"

#include <optional>
#include <string>

/// What is rented: the offer, its price, its cold start and its interruptions.
namespace plimsoll::sim {

/// ISO 8601; empty where nobody knows it.
[[nodiscard]] inline std::string date_text(const std::optional<Date>& date) { return date ? date->text() : ""; }

/// The catalog's offer or the one that is written in place. Finds an unknown name, with the nearest known ones.
[[nodiscard]] std::optional<pricing::Offer> find_offer(const scenarios::OfferSpec& spec, const std::string& pointer,
                                                       Knowledge& known, Findings& findings);

/// Lists the prices of an offer by their meters; those by the hour for this way of buying only.
void list_prices(const pricing::Offer& offer, scenarios::Purchase purchase, const scenarios::PriceFactorsSpec& factors,
                 const std::string& pointer, Findings& findings);

/// The catalog's or the in-line offer, if it is of a kind that serves so and has the price that is asked for. Its
/// prices are those of the list; they are told multiplied by the scenario's factors.
[[nodiscard]] std::optional<pricing::Offer> resolve_offer(const scenarios::PoolSpec& pool, scenarios::Serving serving,
                                                          const std::string& pointer, Knowledge& known,
                                                          const scenarios::PriceFactorsSpec& factors,
                                                          Findings& findings);

/// Every phase of the cold start: the scenario's, else the catalog's, else Plimsoll's. `weights_bytes` are the model's.
[[nodiscard]] StartPhases resolve_start(const scenarios::PoolSpec& pool, const pricing::Offer& offer,
                                        std::optional<double> weights_bytes, const std::string& pointer,
                                        Findings& findings);

/// Interruptions of a spot pool; nothing for others.
[[nodiscard]] std::optional<scenarios::InterruptionsSpec> resolve_interruptions(const scenarios::PoolSpec& pool,
                                                                                const pricing::Offer& offer,
                                                                                const std::string& pointer,
                                                                                Findings& findings);

}  // namespace plimsoll::sim
