// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/importers.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <unordered_map>

/// EC2 machines of the AWS Price List: an offer file of the Bulk API (products and terms apart, by SKU) or the answer
/// of `aws pricing get-products` (both together, product by product).
/// https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html
namespace plimsoll::pricing {
namespace {

using nlohmann::json;

/// Why a product is none that a scenario rents; empty where it is one.
std::string product_misfit(const json& product, const Import& import) {
    if (!text_at(product, "productFamily").starts_with("Compute Instance")) return "products that are no machines";
    const auto& attributes = value_at(product, "attributes");
    const auto differs = [&](const char* key, const char* wanted) {
        const auto text = text_at(attributes, key);
        return !text.empty() && text != wanted;
    };
    if (differs("operatingSystem", import.system()))
        return fmt::format("with another operating system than {}", import.system());
    if (text_at(attributes, "licenseModel") == "Bring your own license") return "with a licence of one's own";
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

/// The machine that a product is; null, counted, where it is none that a scenario rents.
ImportedOffer* read_product(const json& product, Import& import) {
    if (const auto why = product_misfit(product, import); !why.empty()) {
        import.skip(why);
        return nullptr;
    }
    const auto& attributes = value_at(product, "attributes");
    auto* offer = import.offer("aws", text_at(attributes, "regionCode"), text_at(attributes, "instanceType"));
    if (offer == nullptr) return nullptr;
    offer->sku = text_at(product, "sku");
    offer->vcpus = number_of(text_at(attributes, "vcpu"));
    return offer;
}

void read_on_demand(const json& terms, ImportedOffer& offer, Import& import) {
    for (const auto& term : terms)
        for_each_hourly(term, import, [&](const auto& price) { import.put(offer.on_demand, price); });
}

void read_reserved(const json& terms, ImportedOffer& offer, Import& import) {
    for (const auto& term : terms) {
        if (is_usual_reservation(term))
            for_each_hourly(term, import, [&](const auto& price) { import.put(offer.reserved, price); });
        else
            import.skip("terms of reservations other than of 1 year, standard, without upfront");
    }
}

ImportSource source_of(const std::string& published, const PriceFile& file, const Import& import) {
    return {fmt::format("AWS Price List of EC2, {} ({})", import.system(), file.name()), day_of(published), true};
}

/// Terms stand apart from the products, under their numbers: what is wanted of those, the products say.
void read_bulk(const PriceFile& file, Import& import) {
    using scenarios::JsonRecords;
    std::unordered_map<std::string, ImportedOffer*> by_sku;
    std::string published;
    const JsonRecords date{{"publicationDate"}, [&](const std::string& /*key*/, const json& text) {
                               if (text.is_string()) published = text.get<std::string>();
                           }};
    const JsonRecords products{{"products", "*"}, [&](const std::string& /*key*/, const json& product) {
                                   if (auto* offer = read_product(product, import)) by_sku[offer->sku] = offer;
                               }};
    static_cast<void>(scenarios::read_json_records(file.path, {date, products}));
    for (const auto& [sku, offer] : by_sku) offer->source = source_of(published, file, import);
    const auto terms = [&](const char* kind, void (*read)(const json&, ImportedOffer&, Import&)) {
        return JsonRecords{{"terms", kind, "*"}, [&by_sku, &import, read](const std::string& sku, const json& of_sku) {
                               if (const auto found = by_sku.find(sku); found != by_sku.end())
                                   read(of_sku, *found->second, import);
                           }};
    };
    static_cast<void>(
        scenarios::read_json_records(file.path, {terms("OnDemand", read_on_demand), terms("Reserved", read_reserved)}));
}

/// Each product is an object, or a text that holds one.
void read_answer(const PriceFile& file, Import& import) {
    file.for_each({"PriceList", "*"}, [&](const json& element) {
        const json entry =
            element.is_string() ? json::parse(element.get_ref<const std::string&>(), nullptr, false) : element;
        if (!entry.is_object()) return import.skip("products that are no JSON");
        auto* offer = read_product(value_at(entry, "product"), import);
        if (offer == nullptr) return;
        offer->source = source_of(text_at(entry, "publicationDate"), file, import);
        const auto& terms = value_at(entry, "terms");
        read_on_demand(value_at(terms, "OnDemand"), *offer, import);
        read_reserved(value_at(terms, "Reserved"), *offer, import);
    });
}

}  // namespace

Importer aws_price_list() {
    return {"aws-price-list", "an AWS Price List of EC2, in bulk or as `aws pricing get-products` answers",
            [](const PriceFile& file) { return file.has_member("PriceList") || file.has_member("products"); },
            [](const std::vector<const PriceFile*>& files, Import& import) {
                for (const auto* file : files)
                    file->has_member("PriceList") ? read_answer(*file, import) : read_bulk(*file, import);
            },
            true};
}

}  // namespace plimsoll::pricing
