// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile.hpp"
#include "models/spec/device.hpp"
#include "scenarios/node.hpp"

namespace plimsoll::models {

/// One element of "tables". Problems go to the node's reading; of many alike in one table, only the first.
[[nodiscard]] KernelTable read_table(const scenarios::Node& node, const Device* device);

/// Complains about every member that is not one of `known`.
void refuse_unknown_keys(const scenarios::Node& node, const std::vector<std::string>& known);

}  // namespace plimsoll::models
