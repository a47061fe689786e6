// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What the id of an offer, provider/region/name, says of where it is sold.
namespace plimsoll::pricing {

/// "aws" and "us-east-1" of aws/us-east-1/g5.xlarge.
[[nodiscard]] std::string provider_of(std::string_view offer);
[[nodiscard]] std::string region_of(std::string_view offer);

/// The provider's regions, by its own names, in alphabetical order; empty for a provider of whom none are known.
[[nodiscard]] const std::vector<std::string>& regions_of(std::string_view provider);

/// Those of whom regions are known.
[[nodiscard]] std::vector<std::string> providers_with_regions();

}  // namespace plimsoll::pricing
