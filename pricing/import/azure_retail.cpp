// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/importers.hpp"

#include "pricing/quantity.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

/// Virtual machines of the Azure Retail Prices API: one file for each page of the answer.
/// https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
namespace plimsoll::pricing {
namespace {

bool has_word(const std::string& text, const char* word) { return text.find(word) != std::string::npos; }

/// Why an item is none that a scenario rents; empty where it is one.
std::string item_misfit(const nlohmann::json& item, const Import& import) {
    if (text_at(item, "serviceName") != "Virtual Machines") return "items that are no virtual machines";
    const bool windows = has_word(text_at(item, "productName"), "Windows");
    if (windows != import.request().windows) return windows ? "with Windows" : "with Linux";
    if (text_at(item, "currencyCode") != "USD") return "prices in other currencies than USD";
    if (text_at(item, "unitOfMeasure") != "1 Hour") return "prices by another unit than the hour";
    if (text_at(item, "type") == "DevTestConsumption") return "prices for development and test";
    for (const char* key : {"skuName", "meterName"})
        if (has_word(text_at(item, key), "Low Priority")) return "low-priority machines";
    if (number_of(text_at(item, "tierMinimumUnits")) > 0) return "prices of further tiers";
    return "";
}

/// A reservation's price is that of its whole term.
void read_reservation(const nlohmann::json& item, ImportedOffer& offer, Import& import) {
    constexpr int kHoursOfYear = 8760;
    if (text_at(item, "reservationTerm") != "1 Year") return import.skip("reservations of other terms than 1 year");
    if (const auto price = import.price(text_at(item, "retailPrice"))) {
        import.put(offer.reserved, price->times(Quantity(1, kHoursOfYear)));
        offer.notes.push_back(fmt::format("Reserved: {} USD for 1 year of 8,760 h.", price->text()));
    }
}

void read_item(const nlohmann::json& item, const std::string& file, Import& import) {
    constexpr std::string_view kPrefix = "Standard_";
    if (const auto why = item_misfit(item, import); !why.empty()) return import.skip(why);
    auto name = text_at(item, "armSkuName");
    if (name.starts_with(kPrefix)) name.erase(0, kPrefix.size());
    auto* offer = import.offer("azure", text_at(item, "armRegionName"), name);
    if (offer == nullptr) return;
    const ImportSource source{fmt::format("Azure Retail Prices API, {} ({})", import.system(), file),
                              day_of(text_at(item, "effectiveStartDate")), true};
    const auto type = text_at(item, "type");
    if (offer->source.text.empty()) offer->source = source;
    if (type == "Reservation") return read_reservation(item, *offer, import);
    if (type != "Consumption") return import.skip(fmt::format("of type \"{}\"", type));
    const auto price = import.price(text_at(item, "retailPrice"));
    if (!price) return;
    if (has_word(text_at(item, "skuName"), "Spot") || has_word(text_at(item, "meterName"), "Spot")) {
        offer->spot.push_back({*price});
        offer->spot_source = source;
        return;
    }
    if (!offer->on_demand) {
        offer->sku = text_at(item, "meterId");
        offer->source = source;
    }
    import.put(offer->on_demand, price);
}

}  // namespace

Importer azure_retail() {
    return {"azure-retail", "pages of the Azure Retail Prices API",
            [](const PriceFile& file) { return file.has_member("Items"); },
            [](const std::vector<const PriceFile*>& files, Import& import) {
                for (const auto* file : files)
                    file->for_each({"Items", "*"},
                                   [&](const nlohmann::json& item) { read_item(item, file->name(), import); });
            },
            true};
}

}  // namespace plimsoll::pricing
