// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/status_line.hpp"

#include "scenarios/command_line/terminal.hpp"

#include <fmt/format.h>

#include <utility>

namespace plimsoll::cli {

namespace {

constexpr const char* kEraseToEnd = "\x1b[K";

}  // namespace

void StatusLine::show(std::string_view text) {
    drawn_ = true;
    print_error_as_is(fmt::format("\r{}{}", text, kEraseToEnd));
}

void StatusLine::clear() {
    if (std::exchange(drawn_, false)) print_error_as_is(fmt::format("\r{}", kEraseToEnd));
}

}  // namespace plimsoll::cli
