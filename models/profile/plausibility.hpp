// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile.hpp"
#include "models/spec/device.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace plimsoll::models {

/// A time that cannot be right, or a whole table of them.
struct Implausible {
    std::size_t sample = 0;  ///< index in the table; its size where the whole table is meant
    std::string message;
    std::string hint;
};

/// What in a table contradicts the device's datasheet (null: not known) or the rest of the table:
/// - more than twice the peak FLOP/s, or twice the memory bandwidth for more data than a cache holds;
/// - as a whole (in the median) some hundred times slower than the datasheet allows;
/// - single times a hundred times off a law fitted to the table, or far below it.
/// Mistaken units are the usual cause, and hints say so.
[[nodiscard]] std::vector<Implausible> implausible_times(const KernelTable& table, const Device* device);

}  // namespace plimsoll::models
