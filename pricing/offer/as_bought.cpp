// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/as_bought.hpp"

#include "pricing/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::pricing {
namespace {

bool is_of_memory(const WorkMeter& meter) { return meter.unit == "GB-second" || meter.unit == "GiB-second"; }

bool is_of_vcpus(const WorkMeter& meter) { return meter.unit == "vCPU-second"; }

bool has_meter(const Offer& offer, bool (*wanted)(const WorkMeter&)) {
    return std::any_of(offer.meters.begin(), offer.meters.end(), [&](const Meter& meter) {
        const auto* work = std::get_if<WorkMeter>(&meter);
        return work != nullptr && wanted(*work);
    });
}

/// Sets what the meters count of a second, and tells by how much more that is.
double set_units(Offer& offer, bool (*wanted)(const WorkMeter&), double units) {
    double times = 1;
    for (auto& meter : offer.meters) {
        auto* work = std::get_if<WorkMeter>(&meter);
        if (work == nullptr || !wanted(*work)) continue;
        times = units / work->units_per_second.convert_to<double>();
        work->units_per_second = quantity_from(units);
    }
    return times;
}

}  // namespace

std::optional<std::string> why_not_resized(const Offer& offer, const InstanceSize& size) {
    if (has_meter(offer, [](const WorkMeter& meter) { return meter.unit == "GHz-second"; }))
        return fmt::format("'{}' has the clock rate that goes with its memory: take the offer of the size", offer.id);
    if (size.memory_gb && !has_meter(offer, is_of_memory))
        return fmt::format("'{}' is not priced by its memory", offer.id);
    if (size.vcpus && !has_meter(offer, is_of_vcpus)) return fmt::format("'{}' is not priced by its vCPUs", offer.id);
    return std::nullopt;
}

Offer resized(Offer offer, const InstanceSize& size) {
    const bool by_vcpus = has_meter(offer, is_of_vcpus);
    if (size.memory_gb)
        if (const double times = set_units(offer, is_of_memory, *size.memory_gb); !by_vcpus)
            offer.device_share *= times;
    if (size.vcpus) {
        const double times = set_units(offer, is_of_vcpus, *size.vcpus);
        if (offer.device_share < 1) offer.device_share *= times;  // a GPU is whole whatever is beside it
    }
    offer.device_share = std::min(offer.device_share, 1.0);
    return offer;
}

bool can_be_provisioned(const Offer& offer) {
    return has_meter(offer, [](const WorkMeter& meter) { return meter.provisioned; });
}

Offer as_bought(Offer offer, bool provisioned) {
    if (!provisioned) {
        std::erase_if(offer.meters, [](const Meter& meter) {
            const auto* work = std::get_if<WorkMeter>(&meter);
            return work != nullptr && work->provisioned;
        });
        return offer;
    }
    for (auto& meter : offer.meters) {
        if (auto* work = std::get_if<WorkMeter>(&meter)) work->free_per_month = 0;
        if (auto* request = std::get_if<RequestMeter>(&meter)) request->free_per_month = 0;
    }
    return offer;
}

std::optional<std::string> why_not_called(const Offer& offer, const TokenUse& use) {
    if (!use.batch && use.cached_input <= 0) return std::nullopt;
    for (const auto& meter : offer.meters) {
        const auto* token = std::get_if<TokenMeter>(&meter);
        if (token == nullptr) continue;
        if (use.cached_input > 0 && !token->cached_input_per_million)
            return fmt::format("'{}' has no price for cached input", offer.id);
        if (use.batch && !token->batch_discount)
            return fmt::format("'{}' has no price for requests that may wait", offer.id);
        return std::nullopt;
    }
    return fmt::format("'{}' is not paid by the token", offer.id);
}

Offer called(Offer offer, const TokenUse& use) {
    for (auto& meter : offer.meters) {
        auto* token = std::get_if<TokenMeter>(&meter);
        if (token == nullptr) continue;
        token->cached_input = quantity_from(use.cached_input);
        if (!use.batch) continue;
        const Quantity paid = 1 - quantity_from(*token->batch_discount);
        token->batch = true;
        token->input_per_million = token->input_per_million.times(paid);
        token->output_per_million = token->output_per_million.times(paid);
        if (token->cached_input_per_million)
            token->cached_input_per_million = token->cached_input_per_million->times(paid);
    }
    return offer;
}

Offer with_machines(Offer offer, std::uint32_t machines) {
    for (auto& meter : offer.meters)
        if (auto* owned = std::get_if<OwnedMeter>(&meter)) owned->machines = machines;
    return offer;
}

}  // namespace plimsoll::pricing
