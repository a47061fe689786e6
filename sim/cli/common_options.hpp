// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
class Option;
class Validator;
}  // namespace CLI

/// Options that several commands have.
namespace plimsoll::cli {

/// An empty value is a variable of a script that was not set: the option must not be passed over in silence.
[[nodiscard]] CLI::Validator not_empty();

/// -j, --jobs, with what runs side by side.
CLI::Option* add_jobs(CLI::App& command, unsigned& jobs, const std::string& text);
/// --progress of a command whose progress is a line: auto, json or none.
CLI::Option* add_progress(CLI::App& command, std::string& when);
/// --cache, a folder of finished simulations.
CLI::Option* add_cache(CLI::App& command, std::string& folder, const std::string& text);

/// "5%", "2.5 %" or "0.05", as a share of 0 or more, below 1 where no % says what is meant; `option` stands in
/// messages. \throws UsageError
[[nodiscard]] double parse_share(const char* option, std::string_view text);

}  // namespace plimsoll::cli
