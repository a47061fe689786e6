// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace plimsoll::cli {

/// Today's date in UTC, ISO 8601, for the age of prices. SOURCE_DATE_EPOCH (seconds, https://reproducible-builds.org)
/// stands for the clock where it is set, so that old results can be reproduced.
[[nodiscard]] std::string today();

}  // namespace plimsoll::cli
