// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve_extras.hpp"

#include "scenarios/enum_names.hpp"
#include "scenarios/quantity.hpp"
#include "sim/resolve/resolve_offer.hpp"

#include <fmt/format.h>

#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>

namespace plimsoll::sim {
namespace {

using scenarios::ExtraSpec;
using Per = ExtraSpec::Per;

/// The service, if it is one.
std::optional<pricing::Offer> find_service(const ExtraSpec& spec, const std::string& pointer, Knowledge& known,
                                           Findings& findings) {
    if (const auto* in_line = std::get_if<scenarios::InlineExtra>(&spec.offer)) {
        try {
            return pricing::offer_from(*in_line);
        } catch (const std::invalid_argument& error) {
            findings.problem(pointer + "/price", error.what());
            return std::nullopt;
        }
    }
    auto offer = find_offer(std::get<std::string>(spec.offer), pointer, known, findings);
    if (!offer || offer->kind == pricing::OfferKind::service) return offer;
    findings.problem(pointer, fmt::format("\"{}\" serves requests: it is for a pool", offer->id),
                     R"(an extra is a service, such as "aws/us-east-1/internet-egress")");
    return std::nullopt;
}

void list_amount(const ExtraSpec& spec, const std::string& pointer, Findings& findings) {
    constexpr double kGb = 1 << 30;
    findings.value(pointer + "/per", std::string(scenarios::name_of(spec.per)));
    if (spec.per == Per::machine_cost) return;
    if (spec.size_gb)
        findings.value(pointer + "/size", {*spec.size_gb, "GB", scenarios::text_of_bytes(*spec.size_gb * kGb)});
    else
        findings.value(pointer + "/count", spec.count);
}

/// Why the pools have nothing that a fee could be a share of; nothing where they have.
std::optional<pricing::Misfit> misfit_of_machines(const pricing::Offer& service,
                                                  const std::vector<pricing::Offer>& pools) {
    const auto* share = std::get_if<pricing::ShareMeter>(&service.meters.front());
    if (share == nullptr) return std::nullopt;
    bool rented = false;
    for (const auto& offer : pools)
        for (const auto& meter : offer.meters) {
            const auto* rent = std::get_if<pricing::InstanceMeter>(&meter);
            rented = rented || rent != nullptr;
            if (rent != nullptr && share->of == scenarios::ShareOf::on_demand && !rent->on_demand_per_hour)
                return pricing::Misfit{fmt::format("is a share of the price on demand, and \"{}\" has none", offer.id),
                                       R"(write the fee as one of what is billed: {"price": "12 %", "of": "billed"})"};
        }
    if (rented) return std::nullopt;
    return pricing::Misfit{"is a share of what machines cost, and no pool rents any by the hour", "remove it"};
}

}  // namespace

std::vector<pricing::Extra> resolve_extras(const scenarios::Scenario& scenario,
                                           const scenarios::DeploymentSpec& deployment,
                                           const std::vector<pricing::Offer>& pools, const std::string& pointer,
                                           Knowledge& known, Findings& findings) {
    std::vector<pricing::Extra> extras;
    for (std::size_t i = 0; i < deployment.extras.size(); ++i) {
        const auto& spec = deployment.extras[i];
        const auto at = fmt::format("{}/extras/{}", pointer, i);
        auto service = find_service(spec, at + "/offer", known, findings);
        if (!service) continue;
        if (deployment.serving == scenarios::Serving::api && (spec.per == Per::start || spec.per == Per::instance)) {
            findings.problem(at + "/per", "the instances of an API are the provider's",
                             R"(it may be per "request", "month" or "deployment")");
            continue;
        }
        if (auto wrong = pricing::misfit(*service, spec)) {
            findings.problem(at, std::move(wrong->message), std::move(wrong->hint));
            continue;
        }
        if (auto wrong = misfit_of_machines(*service, pools)) {
            findings.problem(at, std::move(wrong->message), std::move(wrong->hint));
            continue;
        }
        if (std::holds_alternative<std::string>(spec.offer)) findings.value(at + "/offer", service->title);
        list_amount(spec, at, findings);
        list_prices(*service, scenarios::Purchase::on_demand, scenario.price_factors, at, findings);
        extras.push_back(pricing::extra_from(std::move(*service), spec));
    }
    return extras;
}

}  // namespace plimsoll::sim
