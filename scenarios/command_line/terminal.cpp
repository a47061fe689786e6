// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/terminal.hpp"

#include "scenarios/command_line/exit_status.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/printable.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <sys/ioctl.h>
#include <unistd.h>

namespace plimsoll::cli {

namespace {

constexpr int kIndent = 2;

/// 0, or the error.
int write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

[[noreturn]] void end_as_by_sigpipe() {
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
    ::_exit(kSignalBase + SIGPIPE);  // where the signal is blocked
}

std::string_view variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : value;
}

}  // namespace

void print(std::string_view text) { print_as_is(scenarios::printable_lines(text)); }

void print_as_is(std::string_view text) {
    const int error = write_all(STDOUT_FILENO, text);
    if (error == EPIPE) end_as_by_sigpipe();
    if (error != 0) throw IoError(fmt::format("cannot write to standard output: {}", std::strerror(error)));
}

void print_json(const nlohmann::json& value) { print_as_is(scenarios::json_text(value, kIndent) + "\n"); }

void print_json(const nlohmann::ordered_json& value) { print_as_is(scenarios::json_text(value, kIndent) + "\n"); }

void print_error(std::string_view text) { print_error_as_is(scenarios::printable_lines(text)); }

void print_error_as_is(std::string_view text) { write_all(STDERR_FILENO, text); }

void turn_signals_of_writing_into_errors() {
    for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
}

bool output_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }
bool error_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

int output_width() {
    constexpr int kUsual = 120;
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
    return size.ws_col;
}

bool speaks_utf8() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const auto value = variable(name);
        if (value.empty()) continue;
        for (const std::string_view code : {"UTF-8", "utf-8", "UTF8", "utf8"})
            if (value.find(code) != std::string_view::npos) return true;
        return false;
    }
    return false;
}

bool use_color(std::string_view choice) {
    if (choice != "auto") return choice == "always";
    return output_is_terminal() && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
}

}  // namespace plimsoll::cli
