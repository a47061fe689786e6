// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/commitment/product.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace plimsoll::pricing {

struct CommitmentCatalog {
    std::vector<CommitmentProduct> products;
    std::vector<SustainedUseProduct> sustained_use;

    [[nodiscard]] std::vector<std::string> ids() const;  ///< of the products
};

/// Reads every *.json of the folder; the format is described in docs/commitments.md. A region must be one of `offers`,
/// ids of the price catalog. \throws InputError with every problem of every file: file, line, pointer, hint; IoError
[[nodiscard]] CommitmentCatalog load_commitments(const std::filesystem::path& folder,
                                                 const std::vector<std::string>& offers);

/// Adds a file of one's own: a new product, or rates of one that is there, which come before those that it has.
/// \throws the same
void add_commitments(CommitmentCatalog& catalog, const std::filesystem::path& file,
                     const std::vector<std::string>& offers);

}  // namespace plimsoll::pricing
