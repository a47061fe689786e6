// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/fee.hpp"
#include "pricing/meter/instance.hpp"
#include "pricing/meter/owned.hpp"
#include "pricing/meter/quantity.hpp"
#include "pricing/meter/request.hpp"
#include "pricing/meter/share.hpp"
#include "pricing/meter/token.hpp"
#include "pricing/meter/work.hpp"

#include <variant>
#include <vector>

namespace plimsoll::pricing {

/// Every kind of meter there is, one row each, in the order in which a bill lists those of an offer written in place.
/// Whatever reads, scales, describes or applies meters takes them from here.
using Meter = std::variant<InstanceMeter,  //
                           RequestMeter,   //
                           WorkMeter,      //
                           TokenMeter,     //
                           FeeMeter,       //
                           QuantityMeter,  //
                           ShareMeter,     //
                           OwnedMeter>;

/// Their names in catalogs, in the same order.
[[nodiscard]] const std::vector<std::string>& meter_names();

/// The meter of that name's place, read from an element of a catalog's "meters".
[[nodiscard]] Meter read_meter(std::size_t kind, CatalogFields& fields);

/// Those whose prices the scenario's offer has.
[[nodiscard]] std::vector<Meter> in_line_meters(const scenarios::InlineOffer& spec, InlineAmounts& amounts);

/// What the meter is the price of, where it is of something that serves.
[[nodiscard]] std::optional<OfferKind> sold_by(const Meter& meter);

}  // namespace plimsoll::pricing
