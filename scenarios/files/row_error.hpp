// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace plimsoll::scenarios {

/// Where the settings of a table are written, and so how a hint must spell them.
enum class Syntax { scenario, command_line };

/// A setting that would mend a table: `"time_unit": "ms"` in a scenario, `--time-unit ms` on the command line.
struct Setting {
    std::string name;
    std::string value;

    [[nodiscard]] std::string text(Syntax syntax) const;
};

/// A malformed row. Its reader knows the file and line.
class RowError : public std::runtime_error {
public:
    explicit RowError(const std::string& message, std::string hint = {}, std::optional<Setting> setting = {})
        : std::runtime_error(message), hint_(std::move(hint)), setting_(std::move(setting)) {}

    /// The hint, which ends in the setting where there is one.
    [[nodiscard]] std::string hint(Syntax syntax) const;

private:
    std::string hint_;
    std::optional<Setting> setting_;
};

}  // namespace plimsoll::scenarios
