// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/knowledge.hpp"

#include "models/spec/device.hpp"

#include <stdexcept>
#include <utility>

namespace plimsoll::sim {

Knowledge::Knowledge(const std::filesystem::path& data) : Knowledge(data, data / "pricing" / "catalog") {}

Knowledge::Knowledge(std::filesystem::path data, std::filesystem::path offers)
    : data_(std::move(data)), offers_(std::move(offers)) {}

const pricing::Catalog& Knowledge::catalog() {
    if (!catalog_) {
        std::vector<std::filesystem::path> own;
        for (const auto& catalog : own_catalogs_) own.emplace_back(catalog.file);
        catalog_ = pricing::Catalog::load(offers_, own);
    }
    return *catalog_;
}

void Knowledge::use_catalogs(std::vector<results::CatalogUsed> own) {
    if (catalog_) throw std::logic_error("catalogs of one's own come too late: offers were looked up already");
    own_catalogs_ = std::move(own);
}

const models::Devices& Knowledge::devices() {
    if (!devices_) devices_ = models::load_devices(data_ / "models" / "devices");
    return *devices_;
}

const models::Models& Knowledge::zoo() {
    if (!zoo_) zoo_ = models::load_models(data_ / "models" / "zoo");
    return *zoo_;
}

const models::Engines& Knowledge::engines() {
    if (!engines_) engines_ = models::load_engines(data_ / "models" / "engines");
    return *engines_;
}

Profiles& Knowledge::profiles() {
    if (!profiles_) profiles_.emplace(data_ / "models" / "profiles", devices());
    return *profiles_;
}

}  // namespace plimsoll::sim
