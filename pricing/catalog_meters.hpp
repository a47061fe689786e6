// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/catalog_fields.hpp"
#include "pricing/offer.hpp"

namespace plimsoll::pricing {

/// Units that work is billed in; anything else in a catalog is a slip of the pen.
[[nodiscard]] const std::vector<std::string>& work_units();

/// Reads one element of an offer's `meters`. Its member `like` names an element of the file's `meters`, from which it
/// takes what it does not say itself.
[[nodiscard]] Meter read_meter(const scenarios::JsonDocument& document, CatalogFields::Problems& problems,
                               const std::string& pointer);

}  // namespace plimsoll::pricing
