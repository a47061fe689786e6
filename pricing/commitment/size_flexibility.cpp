// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/commitment/size_flexibility.hpp"

#include "pricing/commitment/product.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::pricing {

std::optional<SizeFlexibility::Footprint> SizeFlexibility::footprint(std::string_view offer) const {
    const auto place = provider_of(offer) + "/" + region_of(offer) + "/";
    const auto name = std::string(offer.substr(offer.rfind('/') + 1));
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (const auto found = groups[i].find(name); found != groups[i].end())
            return Footprint{place + groups[i].begin()->first, found->second};
    const auto family = family_of(offer);
    // "ml.g5.xlarge" is no machine of EC2
    const bool plain = family.find('.') == std::string::npos && name.size() > family.size();
    if (!plain || std::find(except.begin(), except.end(), family) != except.end()) return std::nullopt;
    const auto size = by_size.find(name.substr(family.size() + 1));
    if (size == by_size.end()) return std::nullopt;
    return Footprint{place + family, size->second};
}

}  // namespace plimsoll::pricing
