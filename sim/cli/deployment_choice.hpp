// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace plimsoll::cli {

/// Places of the deployments of --deployment, of all of them where none is named.
/// \throws UsageError for one that is not there
[[nodiscard]] std::vector<std::size_t> chosen_deployments(const std::vector<std::string>& names,
                                                          const sim::Experiment& experiment);

}  // namespace plimsoll::cli
