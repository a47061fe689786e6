// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/provenance.hpp"
#include "scenarios/scenario.hpp"

#include <string>

namespace plimsoll::results {

/// A price that some deployment pays, and how far to trust it.
struct PriceUsed {
    std::string offer;
    scenarios::Purchase purchase = scenarios::Purchase::on_demand;
    pricing::Provenance provenance;
};

}  // namespace plimsoll::results
