// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/catalog_meters.hpp"

#include "pricing/quantity.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace plimsoll::pricing {
namespace {

using scenarios::child_pointer;
using scenarios::JsonDocument;

Rounding read_rounding(CatalogFields& meter, Rounding otherwise) {
    const auto granularity = meter.duration("granularity");
    if (granularity && granularity->count() <= 0) {
        meter.problem("granularity", "expected a duration above 0");
        return otherwise;
    }
    return {granularity.value_or(otherwise.granularity), meter.duration("minimum").value_or(otherwise.minimum)};
}

Quantity read_grant(CatalogFields& meter) {
    const auto grant = meter.positive("free_per_month");
    return grant ? quantity_from(*grant) : Quantity(0);
}

InstanceMeter read_instance(CatalogFields& meter) {
    InstanceMeter result;
    result.on_demand_per_hour = meter.price("on_demand_per_hour");
    result.spot_per_hour = meter.price("spot_per_hour");
    result.reserved_per_hour = meter.price("reserved_per_hour");
    result.rounding = read_rounding(meter, result.rounding);
    result.free_if_interrupted_within = meter.duration("free_if_interrupted_within").value_or(Duration{});
    if (!result.on_demand_per_hour && !result.spot_per_hour && !result.reserved_per_hour) {
        meter.problem("", "expected a price: 'on_demand_per_hour', 'spot_per_hour' or 'reserved_per_hour'");
    }
    const auto dearer = [&](const std::optional<Money>& price) {
        return price && result.on_demand_per_hour && *price > *result.on_demand_per_hour;
    };
    for (const char* key : {"spot_per_hour", "reserved_per_hour"}) {
        if (dearer(key[0] == 's' ? result.spot_per_hour : result.reserved_per_hour)) {
            meter.problem(key, "is above the on-demand price");
        }
    }
    return result;
}

RequestMeter read_request(CatalogFields& meter) { return {meter.required_price("per_million"), read_grant(meter)}; }

TokenMeter read_token(CatalogFields& meter) {
    // A model that writes no tokens (an embedding, a classifier) has no price for them.
    return {meter.required_price("input_per_million"), meter.price("output_per_million").value_or(Money{})};
}

std::vector<Tier> read_tiers(const JsonDocument& document, CatalogFields::Problems& problems, CatalogFields& meter) {
    std::vector<Tier> tiers;
    const auto elements = meter.elements("tiers");
    if (elements.empty()) {
        meter.problem("", "'tiers' is missing: expected at least one {\"price\": ...}");
    }
    for (const auto& pointer : elements) {
        CatalogFields fields(document, problems, {pointer});
        const bool last = tiers.size() + 1 == elements.size();
        const auto limit = fields.positive("up_to");
        Tier tier{std::nullopt, fields.required_price("price")};
        if (limit) {
            tier.up_to = quantity_from(*limit);
        }
        if (last && fields.has("up_to")) {
            fields.problem("up_to", "the last tier has no end");
        } else if (!last && !limit) {
            fields.problem("", "'up_to' is missing: only the last tier has no end");
        } else if (!tiers.empty() && tier.up_to && tiers.back().up_to && *tier.up_to <= *tiers.back().up_to) {
            fields.problem("up_to", "is not above the end of the tier before: limits are cumulative");
        }
        fields.reject_unknown();
        tiers.push_back(tier);
    }
    return tiers;
}

WorkMeter read_work(const JsonDocument& document, CatalogFields::Problems& problems, CatalogFields& meter) {
    WorkMeter result;
    result.basis = static_cast<WorkMeter::Basis>(meter.one_of("basis", {"invocation", "busy", "lifetime"}));
    result.unit = work_units()[meter.one_of("unit", work_units())];
    result.item = meter.text("item").value_or("");
    if (!meter.has("units_per_second")) {
        meter.problem("", "'units_per_second' is missing: how many of the unit one second of the instance is");
    }
    if (const auto units = meter.positive("units_per_second")) {
        result.units_per_second = quantity_from(*units);
    }
    result.tiers = read_tiers(document, problems, meter);
    result.free_per_month = read_grant(meter);
    result.rounding = read_rounding(meter, result.rounding);
    result.bills_start = meter.flag("bills_start", result.bills_start);
    return result;
}

/// Pointers of the meter and of what it is like.
std::vector<std::string> with_model(const JsonDocument& document, CatalogFields::Problems& problems,
                                    const std::string& pointer) {
    CatalogFields own(document, problems, {pointer});
    const auto like = own.text("like");
    if (!like) {
        return {pointer};
    }
    const auto& root = document.root();
    std::vector<std::string> names;
    if (root.contains("meters") && root["meters"].is_object()) {
        for (const auto& [name, meter] : root["meters"].items()) {
            names.push_back(name);
        }
    }
    if (std::find(names.begin(), names.end(), *like) == names.end()) {
        own.problem("like", fmt::format("'{}' is not among the file's 'meters'", *like),
                    scenarios::did_you_mean(*like, names));
        return {pointer};
    }
    return {pointer, child_pointer("/meters", *like)};
}

}  // namespace

const std::vector<std::string>& work_units() {
    static const std::vector<std::string> units{"GB-second", "GiB-second", "vCPU-second", "GHz-second", "GPU-second"};
    return units;
}

Meter read_meter(const JsonDocument& document, CatalogFields::Problems& problems, const std::string& pointer) {
    CatalogFields meter(document, problems, with_model(document, problems, pointer));
    (void)meter.text("like");
    Meter result;
    switch (meter.one_of("meter", {"instance", "request", "work", "token"})) {
        case 0:
            result = read_instance(meter);
            break;
        case 1:
            result = read_request(meter);
            break;
        case 2:
            result = read_work(document, problems, meter);
            break;
        default:
            result = read_token(meter);
            break;
    }
    meter.reject_unknown();
    return result;
}

}  // namespace plimsoll::pricing
