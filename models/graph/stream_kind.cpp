// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/work.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace plimsoll::models {
namespace {

constexpr std::array<std::string_view, 10> kNames = {"norm",   "activation", "gated",   "softmax", "add",
                                                     "rotary", "embedding",  "pooling", "copy",    "host_copy"};

}  // namespace

std::string_view name_of(StreamKind kind) { return kNames.at(static_cast<std::size_t>(kind)); }

std::optional<StreamKind> stream_named(std::string_view name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<StreamKind>(found - kNames.begin());
}

std::vector<std::string> stream_names() { return {kNames.begin(), kNames.end()}; }

}  // namespace plimsoll::models
