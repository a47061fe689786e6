// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace plimsoll::cli {

/// The command that was chosen, or `app` itself.
[[nodiscard]] const CLI::App& chosen_command(const CLI::App& app);

/// What is wrong with the command line, what was perhaps meant, and where to read on.
[[nodiscard]] std::string usage_error_text(const CLI::App& app, const CLI::ParseError& error);

}  // namespace plimsoll::cli
