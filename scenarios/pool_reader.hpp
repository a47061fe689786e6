// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/node.hpp"
#include "scenarios/scenario.hpp"

namespace plimsoll::scenarios {

/// Reads one element of "pools", apart from its queue. Keys that mean nothing to this kind of serving are refused;
/// where `serving` is empty, because the file does not say it rightly, nothing that depends on it is checked.
[[nodiscard]] PoolSpec read_pool(const Node& node, std::optional<Serving> serving);

/// Reads the keys of all `pools` that hold for the whole deployment: queue, router, max_queue, batching, concurrency,
/// sharing. A pool may leave them to another one; where two give them, they must agree.
[[nodiscard]] QueueSpec read_queue(const std::vector<Node>& pools, std::optional<Serving> serving);

}  // namespace plimsoll::scenarios
