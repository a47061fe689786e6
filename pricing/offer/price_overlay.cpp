// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/price_overlay.hpp"

#include "pricing/catalog_fields.hpp"
#include "pricing/offer/name_pattern.hpp"
#include "pricing/offer/price_factors.hpp"
#include "pricing/quantity.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace plimsoll::pricing {
namespace {

using scenarios::JsonDocument;
using scenarios::Purchase;

constexpr int kOverlayVersion = 1;
constexpr int kWhole = 100;   // percent
constexpr int kMostOff = 99;  // so that no price becomes 0 by rounding
constexpr const char* kVersionKey = "plimsoll_price_overlay";

/// What is paid by the hour in one of the ways of buying, or by use.
using PriceKind = std::optional<Purchase>;

std::vector<PriceKind> all_kinds() {
    std::vector<PriceKind> kinds;
    for (const auto& [name, purchase] : scenarios::names_of<Purchase>()) kinds.emplace_back(purchase);
    kinds.emplace_back(std::nullopt);
    return kinds;
}

/// One line of the file.
struct Discount {
    std::string pattern;
    std::vector<PriceKind> kinds;     ///< which prices it is about
    std::optional<double> percent{};  ///< off the price; else
    std::optional<Money> price{};     ///< by the hour
    std::string text{};
    Problem place{};
    bool used = false;

    /// Whether it changes such a price of the offer. A reserved price may be negotiated where the list has none.
    [[nodiscard]] bool is_about(const PriceKind& kind, const Offer& offer) const {
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) return false;
        if (!has_pattern(offer.id, pattern)) return false;
        return std::any_of(offer.meters.begin(), offer.meters.end(), [&](const Meter& meter) {
            const auto* instance = std::get_if<InstanceMeter>(&meter);
            if (!kind) return instance == nullptr;
            return instance != nullptr && (price || instance->per_hour(*kind));
        });
    }
};

std::vector<PriceKind> read_kinds(CatalogFields& fields) {
    auto kinds = all_kinds();
    auto names = scenarios::spelled<Purchase>();
    names.emplace_back("usage");
    if (!fields.has("purchase")) return kinds;
    return {kinds.at(fields.one_of("purchase", names, kinds.size() - 1))};
}

/// Factor of a percentage off, as a person would write it: 12 % off are 0.88.
double factor_of(double percent) { return static_cast<double>((kWhole - quantity_from(percent)) / kWhole); }

std::optional<double> read_percent_off(CatalogFields& fields) {
    const auto percent = fields.positive("percent");
    if (!percent || *percent <= kMostOff) return percent;
    fields.problem("percent", "expected a percentage off, above 0 and up to 99",
                   "what costs nothing has a \"price\" of \"0\" and says \"free\": true");
    return std::nullopt;
}

Discount read_discount(CatalogFields& fields, const Problem& place) {
    Discount discount{fields.required_text("offers"), read_kinds(fields)};
    discount.place = place;
    discount.percent = read_percent_off(fields);
    discount.price = fields.price("price");
    if (fields.has("percent") == fields.has("price"))
        fields.problem("", "expected either 'percent' off the price, or a 'price' by the hour");
    if (fields.has("price") && (discount.kinds.size() > 1 || !discount.kinds.front()))
        fields.problem("price", "a price by the hour needs its 'purchase': on-demand, spot or reserved");
    const auto source = fields.required_text("source");
    const auto date = fields.required_text("date");
    if (!date.empty() && !Date::parse(date))
        fields.problem("date", fmt::format("'{}' is not a date such as 2026-07-20", date));
    fields.reject_unknown();
    const auto what = discount.price     ? fmt::format("{} USD/h", discount.price->text())
                      : discount.percent ? fmt::format("{} % off", *discount.percent)
                                         : "";
    discount.text = fmt::format("{} by {}:{}: {} ({})", what, std::filesystem::path(place.file).filename().string(),
                                place.line, source, date);
    return discount;
}

std::vector<Discount> read_overlay(scenarios::Reading& reading) {
    CatalogFields file(reading, {""});
    if (file.positive(kVersionKey).value_or(0) != kOverlayVersion)
        file.problem(kVersionKey, fmt::format("expected \"{}\": 1, the version of the format", kVersionKey));
    const auto pointers = file.elements("discounts");
    if (pointers.empty()) file.problem("", "'discounts' is missing: expected at least one");
    file.reject_unknown();
    std::vector<Discount> discounts;
    for (const auto& pointer : pointers) {
        CatalogFields fields(reading, {pointer});
        if (fields.exists()) discounts.push_back(read_discount(fields, reading.document.problem(pointer, "")));
    }
    return discounts;
}

std::optional<Money>& hourly(InstanceMeter& meter, Purchase purchase) {
    if (purchase == Purchase::spot) return meter.spot_per_hour;
    if (purchase == Purchase::reserved) return meter.reserved_per_hour;
    return meter.on_demand_per_hour;
}

void scale(Offer& offer, const PriceKind& kind, double factor) {
    scenarios::PriceFactorsSpec factors;
    double& of_kind = !kind                         ? factors.usage
                      : *kind == Purchase::spot     ? factors.spot
                      : *kind == Purchase::reserved ? factors.reserved
                                                    : factors.on_demand;
    of_kind = factor;
    offer = at_factors(std::move(offer), factors);
}

void fix(Offer& offer, Purchase purchase, const Money& price) {
    for (auto& meter : offer.meters)
        if (auto* instance = std::get_if<InstanceMeter>(&meter)) {
            hourly(*instance, purchase) = price;
            // A price that is agreed on neither follows the market nor the list.
            if (purchase == Purchase::spot) instance->spot_history.reset();
            if (purchase == Purchase::on_demand) instance->on_demand_changes.clear();
        }
}

void change(Offer& offer, const PriceKind& kind, const Discount& discount) {
    if (discount.price)
        fix(offer, *kind, *discount.price);
    else
        scale(offer, kind, factor_of(*discount.percent));
    offer.negotiated.push_back({kind, discount.text});
}

/// A spot or reserved price above on-demand is a slip of the pen, here as in a catalog.
void refuse_dearer(const Offer& offer, const Discount& discount, std::vector<Problem>& problems) {
    const auto on_demand = hourly_price(offer, Purchase::on_demand);
    for (const auto purchase : {Purchase::spot, Purchase::reserved}) {
        const auto price = hourly_price(offer, purchase);
        if (!on_demand || !price || *price <= *on_demand) continue;
        problems.push_back(discount.place);
        problems.back().message = fmt::format("the {} price of {} is then above the on-demand price: {} > {}",
                                              scenarios::name_of(purchase), offer.id, price->text(), on_demand->text());
    }
}

/// Each price by the last line that matches, off the price of the list.
void apply(std::vector<Discount>& discounts, Offer& offer, std::vector<Problem>& problems) {
    const Offer list = offer;
    const Discount* last = nullptr;
    for (const auto& kind : all_kinds()) {
        const Discount* chosen = nullptr;
        for (auto& discount : discounts) {
            if (!discount.is_about(kind, list)) continue;
            discount.used = true;
            chosen = &discount;
        }
        if (chosen == nullptr) continue;
        change(offer, kind, *chosen);
        last = chosen;
    }
    if (last != nullptr) refuse_dearer(offer, *last, problems);
}

void refuse_unused(const Discount& discount, const std::vector<Offer>& offers, std::vector<Problem>& problems) {
    if (discount.used) return;
    std::vector<std::string> ids(offers.size());
    std::transform(offers.begin(), offers.end(), ids.begin(), [](const Offer& offer) { return offer.id; });
    Problem problem = discount.place;
    problem.pointer += "/offers";
    problem.message = fmt::format("'{}' matches no offer of the catalog that has such a price", discount.pattern);
    problem.hint = scenarios::did_you_mean(discount.pattern, ids);
    if (problem.hint.empty()) problem.hint = "ids are provider/region/name; * stands for anything, as in aws/*/p5*";
    problems.push_back(std::move(problem));
}

}  // namespace

bool is_price_overlay(const std::filesystem::path& file) {
    std::vector<Problem> ignored;
    try {
        const auto document = JsonDocument::read(file.string(), &ignored);
        return document.root().is_object() && document.root().contains(kVersionKey);
    } catch (const InputError&) {
        return false;  // who reads it as a catalog says what is wrong
    }
}

void apply_price_overlays(const std::vector<std::filesystem::path>& files, std::vector<Offer>& offers,
                          std::vector<Problem>& problems) {
    const auto before = problems.size();
    std::vector<Discount> discounts;
    for (const auto& file : files) {
        const auto document = JsonDocument::read(file.string(), &problems);
        scenarios::Reading reading{document, file.parent_path().string(), {}, {}};
        auto read = read_overlay(reading);
        std::move(read.begin(), read.end(), std::back_inserter(discounts));
        std::move(reading.problems.begin(), reading.problems.end(), std::back_inserter(problems));
    }
    if (problems.size() > before) return;
    for (auto& offer : offers) apply(discounts, offer, problems);
    for (const auto& discount : discounts) refuse_unused(discount, offers, problems);
}

}  // namespace plimsoll::pricing
