// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/importers.hpp"
#include "pricing/import/machines.hpp"

#include <fmt/format.h>

#include <algorithm>

/// The catalog of SkyPilot, a table for each cloud (catalogs/VERSION/CLOUD/vms.csv): a row for each machine and zone.
/// https://github.com/skypilot-org/skypilot-catalog
namespace plimsoll::pricing {
namespace {

using SkypilotRow = std::map<std::string, std::string>;

constexpr const char* kColumns[] = {"InstanceType", "AcceleratorName", "AcceleratorCount",
                                    "Price",        "SpotPrice",       "Region"};

/// The table does not say of which cloud it is; its folder does.
std::string cloud_of(const PriceFile& file, const Import& import) {
    if (!import.request().provider.empty()) return import.request().provider;
    const std::filesystem::path path(file.path);
    const auto stem = path.filename().string();
    if (stem.starts_with("vms.csv") && path.has_parent_path()) return path.parent_path().filename().string();
    throw InputError(
        Problem{file.path, 1, "", "nothing tells of which cloud these prices are",
                "name it: --provider aws; a table in a folder of the cloud's name, as aws/vms.csv, tells it"});
}

/// Machines whose type is told by their zone's row alone.
void set_device(const SkypilotRow& row, ImportedOffer& offer) {
    const auto count = number_of(row.at("AcceleratorCount"));
    constexpr double kMost = 1024;
    if (count < 1 || count > kMost) return;
    offer.device = device_called(row.at("AcceleratorName"));
    offer.devices = static_cast<std::uint32_t>(count);
}

/// "1x_A100-80GB_SECURE" as it is; a slash or a blank would be no part of an id.
std::string name_of(std::string type) {
    std::replace_if(
        type.begin(), type.end(), [](char c) { return c == '/' || c == ' '; }, '-');
    return type;
}

void read_row(const SkypilotRow& row, const std::string& cloud, const PriceFile& file, Import& import) {
    if (row.at("InstanceType").empty()) return import.skip("cards without a machine");
    auto* offer = import.offer(cloud, row.at("Region"), name_of(row.at("InstanceType")));
    if (offer == nullptr) return;
    set_device(row, *offer);
    if (row.contains("vCPUs")) offer->vcpus = number_of(row.at("vCPUs"));
    const ImportSource source{fmt::format("the SkyPilot catalog of {} ({})", cloud, file.name()), {}, false};
    if (!row.at("Price").empty()) {
        import.put(offer->on_demand, import.price(row.at("Price")));
        offer->source = source;
    }
    if (row.at("SpotPrice").empty()) return;
    if (const auto spot = import.price(row.at("SpotPrice"))) {
        offer->spot.push_back({*spot});
        offer->spot_source = source;
        offer->spot_source.text += ", median of the zones";
    }
}

}  // namespace

Importer skypilot() {
    return {"skypilot", "a table of the SkyPilot catalog",
            [](const PriceFile& file) {
                return std::all_of(std::begin(kColumns), std::end(kColumns),
                                   [&](const char* column) { return file.has_column(column); });
            },
            [](const std::vector<const PriceFile*>& files, Import& import) {
                for (const auto* file : files) {
                    const auto cloud = cloud_of(*file, import);
                    for_each_row(*file, import, [&](const SkypilotRow& row) { read_row(row, cloud, *file, import); });
                }
            }};
}

}  // namespace plimsoll::pricing
