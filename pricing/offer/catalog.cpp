// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/catalog.hpp"

#include "pricing/offer/catalog_file.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace plimsoll::pricing {
namespace {

std::vector<std::filesystem::path> catalog_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (auto entry = std::filesystem::directory_iterator(folder, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (entry->path().extension() == ".json") {
            files.push_back(entry->path());
        }
    }
    if (error) {
        throw IoError(fmt::format("cannot list the price catalog {}: {}", folder.string(), error.message()));
    }
    if (files.empty()) {
        throw IoError(fmt::format("the price catalog {} holds no *.json", folder.string()));
    }
    std::sort(files.begin(), files.end());  // so that messages come in the same order everywhere
    return files;
}

}  // namespace

Catalog Catalog::load(const std::filesystem::path& folder) {
    std::vector<CatalogEntry> entries;
    std::vector<Problem> problems;
    for (const auto& file : catalog_files(folder)) {
        auto read = read_catalog_file(file, problems);
        std::move(read.begin(), read.end(), std::back_inserter(entries));
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto& left, const auto& right) { return left.offer.id < right.offer.id; });
    for (std::size_t i = 1; i < entries.size(); ++i) {
        if (entries[i].offer.id == entries[i - 1].offer.id && !entries[i].offer.id.empty()) {
            Problem problem = entries[i].place;
            problem.pointer += "/id";
            problem.message = fmt::format("'{}' stands also in {}:{}", entries[i].offer.id, entries[i - 1].place.file,
                                          entries[i - 1].place.line);
            problems.push_back(std::move(problem));
        }
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
    Catalog catalog;
    for (auto& entry : entries) {
        catalog.offers_.push_back(std::move(entry.offer));
    }
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
