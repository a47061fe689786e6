// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::pricing {

/// A fact of an offer that two catalogs state differently; a text is empty where one of them does not state it.
struct FactChange {
    std::string offer;
    std::string fact;  ///< as named_facts has it
    std::string before, after;
    std::optional<double> percent;  ///< by which a price changed
};

struct CatalogDifference {
    std::vector<std::string> added, removed;  ///< ids
    std::vector<FactChange> prices;           ///< stated by both
    std::vector<FactChange> facts;            ///< all else

    [[nodiscard]] bool same() const { return added.empty() && removed.empty() && prices.empty() && facts.empty(); }
};

/// Of two results of catalog_facts, in the order of ids and facts.
[[nodiscard]] CatalogDifference difference_of(const std::map<std::string, nlohmann::json>& before,
                                              const std::map<std::string, nlohmann::json>& after);

}  // namespace plimsoll::pricing
