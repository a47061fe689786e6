// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

namespace plimsoll::measure::cuda {

/// Runs every operator at small sizes in every precision of GPU `number`, and attention with each of its kernels, and
/// compares with plain loops in double precision on the host. Writes a line per operator; true where all agree.
[[nodiscard]] bool self_check(int number, std::ostream& out);

}  // namespace plimsoll::measure::cuda
