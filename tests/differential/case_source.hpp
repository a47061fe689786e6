// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/request.hpp"

#include <memory>
#include <vector>

namespace plimsoll::sim {

/// How the prompts of requests begin, by request; empty: nobody knows.
using Beginnings = std::vector<std::vector<SharedPart>>;

/// Hands out the requests, to which it refers as to their beginnings, in blocks of changing size.
std::unique_ptr<RequestSource> source_of(const std::vector<Request>& requests, const Beginnings& beginnings);
std::unique_ptr<RequestSource> source_of(const std::vector<Request>& requests);

}  // namespace plimsoll::sim
