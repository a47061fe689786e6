// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/session.hpp"

#include <string>

namespace plimsoll::measure {

/// "[######--------------]  31 %  124 of 371 kernels, 82 s left  gemm fp32 1 512 768 768", cut to `width` columns.
[[nodiscard]] std::string bar_text(const Progress& progress, std::size_t width);

/// {"event":"progress","done":124,"of":371,"fraction":0.31,"left_s":82.1,"work":"gemm fp32 1 512 768 768"}; `left_s` is
/// null where nothing is known yet.
[[nodiscard]] std::string json_line(const Progress& progress);

}  // namespace plimsoll::measure
