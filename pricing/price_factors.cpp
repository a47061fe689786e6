// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/price_factors.hpp"

#include "pricing/quantity.hpp"

namespace plimsoll::pricing {
namespace {

using scenarios::PriceFactorsSpec;

void scale(std::optional<Money>& price, double factor) {
    if (price) price = price->times(quantity_from(factor));
}

struct Scale {
    const PriceFactorsSpec& factors;

    void operator()(InstanceMeter& rent) const {
        scale(rent.on_demand_per_hour, factors.on_demand);
        scale(rent.spot_per_hour, factors.spot);
        scale(rent.reserved_per_hour, factors.reserved);
    }
    void operator()(RequestMeter& fee) const { fee.per_million = fee.per_million.times(usage()); }
    void operator()(WorkMeter& work) const {
        for (auto& tier : work.tiers) tier.price = tier.price.times(usage());
    }
    void operator()(TokenMeter& tokens) const {
        tokens.input_per_million = tokens.input_per_million.times(usage());
        tokens.output_per_million = tokens.output_per_million.times(usage());
    }
    [[nodiscard]] Quantity usage() const { return quantity_from(factors.usage); }
};

}  // namespace

void apply(const PriceFactorsSpec& factors, Offer& offer) {
    if (factors == PriceFactorsSpec{}) return;
    for (auto& meter : offer.meters) std::visit(Scale{factors}, meter);
}

double factor_of(const PriceFactorsSpec& factors, const Meter& meter, scenarios::Purchase purchase) {
    if (!std::holds_alternative<InstanceMeter>(meter)) return factors.usage;
    switch (purchase) {
        case scenarios::Purchase::spot:
            return factors.spot;
        case scenarios::Purchase::reserved:
            return factors.reserved;
        case scenarios::Purchase::on_demand:
            break;
    }
    return factors.on_demand;
}

}  // namespace plimsoll::pricing
