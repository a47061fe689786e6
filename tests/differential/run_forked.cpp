// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "run_forked.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <string_view>

namespace plimsoll::sim {

namespace {

constexpr int kThrew = 3;

void write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;  // the parent is gone
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string read_all(int file) {
    std::string bytes;
    std::array<char, 65536> buffer{};
    for (;;) {
        const ssize_t count = ::read(file, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return bytes;
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

[[noreturn]] void run_child(int file, const std::function<std::string()>& code) {
    int status = 0;
    try {
        write_all(file, code());
    } catch (const std::exception& error) {
        write_all(file, error.what());
        status = kThrew;
    }
    ::close(file);
    ::_exit(status);
}

}  // namespace

std::string run_forked(const std::function<std::string()>& code) {
    std::fflush(nullptr);
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) throw ChildFailure("no pipe");
    const pid_t child = ::fork();
    if (child < 0) throw ChildFailure("no child process");
    if (child == 0) {
        ::close(ends[0]);
        run_child(ends[1], code);
    }
    ::close(ends[1]);
    std::string bytes = read_all(ends[0]);
    ::close(ends[0]);

    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status)) throw ChildFailure(fmt::format("ended by signal {}", WTERMSIG(status)));
    if (WEXITSTATUS(status) == kThrew) throw ChildFailure(bytes);
    if (WEXITSTATUS(status) != 0) throw ChildFailure(fmt::format("exit status {}", WEXITSTATUS(status)));
    return bytes;
}

}  // namespace plimsoll::sim
