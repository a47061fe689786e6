// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/input_error.hpp"

#include "scenarios/printable.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace plimsoll {
namespace {

std::string joined(const std::vector<Problem>& problems) {
    constexpr std::size_t kShown = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(problems.size(), kShown); ++i) {
        text += i == 0 ? "" : "\n";
        text += problems[i].text();
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
    std::string text = scenarios::printable(place.empty() ? message : fmt::format("{}: {}", place, message));
    if (!hint.empty()) {
        text += fmt::format("\n  hint: {}", scenarios::printable(hint));
    }
    return text;
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(joined(problems)), problems_(std::move(problems)) {}

}  // namespace plimsoll
