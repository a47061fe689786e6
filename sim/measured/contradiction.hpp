// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/run_result.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace plimsoll::results {

/// What one simulation can have measured obeys laws that its own numbers show: this is the audit made again from the
/// data, for a result that comes from a file and should be that of a deployment with so many pools. The first law that
/// is broken, with the numbers; nothing where all hold.
[[nodiscard]] std::optional<std::string> contradiction(const RunResult& result, std::size_t pools);

}  // namespace plimsoll::results
