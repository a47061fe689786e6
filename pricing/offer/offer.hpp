// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/meters.hpp"
#include "pricing/provenance.hpp"
#include "scenarios/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plimsoll::pricing {

/// The latency and limits that an API's own measurements or terms give.
struct ApiService {
    Duration latency_median{};  ///< 0: nothing is published of it
    Duration latency_p99{};
    Duration per_output_token{};
    std::optional<double> requests_per_minute;
    std::optional<double> tokens_per_minute;
};

/// Typical cold start of this kind of capacity; a scenario can override each.
using StartDefaults = scenarios::StartSpec;

/// A negotiated price in place of a list price.
struct NegotiatedPrice {
    std::optional<scenarios::Purchase> purchase;  ///< nothing: the prices of use
    std::string text;                             ///< "12 % off by ours.json:3: our contract (2026-01-01)"
};

/// Something that can be rented: a machine type, a function size, a container size, a model API.
struct Offer {
    using Kind = OfferKind;
    std::string id;     ///< "aws/us-east-1/g4dn.xlarge"; "in-line" for an offer written in a scenario
    std::string title;  ///< "AWS EC2 g4dn.xlarge (1 x NVIDIA T4), us-east-1"
    Kind kind = Kind::instance;
    std::string sku;  ///< the provider's own number of it; empty where nobody told
    scenarios::ExtraCategory category = scenarios::ExtraCategory::other;  ///< of a service
    std::string device;  ///< a name of models/devices; empty where nothing of ours runs on it
    std::uint32_t devices = 1;
    double device_share = 1;  ///< fraction of the device's rates that the size gets (functions, small containers)
    std::vector<Meter> meters;
    Provenance provenance;
    std::optional<Provenance> spot_provenance;
    StartDefaults start;
    std::optional<ApiService> api;
    std::optional<Duration> spot_notice;
    std::vector<std::string> notes;  ///< printed by explain
    std::vector<NegotiatedPrice> negotiated;
};

/// What the offer's meters need of a simulation.
[[nodiscard]] UsageRules usage_rules(const Offer& offer);

/// The price of an hour of one instance, where instances are rented by time and sold so.
[[nodiscard]] std::optional<Money> hourly_price(const Offer& offer, scenarios::Purchase purchase);

/// The prices along which spot instances are billed; null where it is one price at all times.
[[nodiscard]] const PriceSeries* spot_price_series(const Offer& offer);

/// Whether instances are rented by time, however they are bought.
[[nodiscard]] bool is_rented_by_time(const Offer& offer);

/// Which line of an overlay changed the prices that count when bought so; empty: they are those of the list.
[[nodiscard]] std::string negotiated_price(const Offer& offer, scenarios::Purchase purchase);

/// Why the offer cannot be bought that way; nothing where it has a price. To be asked before anything is simulated:
/// `bill` treats usage without a price as a bug.
[[nodiscard]] std::optional<std::string> missing_price(const Offer& offer, scenarios::Purchase purchase);

}  // namespace plimsoll::pricing
