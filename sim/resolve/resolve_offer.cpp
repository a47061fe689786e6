// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve_offer.hpp"

#include "pricing/price_factors.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
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
    }
    return "";
}

bool is_billed_by_the_hour(const Offer& offer) {
    for (const auto& meter : offer.meters)
        if (std::holds_alternative<pricing::InstanceMeter>(meter)) return true;
    return false;
}

/// An API of the catalog, or in-line prices without any for machines or their work.
bool is_billed_by_use(const Offer& offer) {
    if (offer.kind == Offer::Kind::api) return true;
    if (offer.id != "in-line" || offer.meters.empty()) return false;
    return std::all_of(offer.meters.begin(), offer.meters.end(), [](const pricing::Meter& meter) {
        return std::holds_alternative<pricing::RequestMeter>(meter);
    });
}

/// Why an offer of this kind cannot serve so; empty where it can.
std::string misfit(const Offer& offer, Serving serving) {
    switch (serving) {
        case Serving::real_time:
        case Serving::batch:
            return is_billed_by_the_hour(offer) ? "" : "needs machines that are rented by the hour";
        case Serving::serverless:
            return offer.kind == Offer::Kind::api ? "needs functions, containers or machines" : "";
        case Serving::api:
            return is_billed_by_use(offer) ? "" : "needs a model API, priced by tokens or requests";
    }
    return "";
}

std::string_view name_of(Serving serving) {
    switch (serving) {
        case Serving::real_time:
            return "real-time";
        case Serving::serverless:
            return "serverless";
        case Serving::batch:
            return "batch";
        case Serving::api:
            return "api";
    }
    return "";
}

std::string_view name_of(Purchase purchase) {
    switch (purchase) {
        case Purchase::on_demand:
            return "on-demand";
        case Purchase::spot:
            return "spot";
        case Purchase::reserved:
            return "reserved";
    }
    return "";
}

/// The prices of one meter, as text; those by the hour for this way of buying only.
std::string price_text(const pricing::Meter& meter, Purchase purchase) {
    struct Text {
        Purchase purchase;
        std::string operator()(const pricing::InstanceMeter& rent) const {
            const auto& price = purchase == Purchase::spot       ? rent.spot_per_hour
                                : purchase == Purchase::reserved ? rent.reserved_per_hour
                                                                 : rent.on_demand_per_hour;
            return price ? fmt::format("{} {} USD/h", name_of(purchase), price->text()) : "";
        }
        std::string operator()(const pricing::RequestMeter& fee) const {
            return fmt::format("{} USD/1M requests", fee.per_million.text());
        }
        std::string operator()(const pricing::WorkMeter& work) const {
            if (work.tiers.empty()) return "";
            return fmt::format("{} USD/{}{}", work.tiers.front().price.text(), work.unit,
                               work.tiers.size() > 1 ? " (first tier)" : "");
        }
        std::string operator()(const pricing::TokenMeter& tokens) const {
            return fmt::format("{} USD/1M input tokens, {} USD/1M output tokens", tokens.input_per_million.text(),
                               tokens.output_per_million.text());
        }
    };
    return std::visit(Text{purchase}, meter);
}

/// Lists the prices of an offer that the factors were applied to already.
void list_prices(const Offer& offer, Purchase purchase, const scenarios::PriceFactorsSpec& factors,
                 const std::string& pointer, Findings& findings) {
    const bool spot = purchase == Purchase::spot && offer.spot_provenance;
    const auto& from = spot ? *offer.spot_provenance : offer.provenance;
    const std::string mark = from.example ? " (example)" : from.verified ? "" : " (not verified)";
    bool listed = false;
    for (const auto& meter : offer.meters) {
        auto text = price_text(meter, purchase);
        if (text.empty()) continue;
        listed = true;
        if (const double factor = pricing::factor_of(factors, meter, purchase); factor != 1)
            text += fmt::format(" (x {} by price_factors)", factor);
        if (from.date.empty())
            findings.value(pointer + "/offer", text + mark);  // in-line
        else
            findings.derived(pointer + "/offer/price", text + mark, Findings::Origin::catalog, from.source, from.date);
    }
    if (listed) findings.used(offer, from, name_of(purchase));
}

}  // namespace

std::optional<pricing::Offer> find_offer(const scenarios::OfferSpec& spec, const std::string& pointer,
                                         const pricing::Catalog& catalog, Findings& findings) {
    if (const auto* in_line = std::get_if<scenarios::InlineOffer>(&spec)) {
        try {
            return pricing::offer_from(*in_line);
        } catch (const InputError& error) {
            findings.adopt(pointer, error);
            return std::nullopt;
        }
    }
    const auto& id = std::get<std::string>(spec);
    if (const auto* offer = catalog.find(id)) return *offer;
    const auto near = catalog.suggestions(id);
    findings.problem(pointer, fmt::format("there is no offer \"{}\" in the catalog", id),
                     near.empty() ? "an offer may also be written in place: {\"price\": \"1.00 USD/h\"}"
                                  : fmt::format("did you mean {}?", scenarios::one_of(near)));
    return std::nullopt;
}

std::optional<pricing::Offer> resolve_offer(const scenarios::PoolSpec& pool, scenarios::Serving serving,
                                            const std::string& pointer, const pricing::Catalog& catalog,
                                            const scenarios::PriceFactorsSpec& factors, Findings& findings) {
    auto offer = find_offer(pool.offer, pointer + "/offer", catalog, findings);
    if (!offer) return std::nullopt;
    pricing::apply(factors, *offer);
    if (const auto why = misfit(*offer, serving); !why.empty()) {
        findings.problem(pointer + "/offer", fmt::format("\"{}\" is {}; {} serving {}", offer->id, name_of(offer->kind),
                                                         name_of(serving), why));
        return std::nullopt;
    }
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

    if (std::holds_alternative<std::string>(pool.offer)) findings.value(pointer + "/offer", offer->title);
    findings.value(pointer + "/purchase", std::string(name_of(pool.purchase)));
    list_prices(*offer, pool.purchase, factors, pointer, findings);
    if (pool.fallback_on_demand) {
        findings.value(pointer + "/fallback", "on-demand");
        list_prices(*offer, Purchase::on_demand, factors, pointer, findings);
    }
    return offer;
}

}  // namespace plimsoll::sim
