// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/backend.hpp"

namespace plimsoll::measure {

/// The processor as Linux names it (/proc/cpuinfo), the compiler and oneDNN.
[[nodiscard]] Identity cpu_identity(std::uint32_t threads);

}  // namespace plimsoll::measure
