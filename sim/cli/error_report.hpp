// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/cli/command.hpp"

/// How a command that fails says so on standard error.
namespace plimsoll::cli {

enum class ErrorFormat {
    text,   ///< for people: "plimsoll: ...", or each problem with its place and hint
    events  ///< for programs: {"event": "problem", ...} for each problem, {"event": "error", ...} for all else
};

/// Runs the action. Every way in which it can end becomes an exit status, and is told where it is not an ordinary one.
[[nodiscard]] ExitStatus guarded(const Action& action, ErrorFormat format);

}  // namespace plimsoll::cli
