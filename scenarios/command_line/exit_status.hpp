// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace plimsoll::cli {

/// What a program's exit status says; the numbers are part of its interface.
enum class ExitStatus : int {
    done = 0,
    not_met = 1,  ///< an SLO or a budget, where --require-slo or --budget asked for it
    usage = 2,
    bad_input = 3,
    io = 4,
    partial = 5,       ///< some simulations were lost and the rest is shown; a measuring run can be resumed
    model_bug = 70,    ///< a broken invariant
    interrupted = 130  ///< by SIGINT; by another signal, 128 + its number
};

inline constexpr int kSignalBase = 128;

}  // namespace plimsoll::cli
