// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <stdexcept>
#include <string>

namespace plimsoll::sim {

/// The child threw, or died.
class ChildFailure : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Runs `code` in a child process and returns the bytes it returns: one SimGrid simulation per process.
/// \throws ChildFailure with what the child has thrown, or how it ended.
std::string run_forked(const std::function<std::string()>& code);

}  // namespace plimsoll::sim
