// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace plimsoll::sim::theory {

/// Erlang's loss formula by its recursion: B(0) = 1, B(c) = a B(c-1) / (c + a B(c-1)).
inline double erlang_b(int c, double a) {
    double b = 1;
    for (int k = 1; k <= c; ++k) b = a * b / (k + a * b);
    return b;
}

/// Probability to wait, C = B / (1 - rho (1 - B)).
inline double erlang_c(int c, double a) {
    const double b = erlang_b(c, a);
    return b / (1 - a / c * (1 - b));
}

}  // namespace plimsoll::sim::theory
