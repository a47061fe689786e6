// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/backend.hpp"

#include <memory>

namespace plimsoll::measure {

/// Threads that this process may use.
[[nodiscard]] std::uint32_t available_threads();

/// The processor of this machine, with oneDNN and `threads` OpenMP threads. \throws std::runtime_error where oneDNN
/// cannot start.
[[nodiscard]] std::unique_ptr<Backend> make_cpu_backend(std::uint32_t threads);

}  // namespace plimsoll::measure
