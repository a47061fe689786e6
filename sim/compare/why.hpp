// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <string>

namespace plimsoll::results {

/// The reason for a deployment's figures in words: what most of the money and most of the latency is for, e.g.
/// "98 % of cost: on-demand g4dn.xlarge; 62 % of latency: queueing".
[[nodiscard]] std::string why_text(const DeploymentResult& deployment);

}  // namespace plimsoll::results
