// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/work.hpp"
#include "scenarios/named_enum.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// How the operators of profiles are spelt: which sizes of one are columns of a table, and which are the same in all of
/// its rows.
namespace plimsoll::models {

enum class OperatorKind : std::uint8_t { gemm, attention, stream, all_reduce };

inline constexpr scenarios::EnumName<OperatorKind> kOperatorNames[] = {{"gemm", OperatorKind::gemm},
                                                                       {"attention", OperatorKind::attention},
                                                                       {"stream", OperatorKind::stream},
                                                                       {"all_reduce", OperatorKind::all_reduce}};

[[nodiscard]] OperatorKind operator_of(const Work& work);

/// Files tell times in microseconds.
inline constexpr double kMicrosecondsPerSecond = 1e6;

/// Most columns of sizes that a table has.
inline constexpr std::size_t kMostSizes = 4;
using Sizes = std::array<double, kMostSizes>;

/// The sizes that are columns, in the order in which they are written and rows are sorted: gemm groups, n, k, m;
/// attention sequences, query, span; stream width, rows; all_reduce bytes.
[[nodiscard]] std::span<const std::string_view> size_columns(OperatorKind kind);

/// The sizes of `work`, in the order of `size_columns`; zeros behind them.
[[nodiscard]] Sizes sizes_of(const Work& work);

/// `like` with other sizes.
[[nodiscard]] Work with_sizes(Work like, const Sizes& sizes);

/// Whether both may stand in one table: the same operator, precision, and sizes that are no columns.
[[nodiscard]] bool same_table(const Work& a, const Work& b);

/// What the rows of a table have in common, for people: "gemm bf16", "attention bf16, 32 heads, 8 of keys and values,
/// of 128", "stream norm fp16", "all-reduce fp16, 4 devices".
[[nodiscard]] std::string table_title(const Work& work);

}  // namespace plimsoll::models

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<models::OperatorKind>> names_of() {
    return models::kOperatorNames;
}

}  // namespace plimsoll::scenarios
