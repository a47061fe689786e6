// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/importers.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

/// EC2 machines of the AWS Price List: an offer file of the Bulk API (products and terms apart, by SKU) or the answer
/// of `aws pricing get-products` (both together, product by product).
/// https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html
namespace plimsoll::pricing {
namespace {

using nlohmann::json;

/// Why a product is none that a scenario rents; empty where it is one.
std::string product_misfit(const json& product) {
    if (!text_at(product, "productFamily").starts_with("Compute Instance")) return "products that are no machines";
    const auto& attributes = value_at(product, "attributes");
    const auto differs = [&](const char* key, const char* wanted) {
        const auto text = text_at(attributes, key);
        return !text.empty() && text != wanted;
    };
    if (differs("operatingSystem", "Linux")) return "with another operating system than Linux";
    if (differs("preInstalledSw", "NA")) return "with software";
    if (differs("tenancy", "Shared")) return "on hardware of one's own";
    if (differs("capacitystatus", "Used")) return "of capacity reservations";
    if (differs("marketoption", "OnDemand")) return "of capacity blocks";
    if (text_at(attributes, "regionCode").empty()) return "without a regionCode, as lists before 2021 have it";
    return "";
}

/// Calls `each` with the price by the hour of every dimension of a term.
template <class Each>
void for_each_hourly(const json& term, Import& import, Each each) {
    for (const auto& dimension : value_at(term, "priceDimensions")) {
        const auto unit = text_at(dimension, "unit");
        if (unit != "Hrs") {
            import.skip(fmt::format("prices by the {}", unit.empty() ? "unit" : unit));
            continue;
        }
        const auto& amounts = value_at(dimension, "pricePerUnit");
        if (value_at(amounts, "USD").is_null())
            import.skip("prices in other currencies than USD");
        else
            each(import.price(text_at(amounts, "USD")));
    }
}

/// The benefit of a reservation is told as one price: that of a year without upfront.
bool is_usual_reservation(const json& term) {
    const auto& attributes = value_at(term, "termAttributes");
    return text_at(attributes, "LeaseContractLength") == "1yr" && text_at(attributes, "OfferingClass") == "standard" &&
           text_at(attributes, "PurchaseOption") == "No Upfront";
}

void read_product(const json& product, const json& on_demand, const json& reserved, const ImportSource& source,
                  Import& import) {
    if (const auto why = product_misfit(product); !why.empty()) return import.skip(why);
    const auto& attributes = value_at(product, "attributes");
    auto* offer = import.offer("aws", text_at(attributes, "regionCode"), text_at(attributes, "instanceType"));
    if (offer == nullptr) return;
    offer->sku = text_at(product, "sku");
    offer->vcpus = number_of(text_at(attributes, "vcpu"));
    offer->source = source;
    for (const auto& term : on_demand)
        for_each_hourly(term, import, [&](const auto& price) { import.put(offer->on_demand, price); });
    for (const auto& term : reserved) {
        if (is_usual_reservation(term))
            for_each_hourly(term, import, [&](const auto& price) { import.put(offer->reserved, price); });
        else
            import.skip("terms of reservations other than of 1 year, standard, without upfront");
    }
}

ImportSource source_of(const json& list, const PriceFile& file) {
    return {fmt::format("AWS Price List of EC2, Linux ({})", file.name()), day_of(text_at(list, "publicationDate")),
            true};
}

void read_bulk(const PriceFile& file, Import& import) {
    const auto& terms = value_at(file.root(), "terms");
    const auto& on_demand = value_at(terms, "OnDemand");
    const auto& reserved = value_at(terms, "Reserved");
    const auto source = source_of(file.root(), file);
    for (const auto& product : value_at(file.root(), "products")) {
        const auto sku = text_at(product, "sku");
        read_product(product, value_at(on_demand, sku), value_at(reserved, sku), source, import);
    }
}

/// Each product is an object, or a text that holds one.
void read_answer(const PriceFile& file, Import& import) {
    for (const auto& element : value_at(file.root(), "PriceList")) {
        const json entry =
            element.is_string() ? json::parse(element.get_ref<const std::string&>(), nullptr, false) : element;
        if (!entry.is_object()) {
            import.skip("products that are no JSON");
            continue;
        }
        const auto& terms = value_at(entry, "terms");
        read_product(value_at(entry, "product"), value_at(terms, "OnDemand"), value_at(terms, "Reserved"),
                     source_of(entry, file), import);
    }
}

}  // namespace

Importer aws_price_list() {
    return {"aws-price-list", "an AWS Price List of EC2, in bulk or as `aws pricing get-products` answers",
            [](const PriceFile& file) {
                return file.has_member("PriceList") || (file.has_member("products") && file.has_member("terms"));
            },
            [](const std::vector<const PriceFile*>& files, Import& import) {
                for (const auto* file : files)
                    file->has_member("PriceList") ? read_answer(*file, import) : read_bulk(*file, import);
            }};
}

}  // namespace plimsoll::pricing
