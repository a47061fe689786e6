// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/offer.hpp"
#include "scenarios/input_error.hpp"

#include <filesystem>
#include <vector>

namespace plimsoll::pricing {

/// An offer and where it stands, for messages about offers that stand twice.
struct CatalogEntry {
    Offer offer;
    Problem place;  ///< file, line and pointer; no message
};

/// The *.json of a folder, in alphabetical order, so that messages come in the same order everywhere; a file itself.
/// \throws IoError where there is none
[[nodiscard]] std::vector<std::filesystem::path> catalog_files(const std::filesystem::path& path);

/// Reads one file of the catalog; its format is described in docs/pricing.md. Appends what is wrong to `problems`.
/// \throws IoError where the file cannot be read.
[[nodiscard]] std::vector<CatalogEntry> read_catalog_file(const std::filesystem::path& path,
                                                          std::vector<Problem>& problems);

/// Reads several, and holds them against each other: an id or a SKU that stands twice is a problem. In the order of
/// ids.
[[nodiscard]] std::vector<CatalogEntry> read_catalog_files(const std::vector<std::filesystem::path>& files,
                                                           std::vector<Problem>& problems);

}  // namespace plimsoll::pricing
