// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "pricing/usage.hpp"
#include "scenarios/named_enum.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// A meter is one file: what a catalog calls it, how it is read there and in a scenario, what it needs of a simulation,
/// what its prices are, and what it makes of a pool's usage. meters.hpp registers it by one row.
///
/// Each has kName, kSells (what an offer with such a price is, if it says so), the prices themselves, and
/// - read(CatalogFields&): from an element of a catalog's "meters"; notes what is wrong and goes on
/// - in_line(InlineOffer, InlineAmounts&): from an offer that a scenario writes; nothing where that has no such price
/// - scale(PriceFactorsSpec): multiplies its prices and its free grant; tiers' limits and roundings stay
/// - describe(Purchase): its prices as text; empty where it has none for that way of buying
/// - apply(MeterContext): adds its lines to the bill, in a fixed order, and none where there is nothing to bill
/// and, where it differs from most of them, hides a member of UsageMeter.
namespace plimsoll::pricing {

class CatalogFields;
class InlineAmounts;
struct MeterContext;

/// What is rented; a service beside what serves, such as a disk, is an extra of a deployment.
enum class OfferKind { instance, function, container, api, service };
inline constexpr scenarios::EnumName<OfferKind> kOfferKindNames[] = {{"instance", OfferKind::instance},
                                                                     {"function", OfferKind::function},
                                                                     {"container", OfferKind::container},
                                                                     {"api", OfferKind::api},
                                                                     {"service", OfferKind::service}};

/// Requests and tokens are priced by the million.
inline constexpr std::int64_t kMillion = 1'000'000;

/// What most meters have in common: they count use, at one price however it is bought.
struct UsageMeter {
    /// Adds what the meter needs of a simulation, beyond the counts that every usage has.
    static void add_needs(UsageRules& /*rules*/) {}
    /// The price of an hour of an instance; nothing where none is rented by time.
    static std::optional<Money> per_hour(scenarios::Purchase /*purchase*/) { return std::nullopt; }
    /// The factor on the meter's prices when bought so.
    static double factor(const scenarios::PriceFactorsSpec& factors, scenarios::Purchase /*purchase*/) {
        return factors.usage;
    }
};

}  // namespace plimsoll::pricing

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<pricing::OfferKind>> names_of() {
    return pricing::kOfferKindNames;
}

}  // namespace plimsoll::scenarios
