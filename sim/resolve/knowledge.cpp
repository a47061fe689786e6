// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/knowledge.hpp"

#include "models/spec/device.hpp"
#include "sim/resolve/catalogs_used.hpp"

#include <stdexcept>
#include <utility>

namespace plimsoll::sim {

Knowledge::Knowledge(const std::filesystem::path& data) : Knowledge(data, data / "pricing" / "catalog") {}

Knowledge::Knowledge(std::filesystem::path data, std::filesystem::path offers)
    : data_(std::move(data)), offers_(std::move(offers)) {}

const pricing::Catalog& Knowledge::catalog() {
    const auto found = catalogs_.find(of_scenario_);
    if (found != catalogs_.end()) return found->second;
    std::vector<std::filesystem::path> own(of_scenario_.begin(), of_scenario_.end());
    own.insert(own.end(), of_command_line_.begin(), of_command_line_.end());
    return catalogs_.emplace(of_scenario_, pricing::Catalog::load(offers_, own)).first->second;
}

void Knowledge::use_catalogs(std::vector<std::string> of_command_line) {
    if (!catalogs_.empty())
        throw std::logic_error("catalogs of one's own come too late: offers were looked up already");
    of_command_line_ = std::move(of_command_line);
    own_catalogs_.clear();
}

const std::vector<results::CatalogUsed>& Knowledge::own_catalogs() {
    const auto found = own_catalogs_.find(of_scenario_);
    if (found != own_catalogs_.end()) return found->second;
    return own_catalogs_.emplace(of_scenario_, catalogs_used(of_scenario_, of_command_line_)).first->second;
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
