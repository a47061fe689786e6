// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/named_enum.hpp"

#include <cstdint>
#include <span>

namespace plimsoll::models {

using scenarios::name_of;

/// Number format in which a model's products are computed, and its weights stored. int8 and fp8 quantize both operands
/// of the products (W8A8) and leave the rest in 16 bits; int4 stores the weights in 4 bits and computes in 16 (W4A16).
enum class Precision : std::uint8_t { fp32, tf32, fp16, bf16, int8, fp8, int4 };

inline constexpr scenarios::EnumName<Precision> kPrecisionNames[] = {
    {"fp32", Precision::fp32}, {"tf32", Precision::tf32}, {"fp16", Precision::fp16}, {"bf16", Precision::bf16},
    {"int8", Precision::int8}, {"fp8", Precision::fp8},   {"int4", Precision::int4}};

/// Bytes of one stored weight (int4: with a 16-bit scale per group of 128, 0.515625), of one operand of a product, and
/// of one value of all other activations and of the KV cache.
[[nodiscard]] double weight_bytes(Precision precision);
[[nodiscard]] double operand_bytes(Precision precision);
[[nodiscard]] double activation_bytes(Precision precision);

}  // namespace plimsoll::models

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<models::Precision>> names_of() {
    return models::kPrecisionNames;
}

}  // namespace plimsoll::scenarios
