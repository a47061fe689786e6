// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>

namespace plimsoll::results {

/// A value of CBOR (RFC 8949) from a file that anybody may have written. A reader of CBOR goes as deep into the stack
/// as the value is nested: what is deeper than any result of ours is refused before it is read. \throws IoError for
/// that, nlohmann::json::exception for what is no CBOR
[[nodiscard]] nlohmann::json from_shallow_cbor(std::span<const std::uint8_t> bytes);

}  // namespace plimsoll::results
