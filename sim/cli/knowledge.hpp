// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/commitment/commitment_catalog.hpp"
#include "sim/resolve/knowledge.hpp"

#include <string>

namespace plimsoll::cli {

/// The catalogs, devices, models and profiles of the data folder: this process reads each of them once.
[[nodiscard]] sim::Knowledge& knowledge();

/// Kinds of commitments and their rates, with those of a file of one's own before them; empty: none.
/// \throws InputError, IoError
[[nodiscard]] pricing::CommitmentCatalog known_commitments(const std::string& own);

}  // namespace plimsoll::cli
