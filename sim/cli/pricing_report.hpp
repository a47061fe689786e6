// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/catalog_difference.hpp"
#include "pricing/offer/catalog_file.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// What `plimsoll pricing` says, as text and as JSON. Money is text, in USD.
namespace plimsoll::cli {

/// A row per offer: id, device, prices, date, and how far to trust them.
[[nodiscard]] std::string offers_text(const std::vector<const pricing::Offer*>& offers, std::size_t width);
[[nodiscard]] nlohmann::ordered_json offers_json(const std::vector<const pricing::Offer*>& offers);

/// One offer with everything that its catalog says; `facts` are those of pricing::catalog_facts.
[[nodiscard]] std::string offer_text(const pricing::Offer& offer, const nlohmann::json& facts, std::size_t width);
[[nodiscard]] nlohmann::ordered_json offer_json(const pricing::Offer& offer, const nlohmann::json& facts);

[[nodiscard]] std::string difference_text(const pricing::CatalogDifference& difference, std::size_t width);
[[nodiscard]] nlohmann::ordered_json difference_json(const pricing::CatalogDifference& difference);

/// What is no mistake, but worth knowing of an entry.
struct CatalogWarning {
    std::string code;  ///< "old-price", "unknown-age"
    std::string text;
    pricing::CatalogEntry entry;
};

/// What `plimsoll pricing check` found.
struct CatalogReport {
    std::vector<Problem> problems;
    std::vector<CatalogWarning> warnings;
    std::vector<std::string> single_source;  ///< ids
    std::size_t offers = 0;
    std::size_t overlays = 0;  ///< files of negotiated prices
};

/// Of the entries; an age is judged by `today`, in months, where one is given.
[[nodiscard]] std::vector<CatalogWarning> catalog_warnings(const std::vector<pricing::CatalogEntry>& entries,
                                                           std::optional<int> oldest_months, const Date& today);

[[nodiscard]] std::string report_text(const CatalogReport& report, std::size_t width);
[[nodiscard]] nlohmann::ordered_json report_json(const CatalogReport& report);

}  // namespace plimsoll::cli
