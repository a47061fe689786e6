// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/offer.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace plimsoll::pricing {

/// The dated offers of pricing/catalog/*.json, and of catalogs of one's own.
class Catalog {
public:
    /// Reads every *.json of the folder. Then those of one's own, each a file or a folder: an offer that is there
    /// already is replaced, by the last that has its id; overlays of negotiated prices (price_overlay.hpp) are applied
    /// after all catalogs, in their order. \throws InputError with file, line and pointer, IoError
    static Catalog load(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& own = {});

    /// Null where there is no such offer.
    [[nodiscard]] const Offer* find(std::string_view id) const;
    /// In the order of ids.
    [[nodiscard]] const std::vector<Offer>& offers() const { return offers_; }
    /// Ids in alphabetical order.
    [[nodiscard]] std::vector<std::string> ids() const;
    /// The nearest ids by edit distance, for "did you mean".
    [[nodiscard]] std::vector<std::string> suggestions(std::string_view id) const;

private:
    std::vector<Offer> offers_;  // sorted by id
};

/// The offer that a scenario writes in place.
[[nodiscard]] Offer offer_from(const scenarios::InlineOffer& spec);

}  // namespace plimsoll::pricing
