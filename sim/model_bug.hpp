// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

namespace plimsoll::sim {

/// A broken invariant: a bug of ours. Never continue with a wrong result. Exit status 70.
class ModelBug : public std::logic_error {
    using std::logic_error::logic_error;
};

}  // namespace plimsoll::sim
