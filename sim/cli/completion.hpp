// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/cli/command_tree.hpp"

#include <string>

/// Scripts by which a shell completes the command line of `plimsoll`, made from the parser.
namespace plimsoll::cli {

[[nodiscard]] std::string bash_completion(const Command& program);
[[nodiscard]] std::string zsh_completion(const Command& program);
[[nodiscard]] std::string fish_completion(const Command& program);

}  // namespace plimsoll::cli
