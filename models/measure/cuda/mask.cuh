// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace plimsoll::measure::cuda {

/// Which tokens a row may look at: row r belongs to new token r % query, the last of which looks at the whole span. All
/// rows look at everything where `query` is 0.
struct Mask {
    unsigned query = 0;

    /// Of `span` tokens, how many row `row` looks at: the first ones.
    [[nodiscard]] __device__ unsigned seen(unsigned row, unsigned span) const {
        return query == 0 ? span : span - query + row % query + 1;
    }
};

}  // namespace plimsoll::measure::cuda
