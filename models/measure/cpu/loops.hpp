// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cpu/kernels.hpp"

namespace plimsoll::measure::cpu {

/// Operators that the library does not have, as plain loops over rows, shared among the threads: gathering rows of a
/// table, rotary position embedding, the mean of a row, copies. On a CPU the copy from the host is a copy of bytes.
/// \pre the kind is one of these
[[nodiscard]] std::unique_ptr<Kernel> make_loop(Context& context, const models::Stream& stream,
                                                models::Precision precision);

}  // namespace plimsoll::measure::cpu
