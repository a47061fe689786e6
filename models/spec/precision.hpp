// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::models {

/// Number format in which a model's products are computed, and its weights stored. int8 and fp8 quantize both operands
/// of the products (W8A8) and leave the rest in 16 bits; int4 stores the weights in 4 bits and computes in 16 (W4A16).
enum class Precision : std::uint8_t { fp32, tf32, fp16, bf16, int8, fp8, int4 };

inline constexpr std::array<Precision, 7> kPrecisions = {Precision::fp32, Precision::tf32, Precision::fp16,
                                                         Precision::bf16, Precision::int8, Precision::fp8,
                                                         Precision::int4};

[[nodiscard]] std::string_view name_of(Precision precision);  ///< "fp32", "tf32", ...
[[nodiscard]] std::vector<std::string> precision_names();     ///< of `kPrecisions`
[[nodiscard]] std::optional<Precision> precision_of(std::string_view name);

/// Bytes of one stored weight (int4: with a 16-bit scale per group of 128, 0.515625), of one operand of a product, and
/// of one value of all other activations and of the KV cache.
[[nodiscard]] double weight_bytes(Precision precision);
[[nodiscard]] double operand_bytes(Precision precision);
[[nodiscard]] double activation_bytes(Precision precision);

}  // namespace plimsoll::models
