// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
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

/// Compute Engine's machine types, as its page of machine families lists them.
struct Shape {
    const char* name;
    const char* family;  ///< as SKUs are described: "G2 Instance Core"
    int vcpus;
    int memory_gib;
    const char* card;  ///< "Nvidia L4 GPU"; null: none
    int cards;
};

constexpr const char* kL4 = "Nvidia L4 GPU";
constexpr const char* kA100 = "Nvidia Tesla A100 GPU";
constexpr const char* kA100Large = "Nvidia Tesla A100 80GB GPU";
constexpr const char* kH100 = "Nvidia H100 80GB GPU";
constexpr Shape kShapes[] = {
    {"g2-standard-4", "G2", 4, 16, kL4, 1},           {"g2-standard-8", "G2", 8, 32, kL4, 1},
    {"g2-standard-12", "G2", 12, 48, kL4, 1},         {"g2-standard-16", "G2", 16, 64, kL4, 1},
    {"g2-standard-24", "G2", 24, 96, kL4, 2},         {"g2-standard-32", "G2", 32, 128, kL4, 1},
    {"g2-standard-48", "G2", 48, 192, kL4, 4},        {"g2-standard-96", "G2", 96, 384, kL4, 8},
    {"a2-highgpu-1g", "A2", 12, 85, kA100, 1},        {"a2-highgpu-2g", "A2", 24, 170, kA100, 2},
    {"a2-highgpu-4g", "A2", 48, 340, kA100, 4},       {"a2-highgpu-8g", "A2", 96, 680, kA100, 8},
    {"a2-ultragpu-1g", "A2", 12, 170, kA100Large, 1}, {"a2-ultragpu-2g", "A2", 24, 340, kA100Large, 2},
    {"a2-ultragpu-4g", "A2", 48, 680, kA100Large, 4}, {"a2-ultragpu-8g", "A2", 96, 1360, kA100Large, 8},
    {"a3-highgpu-1g", "A3", 26, 234, kH100, 1},       {"a3-highgpu-2g", "A3", 52, 468, kH100, 2},
    {"a3-highgpu-4g", "A3", 104, 936, kH100, 4},      {"a3-highgpu-8g", "A3", 208, 1872, kH100, 8},
    {"c3-standard-4", "C3", 4, 16, nullptr, 0},       {"c3-standard-8", "C3", 8, 32, nullptr, 0},
    {"c3-standard-22", "C3", 22, 88, nullptr, 0},     {"c3-standard-44", "C3", 44, 176, nullptr, 0},
    {"c3-standard-88", "C3", 88, 352, nullptr, 0},    {"n2-standard-4", "N2", 4, 16, nullptr, 0},
    {"n2-standard-8", "N2", 8, 32, nullptr, 0},       {"n2-standard-16", "N2", 16, 64, nullptr, 0},
    {"n2-standard-32", "N2", 32, 128, nullptr, 0}};

struct Part {
    Money price;
    std::optional<Date> date;
};

/// By region, whether preemptible, and name.
using Parts = std::map<std::tuple<std::string, bool, std::string>, Part>;

/// "G2 Instance Core" of "Spot Preemptible G2 Instance Core running in Iowa".
std::string part_name(std::string description) {
    for (const char* end : {" attached to ", " running in "})
        if (const auto at = description.find(end); at != std::string::npos) description.erase(at);
    constexpr std::string_view kSpot = "Spot Preemptible ";
    if (description.starts_with(kSpot)) description.erase(0, kSpot.size());
    return description;
}

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
std::optional<Sum> sum_of(const Shape& shape, const std::string& region, bool spot, const Parts& parts) {
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

void add_machine(const Shape& shape, const std::string& region, const Parts& parts, const std::string& files,
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
        for (const auto& sku : value_at(file->root(), "skus")) read_sku(sku, import, parts);
    std::map<std::string, bool> regions;
    for (const auto& [key, part] : parts) regions[std::get<0>(key)] = true;
    for (const auto& [region, there] : regions) {
        if (!import.request().region.empty() && region != import.request().region) continue;
        for (const auto& shape : kShapes) add_machine(shape, region, parts, files.front()->name(), import);
    }
}

}  // namespace

Importer gcp_skus() {
    return {"gcp-skus", "SKUs of Compute Engine from the Cloud Billing Catalog API",
            [](const PriceFile& file) { return file.has_member("skus"); }, read_skus};
}

}  // namespace plimsoll::pricing
