// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace plimsoll::sim {

/// A hash of the sources on which the result of a simulation depends, and of what they are built with. Two builds of
/// the same sources have the same, so that they may share the runs that they keep.
[[nodiscard]] std::string_view build_identity();

}  // namespace plimsoll::sim
