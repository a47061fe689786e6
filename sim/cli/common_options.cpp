// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/common_options.hpp"

#include "scenarios/command_line/usage.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <charconv>
#include <cmath>

namespace plimsoll::cli {

CLI::Validator not_empty() {
    return {[](const std::string& value) { return value.empty() ? "is empty" : ""; }, ""};
}

CLI::Option* add_jobs(CLI::App& command, unsigned& jobs, const std::string& text) {
    constexpr unsigned kMostJobs = 4096;
    return command.add_option("-j,--jobs", jobs, text)
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1U, kMostJobs));
}

CLI::Option* add_progress(CLI::App& command, std::string& when) {
    return command
        .add_option("--progress", when,
                    "On standard error: a line where that is a terminal (auto), one JSON object per line (json; errors "
                    "too), or none")
        ->type_name("WHEN")
        ->capture_default_str()
        ->check(CLI::IsMember({"auto", "json", "none"}));
}

CLI::Option* add_cache(CLI::App& command, std::string& folder, const std::string& text) {
    return command.add_option("--cache", folder, text)->type_name("DIR")->check(not_empty());
}

double parse_share(const char* option, std::string_view text) {
    double value = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, value);
    std::string_view unit(end, static_cast<std::size_t>(last - end));
    while (unit.starts_with(' ')) unit.remove_prefix(1);
    constexpr double kPercent = 100;
    const bool percent = unit == "%";
    if (percent) value /= kPercent;
    const bool plain = unit.empty() && value < 1;  // of a plain 5 nobody knows whether it is 5 % or 500 %
    if (error != std::errc() || !(percent || plain) || !std::isfinite(value) || value < 0)
        throw UsageError(fmt::format("{} '{}' is no share such as 5% or 0.05", option, text));
    return value;
}

}  // namespace plimsoll::cli
