// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/request.hpp"

#include <memory>
#include <vector>

namespace plimsoll::sim {

/// Hands out the requests, to which it refers, in blocks of changing size.
std::unique_ptr<RequestSource> source_of(const std::vector<Request>& requests);

}  // namespace plimsoll::sim
