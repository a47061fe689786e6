// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/meter.hpp"

namespace plimsoll::pricing {

/// Tokens of a model API.
struct TokenMeter : UsageMeter {
    static constexpr std::string_view kName = "token";
    static constexpr std::optional<OfferKind> kSells = OfferKind::api;

    Money input_per_million;
    Money output_per_million;
    std::optional<Money> cached_input_per_million;  ///< of input that the provider finds in its cache
    std::optional<double> batch_discount;           ///< what requests that may wait cost less, as a share
    Quantity cached_input = 0;                      ///< the share of the input that it finds there: the scenario's
    bool batch = false;  ///< requests may wait, and cost less: `batch_discount` is in the prices

    TokenMeter() = default;
    TokenMeter(Money input, Money output)
        : input_per_million(std::move(input)), output_per_million(std::move(output)) {}

    static TokenMeter read(CatalogFields& fields);
    static std::optional<TokenMeter> in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts);
    void scale(const scenarios::PriceFactorsSpec& factors);
    [[nodiscard]] std::string describe(scenarios::Purchase purchase) const;
    void apply(const MeterContext& context) const;
};

}  // namespace plimsoll::pricing
