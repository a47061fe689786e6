// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/backend.hpp"
#include "models/profile/profile_file.hpp"
#include "models/spec/precision.hpp"
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/command_line/today.hpp"
#include "scenarios/command_line/usage.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

/// One function per command: it adds the command with its options to `app`; where the user chose it, parsing sets
/// `chosen` to what is to be done.
namespace plimsoll::measure::cli {

using plimsoll::cli::error_is_terminal;
using plimsoll::cli::ExitStatus;
using plimsoll::cli::kSignalBase;
using plimsoll::cli::print;
using plimsoll::cli::print_error;
using plimsoll::cli::print_error_as_is;
using plimsoll::cli::today;
using plimsoll::cli::UsageError;

using Action = std::function<ExitStatus()>;

void add_measure(CLI::App& app, Action& chosen);  ///< without a command word
void add_plan(CLI::App& app, Action& chosen);
void add_assemble(CLI::App& app, Action& chosen);
void add_serve_check(CLI::App& app, Action& chosen);

/// "5min", "90 s" -> seconds above 0. \throws UsageError
[[nodiscard]] double parse_budget(const std::string& text);
/// \throws UsageError for a name that is no precision.
[[nodiscard]] std::vector<models::Precision> parse_precisions(const std::vector<std::string>& names);
/// What quantized models keep in 16 bits there.
[[nodiscard]] models::Precision sixteen_bits_of(const std::string& device);
/// Datasheets to compare a profile's times with.
[[nodiscard]] models::Devices known_devices();
/// Gives a profile the name of models/devices for its device; where there is none, says on standard error what to do.
void name_device(models::Profile& profile);
/// "cpu", or "cuda:0" and the like. \throws UsageError; std::runtime_error where the device cannot be used.
[[nodiscard]] std::unique_ptr<Backend> open_device(const std::string& name, std::uint32_t threads);
/// "plimsoll-profile 0.1.0 (commit)".
[[nodiscard]] std::string program_text();

/// Options that choose a grid, the same for measuring and planning.
struct GridOptions {
    std::vector<std::string> models;
    std::vector<std::string> precisions;
    std::string budget = "2min";
    std::uint32_t max_batch = 32;
    std::uint32_t max_tokens = 0;
    std::uint32_t max_context = 0;

    void add_to(CLI::App& command);
};

}  // namespace plimsoll::measure::cli
