// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

namespace plimsoll {
namespace {

std::string joined(const std::vector<Problem>& problems) {
    std::string text;
    for (const Problem& problem : problems) {
        if (!text.empty()) {
            text += '\n';
        }
        text += problem.text();
    }
    return text;
}

}  // namespace

std::string Problem::text() const {
    std::string place = file;
    if (line > 0) {
        place += fmt::format(":{}", line);
    }
    if (!pointer.empty()) {
        // An option reads as it was typed: `--set /pointer`, not `--set: /pointer`.
        const std::string_view separator = place.empty() ? "" : (line == 0 && file == kSetOption) ? " " : ": ";
        place += fmt::format("{}{}", separator, pointer);
    }
    std::string text = place.empty() ? message : fmt::format("{}: {}", place, message);
    if (!hint.empty()) {
        text += fmt::format("\n  hint: {}", hint);
    }
    return text;
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(joined(problems)), problems_(std::move(problems)) {}

}  // namespace plimsoll
