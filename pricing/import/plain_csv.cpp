// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/importers.hpp"

#include "pricing/offer/region.hpp"
#include "scenarios/files/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

/// A table of one's own: a row for each machine. Columns: id, or provider, region and name; on_demand_per_hour,
/// spot_per_hour, reserved_per_hour; and, if you like, title, device, devices, vcpus, sku, source, date, verified.
namespace plimsoll::pricing {
namespace {

using TableRow = std::map<std::string, std::string>;

constexpr const char* kNameColumns[] = {"name", "instance_type", "machine_type", "type"};
constexpr const char* kPriceColumns[] = {"on_demand_per_hour", "usd_per_hour", "price", "spot_per_hour",
                                         "reserved_per_hour"};

/// The first of these columns that is there and not empty.
template <std::size_t N>
std::string first_of(const TableRow& row, const char* const (&columns)[N]) {
    for (const char* column : columns)
        if (const auto found = row.find(column); found != row.end() && !found->second.empty()) return found->second;
    return "";
}

std::string cell(const TableRow& row, const char* column) { return first_of(row, {column}); }

ImportedOffer* offer_in(const TableRow& row, Import& import) {
    if (const auto id = cell(row, "id"); !id.empty())
        return import.offer(provider_of(id), region_of(id), id.substr(id.rfind('/') + 1));
    auto provider = cell(row, "provider");
    if (provider.empty()) provider = import.request().provider;
    auto name = first_of(row, kNameColumns);
    constexpr std::string_view kAzure = "Standard_";
    if (provider == "azure" && name.starts_with(kAzure)) name.erase(0, kAzure.size());
    return import.offer(provider, cell(row, "region"), name);
}

void read_csv_row(const TableRow& row, const PriceFile& file, Import& import) {
    auto* offer = offer_in(row, import);
    if (offer == nullptr) return;
    const auto read = [&](const std::string& text) { return text.empty() ? std::nullopt : import.price(text); };
    import.put(offer->on_demand, read(first_of(row, {kPriceColumns[0], kPriceColumns[1], kPriceColumns[2]})));
    import.put(offer->reserved, read(cell(row, "reserved_per_hour")));
    const auto source = cell(row, "source");
    offer->source = {source.empty() ? fmt::format("a table ({})", file.name()) : source, Date::parse(cell(row, "date")),
                     cell(row, "verified") == "true"};
    if (const auto spot = read(cell(row, "spot_per_hour"))) {
        offer->spot.push_back({*spot});
        offer->spot_source = offer->source;
    }
    offer->title = cell(row, "title");
    offer->sku = cell(row, "sku");
    offer->device = cell(row, "device");
    offer->vcpus = number_of(cell(row, "vcpus"));
    constexpr double kMost = 1024;
    if (const auto devices = number_of(cell(row, "devices")); devices >= 1 && devices <= kMost)
        offer->devices = static_cast<std::uint32_t>(devices);
}

}  // namespace

Importer plain_csv() {
    return {"csv", "a table of your own, with provider, region, name, on_demand_per_hour and more",
            [](const PriceFile& file) {
                const auto any = [&](const auto& columns) {
                    return std::any_of(std::begin(columns), std::end(columns),
                                       [&](const char* column) { return file.has_column(column); });
                };
                return (file.has_column("id") || (file.has_column("region") && any(kNameColumns))) &&
                       any(kPriceColumns);
            },
            [](const std::vector<const PriceFile*>& files, Import& import) {
                for (const auto* file : files) {
                    if (!file->has_column("id") && !file->has_column("provider") && import.request().provider.empty())
                        throw InputError(Problem{file->path, 1, "", "nothing tells of which provider these prices are",
                                                 "name it: --provider aws, or a column \"provider\""});
                    for_each_row(*file, import, [&](const TableRow& row) { read_csv_row(row, *file, import); });
                }
            }};
}

}  // namespace plimsoll::pricing
