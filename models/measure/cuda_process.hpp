// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/backend.hpp"

#include <cstdint>
#include <memory>

namespace plimsoll::measure {

/// GPU number `device`, measured by the program plimsoll-measure-cuda, which is found beside this executable or in the
/// PATH. \throws IoError where the program is missing, or finds no such GPU; it says why on standard error.
[[nodiscard]] std::unique_ptr<Backend> make_cuda_backend(std::uint32_t device);

}  // namespace plimsoll::measure
