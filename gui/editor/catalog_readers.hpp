// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/catalogs.hpp"

#include <filesystem>

/// Inside Catalogs: what the libraries read, as tables. `folder` is the data folder, `own` the paths of catalogs that
/// the scenario names. All throw as the libraries' loaders do: InputError, IoError.
namespace plimsoll::gui {

[[nodiscard]] CatalogNames readOffers(const std::filesystem::path& folder, const QStringList& own);
[[nodiscard]] CatalogNames readServices(const std::filesystem::path& folder, const QStringList& own);
[[nodiscard]] CatalogNames readModels(const std::filesystem::path& folder);
/// A profile that cannot be read is left out, and `error` says so.
[[nodiscard]] CatalogNames readProfiles(const std::filesystem::path& folder);
[[nodiscard]] CatalogNames readDevices(const std::filesystem::path& folder);
[[nodiscard]] CatalogNames readEngines(const std::filesystem::path& folder);
[[nodiscard]] CatalogNames readPrecisions();

}  // namespace plimsoll::gui
