// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/offer.hpp"
#include "scenarios/input_error.hpp"

#include <filesystem>
#include <vector>

/// Negotiated prices: a file that changes prices of the catalog, found by patterns of their ids.
///
///     {"plimsoll_price_overlay": 1, "discounts": [
///       {"offers": "aws/*/p5*", "percent": 12, "source": "our contract", "date": "2026-01-01"},
///       {"offers": "aws/us-east-1/g5.xlarge", "purchase": "reserved", "price": "0.55", "source": "...", "date":
///       "..."}]}
///
/// A price is changed by one line at most, the last that matches; percentages do not add up.
namespace plimsoll::pricing {

/// Whether the file says so of itself. \throws IoError
[[nodiscard]] bool is_price_overlay(const std::filesystem::path& file);

/// Changes the prices that the lines of these files name, and notes in each offer by which. Appends what is wrong to
/// `problems`: also a line that matches no price, and prices that come out above on-demand ones.
/// \throws IoError where a file cannot be read, InputError for one that is no JSON
void apply_price_overlays(const std::vector<std::filesystem::path>& files, std::vector<Offer>& offers,
                          std::vector<Problem>& problems);

}  // namespace plimsoll::pricing
