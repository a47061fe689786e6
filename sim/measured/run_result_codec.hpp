// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/run_result.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace plimsoll::results {

/// A RunResult as CBOR bytes (RFC 8949), for the pipe between a worker and its parent. Lossless: 128-bit sums travel as
/// two words, histograms as their non-empty buckets.
[[nodiscard]] std::vector<std::uint8_t> encode(const RunResult& result);

/// The inverse. \throws IoError when the bytes are cut off, damaged or of another version.
[[nodiscard]] RunResult decode(std::span<const std::uint8_t> bytes);

}  // namespace plimsoll::results
