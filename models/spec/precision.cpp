// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/precision.hpp"

#include <array>
#include <cstddef>

namespace plimsoll::models {
namespace {

struct Format {
    double weight;
    double operand;
    double activation;
};

constexpr double kInt4Weight = 0.5 + 2.0 / 128;

constexpr std::array<Format, 7> kFormats = {{
    {4, 4, 4},            // fp32
    {4, 4, 4},            // tf32
    {2, 2, 2},            // fp16
    {2, 2, 2},            // bf16
    {1, 1, 2},            // int8
    {1, 1, 2},            // fp8
    {kInt4Weight, 2, 2},  // int4
}};

const Format& format_of(Precision precision) { return kFormats.at(static_cast<std::size_t>(precision)); }

}  // namespace

double weight_bytes(Precision precision) { return format_of(precision).weight; }
double operand_bytes(Precision precision) { return format_of(precision).operand; }
double activation_bytes(Precision precision) { return format_of(precision).activation; }

}  // namespace plimsoll::models
