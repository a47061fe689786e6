// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/catalog.hpp"

#include "pricing/offer/catalog_file.hpp"
#include "pricing/offer/price_overlay.hpp"
#include "scenarios/suggestion.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace plimsoll::pricing {
namespace {

/// Offers that are there already are replaced.
void put(std::vector<CatalogEntry> more, std::vector<CatalogEntry>& entries) {
    std::erase_if(entries, [&](const CatalogEntry& entry) {
        return std::any_of(more.begin(), more.end(),
                           [&](const CatalogEntry& own) { return own.offer.id == entry.offer.id; });
    });
    std::move(more.begin(), more.end(), std::back_inserter(entries));
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto& left, const auto& right) { return left.offer.id < right.offer.id; });
}

}  // namespace

Catalog Catalog::load(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& own) {
    std::vector<Problem> problems;
    auto entries = read_catalog_files(catalog_files(folder), problems);
    std::vector<std::filesystem::path> overlays;
    for (const auto& path : own) {
        std::vector<std::filesystem::path> files;
        for (const auto& file : catalog_files(path)) (is_price_overlay(file) ? overlays : files).push_back(file);
        put(read_catalog_files(files, problems), entries);
    }
    Catalog catalog;
    for (auto& entry : entries) catalog.offers_.push_back(std::move(entry.offer));
    apply_price_overlays(overlays, catalog.offers_, problems);
    if (!problems.empty()) throw InputError(std::move(problems));
    return catalog;
}

const Offer* Catalog::find(std::string_view id) const {
    const auto found = std::lower_bound(offers_.begin(), offers_.end(), id,
                                        [](const Offer& offer, std::string_view wanted) { return offer.id < wanted; });
    return found != offers_.end() && found->id == id ? &*found : nullptr;
}

std::vector<std::string> Catalog::ids() const {
    std::vector<std::string> ids;
    for (const auto& offer : offers_) {
        ids.push_back(offer.id);
    }
    return ids;
}

std::vector<std::string> Catalog::suggestions(std::string_view id) const { return scenarios::nearest(id, ids()); }

}  // namespace plimsoll::pricing
