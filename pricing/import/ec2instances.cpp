// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/importers.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

/// instances.json of ec2instances.info (instances.vantage.sh): every instance type with its prices by region and
/// system. https://github.com/vantage-sh/ec2instances.info
namespace plimsoll::pricing {
namespace {

using nlohmann::json;

bool has_price(const std::string& text) { return !text.empty() && text != "N/A" && text != "0"; }

void read_prices(const json& instance, const std::string& region, const json& prices, const PriceFile& file,
                 Import& import) {
    auto* offer = import.offer("aws", region, text_at(instance, "instance_type"));
    if (offer == nullptr) return;
    offer->vcpus = number_of(text_at(instance, "vCPU"));
    offer->source = {fmt::format("ec2instances.info ({})", file.name()), {}, false};
    if (const auto text = text_at(prices, "ondemand"); has_price(text))
        import.put(offer->on_demand, import.price(text));
    if (const auto text = text_at(value_at(prices, "reserved"), "yrTerm1Standard.noUpfront"); has_price(text))
        import.put(offer->reserved, import.price(text));
    if (const auto text = text_at(prices, "spot_avg"); has_price(text)) {
        if (const auto price = import.price(text)) offer->spot.push_back({*price});
        offer->spot_source = offer->source;
        offer->spot_source.text += ", average of the zones";
    }
}

void read_instance(const json& instance, const PriceFile& file, Import& import) {
    const auto& pricing = value_at(instance, "pricing");
    if (!pricing.is_object()) return import.skip("without prices");
    for (const auto& [region, systems] : pricing.items()) {
        const auto& prices = value_at(systems, import.request().windows ? "mswin" : "linux");
        if (prices.is_object())
            read_prices(instance, region, prices, file, import);
        else
            import.skip(fmt::format("without a price for {}", import.system()));
    }
}

}  // namespace

Importer ec2instances() {
    return {"ec2instances", "instances.json of ec2instances.info",
            [](const PriceFile& file) { return file.has_member("[]") && file.has_member("instance_type"); },
            [](const std::vector<const PriceFile*>& files, Import& import) {
                for (const auto* file : files)
                    file->for_each({"*"}, [&](const json& instance) { read_instance(instance, *file, import); });
            },
            true};
}

}  // namespace plimsoll::pricing
