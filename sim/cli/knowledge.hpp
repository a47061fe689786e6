// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/resolve/knowledge.hpp"

namespace plimsoll::cli {

/// The catalogs, devices, models and profiles of the data folder: this process reads each of them once.
[[nodiscard]] sim::Knowledge& knowledge();

}  // namespace plimsoll::cli
