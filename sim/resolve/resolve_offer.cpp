// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve_offer.hpp"

#include "pricing/offer/as_bought.hpp"
#include "pricing/offer/price_factors.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/resolve/resolve_spot_prices.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <variant>

namespace plimsoll::sim {
namespace {

using pricing::Offer;
using scenarios::Purchase;
using scenarios::Serving;

std::string_view name_of(Offer::Kind kind) {
    switch (kind) {
        case Offer::Kind::instance:
            return "a machine";
        case Offer::Kind::function:
            return "a function";
        case Offer::Kind::container:
            return "a container";
        case Offer::Kind::api:
            return "a model API";
        case Offer::Kind::service:
            return "a service beside what serves, for \"extras\"";
    }
    return "";
}

/// An API of the catalog, or in-line prices without any for machines or their work.
bool is_billed_by_use(const Offer& offer) {
    if (offer.kind == Offer::Kind::api) return true;
    return offer.id == "in-line" && !offer.meters.empty() && pricing::usage_rules(offer) == pricing::UsageRules{};
}

/// Why an offer of this kind cannot serve so; empty where it can.
std::string misfit(const Offer& offer, Serving serving) {
    switch (serving) {
        case Serving::real_time:
        case Serving::batch:
            return pricing::is_rented_by_time(offer) ? "" : "needs machines that are rented by the hour";
        case Serving::serverless:
            return offer.kind == Offer::Kind::api || offer.kind == Offer::Kind::service
                       ? "needs functions, containers or machines"
                       : "";
        case Serving::api:
            return is_billed_by_use(offer) ? "" : "needs a model API, priced by tokens or requests";
    }
    return "";
}

/// The offer as the pool asks for it: of another size, with instances that are held ready.
std::optional<Offer> buy(Offer offer, const scenarios::PoolSpec& pool, const std::string& pointer, Findings& findings) {
    const pricing::InstanceSize size{pool.memory_gb, pool.vcpus};
    if (size.memory_gb || size.vcpus) {
        const auto place = pointer + (size.memory_gb ? "/memory" : "/vcpus");
        if (const auto why = pricing::why_not_resized(offer, size)) {
            findings.problem(place, *why);
            return std::nullopt;
        }
        if (size.memory_gb)
            findings.value(pointer + "/memory", {*size.memory_gb, "GB", fmt::format("{} GB", *size.memory_gb)});
        if (size.vcpus) findings.value(pointer + "/vcpus", *size.vcpus);
        offer = pricing::resized(std::move(offer), size);
    }
    if (pool.provisioned > 0 && !pricing::can_be_provisioned(offer)) {
        findings.problem(pointer + "/provisioned",
                         fmt::format("'{}' has no price for instances that are held ready", offer.id),
                         "functions of AWS Lambda have one; machines are kept by real-time serving");
        return std::nullopt;
    }
    const pricing::TokenUse use{pool.cached_input, pool.batch_prices};
    if (const auto why = pricing::why_not_called(offer, use)) {
        findings.problem(pointer + (use.cached_input > 0 ? "/cached_input" : "/batch_prices"), *why);
        return std::nullopt;
    }
    if (use.cached_input > 0) findings.value(pointer + "/cached_input", use.cached_input);
    if (use.batch) findings.value(pointer + "/batch_prices", use.batch);
    offer = pricing::with_machines(pricing::called(std::move(offer), use), pool.replicas.max);
    return pricing::as_bought(std::move(offer), pool.provisioned > 0);
}

/// The price of one meter; one by the hour for this way of buying only. No text: there is none.
template <class Meter>
AssumedValue price_of(const Meter& meter, Purchase purchase) {
    AssumedValue price = meter.describe(purchase);
    const auto known = [&](const pricing::Money& amount, const char* unit) {
        price.number = amount.approximate();
        price.unit = unit;
    };
    if constexpr (std::same_as<Meter, pricing::InstanceMeter>) {
        if (const auto& hour = meter.per_hour(purchase)) known(*hour, "USD/h");
    } else if constexpr (std::same_as<Meter, pricing::RequestMeter>) {
        known(meter.per_million, "USD/1M requests");
    }
    return price;
}

}  // namespace

void list_prices(const Offer& offer, Purchase purchase, const scenarios::PriceFactorsSpec& factors,
                 const std::string& pointer, Findings& findings) {
    const bool spot = purchase == Purchase::spot && offer.spot_provenance;
    const auto& from = spot ? *offer.spot_provenance : offer.provenance;
    const auto negotiated = pricing::negotiated_price(offer, purchase);
    const auto source = negotiated.empty() ? from.source : from.source + "; " + negotiated;
    bool listed = false;
    for (const auto& meter : pricing::at_factors(offer, factors).meters) {
        auto price = std::visit([&](const auto& rule) { return price_of(rule, purchase); }, meter);
        if (price.text.empty()) continue;
        listed = true;
        if (const double factor = pricing::factor_of(factors, meter, purchase); factor != 1)
            price.text += fmt::format(" (x {} by price_factors)", factor);
        if (from.own)
            findings.value(pointer + "/offer", std::move(price));
        else
            findings.derived(pointer + "/offer/price", std::move(price), Findings::Origin::catalog, source,
                             date_text(from.date));
    }
    if (listed) findings.used(offer, from, purchase);
}

std::optional<pricing::Offer> find_offer(const scenarios::OfferSpec& spec, const std::string& pointer, Knowledge& known,
                                         Findings& findings) {
    if (const auto* in_line = std::get_if<scenarios::InlineOffer>(&spec)) {
        try {
            return pricing::offer_from(*in_line);
        } catch (const InputError& error) {
            findings.adopt(pointer, error);
            return std::nullopt;
        }
    }
    const auto& id = std::get<std::string>(spec);
    const auto& catalog = known.catalog();
    if (const auto* offer = catalog.find(id)) return *offer;
    const auto near = catalog.suggestions(id);
    findings.problem(pointer, fmt::format("there is no offer \"{}\" in the catalog", id),
                     near.empty() ? "an offer may also be written in place: {\"price\": \"1.00 USD/h\"}"
                                  : fmt::format("did you mean {}?", scenarios::one_of(near)));
    return std::nullopt;
}

std::optional<pricing::Offer> resolve_offer(const scenarios::PoolSpec& pool, scenarios::Serving serving,
                                            const std::string& pointer, Knowledge& known,
                                            const scenarios::PriceFactorsSpec& factors, Findings& findings) {
    auto offer = find_offer(pool.offer, pointer + "/offer", known, findings);
    if (!offer) return std::nullopt;
    if (const auto why = misfit(*offer, serving); !why.empty()) {
        findings.problem(pointer + "/offer", fmt::format("\"{}\" is {}; {} serving {}", offer->id, name_of(offer->kind),
                                                         scenarios::name_of(serving), why));
        return std::nullopt;
    }
    if (auto bought = buy(std::move(*offer), pool, pointer, findings))
        offer = std::move(bought);
    else
        return std::nullopt;
    bool priced = true;
    const auto need = [&](Purchase purchase, const char* what) {
        const auto missing = pricing::missing_price(*offer, purchase);
        if (!missing) return;
        findings.problem(findings.is_set(pointer + what) ? pointer + what : pointer + "/offer", *missing);
        priced = false;
    };
    need(pool.purchase, "/purchase");
    if (pool.fallback_on_demand) need(Purchase::on_demand, "/fallback");
    if (!priced) return std::nullopt;
    if (pool.spot_prices && !lay_spot_prices(*pool.spot_prices, pointer + "/spot_prices", *offer, findings))
        return std::nullopt;

    if (std::holds_alternative<std::string>(pool.offer)) findings.value(pointer + "/offer", offer->title);
    findings.value(pointer + "/purchase", std::string(scenarios::name_of(pool.purchase)));
    list_prices(*offer, pool.purchase, factors, pointer, findings);
    if (pool.fallback_on_demand) {
        findings.value(pointer + "/fallback", "on-demand");
        list_prices(*offer, Purchase::on_demand, factors, pointer, findings);
    }
    return offer;
}

}  // namespace plimsoll::sim
