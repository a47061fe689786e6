// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/compute_engine.hpp"
#include "pricing/import/importers.hpp"

#include "pricing/quantity.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <tuple>

/// Compute Engine in the Cloud Billing Catalog API: a machine's price is the sum of those of its vCPUs, memory and
/// cards. https://cloud.google.com/billing/docs/reference/rest/v1/services.skus/list
namespace plimsoll::pricing {
namespace {

using nlohmann::json;

struct Part {
    Money price;
    std::optional<Date> date;
};

/// By region, whether preemptible, and name.
using Parts = std::map<std::tuple<std::string, bool, std::string>, Part>;

/// Units and billionths. Nothing, counted, for a price in tiers or another currency.
std::optional<Money> rate_of(const json& expression, Import& import) {
    const auto& rates = value_at(expression, "tieredRates");
    if (!rates.is_array() || rates.size() != 1) {
        import.skip("prices in tiers");
        return std::nullopt;
    }
    const auto& unit = value_at(rates.front(), "unitPrice");
    if (const auto currency = text_at(unit, "currencyCode"); !currency.empty() && currency != "USD") {
        import.skip("prices in other currencies than USD");
        return std::nullopt;
    }
    constexpr double kMostNanos = 999'999'999;
    const double nanos = number_of(text_at(unit, "nanos"));
    const auto units = text_at(unit, "units");
    if (nanos < 0 || nanos > kMostNanos) return import.price("");
    return import.price(fmt::format("{}.{:09}", units.empty() ? "0" : units, static_cast<std::int64_t>(nanos)));
}

/// Why it is no part of a machine that can be rented on demand or as spot; empty where it may be one.
std::string part_misfit(const json& sku, const json& expression) {
    const auto& category = value_at(sku, "category");
    if (text_at(category, "resourceFamily") != "Compute") return "SKUs that are no parts of machines";
    const auto usage = text_at(category, "usageType");
    if (usage.starts_with("Commit")) return "commitments";
    if (usage != "OnDemand" && usage != "Preemptible") return fmt::format("of usage \"{}\"", usage);
    const auto unit = text_at(expression, "usageUnit");
    if (unit != "h" && unit != "GiBy.h") return fmt::format("by the {}", unit.empty() ? "unit" : unit);
    return "";
}

void read_sku(const json& sku, Import& import, Parts& parts) {
    const auto& pricing = value_at(sku, "pricingInfo");
    if (!pricing.is_array() || pricing.empty()) return import.skip("without a price");
    const auto& newest = pricing.back();
    const auto& expression = value_at(newest, "pricingExpression");
    if (const auto why = part_misfit(sku, expression); !why.empty()) return import.skip(why);
    const auto price = rate_of(expression, import);
    if (!price) return;
    const bool spot = text_at(value_at(sku, "category"), "usageType") == "Preemptible";
    const auto name = part_name(text_at(sku, "description"));
    for (const auto& region : value_at(sku, "serviceRegions"))
        if (region.is_string())
            parts.emplace(std::tuple(region.get<std::string>(), spot, name),
                          Part{*price, day_of(text_at(newest, "effectiveTime"))});
}

struct Sum {
    Money price;
    std::string text;
    std::optional<Date> oldest;
};

/// Nothing where a part has no price there.
std::optional<Sum> sum_of(const MachineShape& shape, const std::string& region, bool spot, const Parts& parts) {
    Sum sum;
    const auto add = [&](const std::string& name, int count, const char* of) {
        const auto part = parts.find({region, spot, name});
        if (part == parts.end()) return false;
        sum.price += part->second.price.times(count);
        sum.text += fmt::format("{}{} {} at {}", sum.text.empty() ? "" : ", ", count, of, part->second.price.text());
        const auto& date = part->second.date;
        if (date && (!sum.oldest || *date < *sum.oldest)) sum.oldest = date;
        return true;
    };
    const std::string family = shape.family;
    if (!add(family + " Instance Core", shape.vcpus, "vCPU")) return std::nullopt;
    if (!add(family + " Instance Ram", shape.memory_gib, "GiB")) return std::nullopt;
    if (shape.card != nullptr && !add(shape.card, shape.cards, shape.card)) return std::nullopt;
    return sum;
}

void add_machine(const MachineShape& shape, const std::string& region, const Parts& parts, const std::string& files,
                 Import& import) {
    const auto on_demand = sum_of(shape, region, false, parts);
    const auto spot = sum_of(shape, region, true, parts);
    if (!on_demand && !spot) return;
    auto* offer = import.offer("gcp", region, shape.name);
    if (offer == nullptr) return;
    offer->vcpus = shape.vcpus;
    const auto source = [&](const Sum& sum) {
        return ImportSource{fmt::format("Cloud Billing Catalog API ({}): {}", files, sum.text), sum.oldest, true};
    };
    if (on_demand) {
        import.put(offer->on_demand, on_demand->price);
        offer->source = source(*on_demand);
    }
    if (spot) {
        offer->spot.push_back({spot->price});
        offer->spot_source = source(*spot);
    }
}

void read_skus(const std::vector<const PriceFile*>& files, Import& import) {
    Parts parts;
    for (const auto* file : files)
        file->for_each({"skus", "*"}, [&](const json& sku) { read_sku(sku, import, parts); });
    std::map<std::string, bool> regions;
    for (const auto& [key, part] : parts) regions[std::get<0>(key)] = true;
    for (const auto& [region, there] : regions) {
        if (!import.request().region.empty() && region != import.request().region) continue;
        for (const auto& shape : machine_shapes()) add_machine(shape, region, parts, files.front()->name(), import);
    }
}

}  // namespace

Importer gcp_skus() {
    return {"gcp-skus", "SKUs of Compute Engine from the Cloud Billing Catalog API",
            [](const PriceFile& file) { return file.has_member("skus"); }, read_skus};
}

}  // namespace plimsoll::pricing
