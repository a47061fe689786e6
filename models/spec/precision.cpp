// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/precision.hpp"

#include <array>
#include <cstddef>

namespace plimsoll::models {
namespace {

struct Format {
    std::string_view name;
    double weight;
    double operand;
    double activation;
};

constexpr double kInt4Weight = 0.5 + 2.0 / 128;

constexpr std::array<Format, 7> kFormats = {{
    {"fp32", 4, 4, 4},
    {"tf32", 4, 4, 4},
    {"fp16", 2, 2, 2},
    {"bf16", 2, 2, 2},
    {"int8", 1, 1, 2},
    {"fp8", 1, 1, 2},
    {"int4", kInt4Weight, 2, 2},
}};

const Format& format_of(Precision precision) { return kFormats.at(static_cast<std::size_t>(precision)); }

}  // namespace

std::string_view name_of(Precision precision) { return format_of(precision).name; }

std::vector<std::string> precision_names() {
    std::vector<std::string> names;
    names.reserve(kPrecisions.size());
    for (const auto precision : kPrecisions) names.emplace_back(name_of(precision));
    return names;
}

std::optional<Precision> precision_of(std::string_view name) {
    for (std::size_t i = 0; i < kFormats.size(); ++i)
        if (kFormats[i].name == name) return static_cast<Precision>(i);
    return std::nullopt;
}

double weight_bytes(Precision precision) { return format_of(precision).weight; }
double operand_bytes(Precision precision) { return format_of(precision).operand; }
double activation_bytes(Precision precision) { return format_of(precision).activation; }

}  // namespace plimsoll::models
