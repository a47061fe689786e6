// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace plimsoll::measure::cuda {

class Device;

/// The lines `@device`, `@title`, `@driver`, `@toolkit`, `@library` and `@clocks`, each with its newline. Driver and
/// clocks are asked of NVML where its library is there (it comes with the driver).
[[nodiscard]] std::string identity_lines(const Device& device);

}  // namespace plimsoll::measure::cuda
