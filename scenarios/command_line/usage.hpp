// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/command_line/exit_status.hpp"
#include "scenarios/input_error.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// NOLINTNEXTLINE(readability-identifier-naming)
namespace CLI {
class App;
class ParseError;
}  // namespace CLI

/// How every program of Plimsoll deals with its command line and with what goes wrong.
namespace plimsoll::cli {

/// The command line is at fault. Exit status 2.
class UsageError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The command that was chosen, or `app` itself.
[[nodiscard]] const CLI::App& chosen_command(const CLI::App& app);

/// What is wrong with the command line, what was perhaps meant, and where to read on.
[[nodiscard]] std::string usage_error_text(const CLI::App& app, const CLI::ParseError& error);

/// Parses the arguments, so that the chosen command's callback runs. A status where that is all there is to do: help
/// and version, which are printed, and mistakes, which are told.
[[nodiscard]] std::optional<ExitStatus> parse(CLI::App& app, int argc, char** argv);

/// Why a command ends early.
struct Failure {
    ExitStatus status;
    std::string message;            ///< empty where there are problems
    std::vector<Problem> problems;  ///< of the input
};

/// What the exception that is being handled comes to. \pre inside of a catch block
[[nodiscard]] Failure caught_failure();

/// Tells a failure on standard error: by the program's name, or every problem of the input.
void tell(std::string_view program, const Failure& failure);

}  // namespace plimsoll::cli
