// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/backend.hpp"

namespace plimsoll::measure {

/// The processor as Linux names it (/proc/cpuinfo), the compiler and oneDNN.
[[nodiscard]] Identity cpu_identity(std::uint32_t threads);

/// "AMD EPYC 9R45" -> "amd-epyc-9r45": lower-case letters and digits, one hyphen for all between.
[[nodiscard]] std::string name_from_title(std::string_view title);

}  // namespace plimsoll::measure
