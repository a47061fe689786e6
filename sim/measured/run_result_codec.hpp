// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/run_result.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace plimsoll::results {

/// A RunResult as bytes, for the pipe between a worker and its parent and for the store of finished runs. Lossless, and
/// the same for the same result.
[[nodiscard]] std::vector<std::uint8_t> encode(const RunResult& result);

/// The inverse. \throws IoError when the bytes are cut off, damaged, or of a program whose results have other members.
[[nodiscard]] RunResult decode(std::span<const std::uint8_t> bytes);

}  // namespace plimsoll::results
