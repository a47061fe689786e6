// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/engine.hpp"
#include "models/spec/model_file.hpp"
#include "pricing/offer/catalog.hpp"
#include "sim/plan/catalog_used.hpp"
#include "sim/resolve/profiles.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// What names are looked up in: offers, devices, models and profiles. Each file is read when something in it is first
/// asked for, and once, however many scenarios are resolved; a process makes one of these.
/// \throws InputError with every problem of a file, IoError where one cannot be read
class Knowledge {
public:
    /// \param data holds the folders pricing/catalog, models/devices, models/engines, models/zoo and models/profiles
    explicit Knowledge(const std::filesystem::path& data);
    /// The same with the offers of another folder.
    Knowledge(std::filesystem::path data, std::filesystem::path offers);
    Knowledge(const Knowledge&) = delete;
    Knowledge& operator=(const Knowledge&) = delete;
    ~Knowledge() = default;

    /// Offers are looked up in these, too, behind those that a scenario names. \pre the catalog has not been asked for
    void use_catalogs(std::vector<std::string> of_command_line);
    /// From here on offers are looked up for a scenario that names these.
    void look_for(const std::vector<std::string>& catalogs_of_scenario) { of_scenario_ = catalogs_of_scenario; }
    /// In which they are looked up beside the program's. \throws IoError
    [[nodiscard]] const std::vector<results::CatalogUsed>& own_catalogs();

    [[nodiscard]] const pricing::Catalog& catalog();
    [[nodiscard]] const models::Devices& devices();
    [[nodiscard]] const models::Engines& engines();
    [[nodiscard]] const models::Models& zoo();
    [[nodiscard]] Profiles& profiles();

private:
    std::filesystem::path data_;
    std::filesystem::path offers_;
    std::vector<std::string> of_command_line_;
    std::vector<std::string> of_scenario_;
    std::map<std::vector<std::string>, std::vector<results::CatalogUsed>> own_catalogs_;  // by those of a scenario
    std::map<std::vector<std::string>, pricing::Catalog> catalogs_;                       // likewise
    std::optional<models::Devices> devices_;
    std::optional<models::Engines> engines_;
    std::optional<models::Models> zoo_;
    std::optional<Profiles> profiles_;
};

}  // namespace plimsoll::sim
