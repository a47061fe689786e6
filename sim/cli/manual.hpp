// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/cli/command_tree.hpp"

#include <string>

namespace plimsoll::cli {

/// The manual page plimsoll(1), in the macros of man(7): every command with its options, made from the parser.
[[nodiscard]] std::string manual_page(const Command& program, const std::string& version);

}  // namespace plimsoll::cli
