// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cli/terminal.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace plimsoll::measure::cli {
namespace {

/// 0, or the error.
int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

}  // namespace

void print(std::string_view text) {
    if (const int error = write_all(STDOUT_FILENO, text); error != 0)
        throw IoError(fmt::format("cannot write to standard output: {}", std::strerror(error)));
}

void print_error(std::string_view text) { write_all(STDERR_FILENO, text); }

bool error_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

}  // namespace plimsoll::measure::cli
