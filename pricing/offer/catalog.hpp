// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/offer.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace plimsoll::pricing {

/// The dated offers of pricing/catalog/*.json.
class Catalog {
public:
    /// Reads every *.json of the folder. \throws InputError with file, line and pointer.
    static Catalog load(const std::filesystem::path& folder);

    /// Null where there is no such offer.
    [[nodiscard]] const Offer* find(std::string_view id) const;
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
