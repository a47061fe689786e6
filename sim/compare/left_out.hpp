// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace plimsoll::results {

/// What providers charge for, too, and no bill of this program holds.
[[nodiscard]] inline std::vector<std::string> left_out() {
    return {"taxes", "data transfer", "storage and disks", "load balancers"};
}

}  // namespace plimsoll::results
