// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/child_process.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plimsoll::measure {

namespace fs = std::filesystem;

namespace {

bool runs(const fs::path& path) { return fs::is_regular_file(path) && ::access(path.c_str(), X_OK) == 0; }

std::array<int, 2> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw IoError(fmt::format("no pipe: {}", std::strerror(errno)));
    return ends;
}

}  // namespace

fs::path find_program(const std::string& name, const std::string& hint) {
    std::error_code error;
    const auto self = fs::read_symlink("/proc/self/exe", error);
    if (!error && runs(self.parent_path() / name)) return self.parent_path() / name;
    if (const char* variable = std::getenv("PATH")) {
        for (std::string_view rest = variable; !rest.empty();) {
            const auto end = std::min(rest.find(':'), rest.size());
            fs::path path = fs::path(rest.substr(0, end)) / name;
            if (runs(path)) return path;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    throw IoError(
        fmt::format("there is no program {} beside plimsoll-profile, and none in the PATH\n  hint: {}", name, hint));
}

ChildProcess::ChildProcess(const fs::path& program, const std::vector<std::string>& arguments) {
    const auto in = make_pipe();
    const auto out = make_pipe();
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const int error = ::posix_spawn(&process_, program.c_str(), &actions, nullptr, pointers.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    input_ = in[1];
    output_ = out[0];
    if (error == 0) return;
    process_ = -1;
    close_input();
    ::close(output_);
    throw IoError(fmt::format("cannot start {}: {}", program.string(), std::strerror(error)));
}

ChildProcess::~ChildProcess() {
    finish();
    ::close(output_);
}

void ChildProcess::write_line(const std::string& line) const {
    const std::string text = line + '\n';
    std::string_view rest = text;
    while (!rest.empty()) {
        const ssize_t written = ::write(input_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw IoError(fmt::format("the child program has ended: {}", std::strerror(errno)));
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::optional<std::string> ChildProcess::read_line() {
    while (true) {
        if (const auto end = pending_.find('\n'); end != std::string::npos) {
            std::string line = pending_.substr(0, end);
            pending_.erase(0, end + 1);
            return line;
        }
        std::array<char, 1 << 14> chunk{};
        const ssize_t got = ::read(output_, chunk.data(), chunk.size());
        if (got < 0 && errno == EINTR) continue;
        if (got > 0) {
            pending_.append(chunk.data(), static_cast<std::size_t>(got));
            continue;
        }
        if (pending_.empty()) return std::nullopt;
        return std::exchange(pending_, "");
    }
}

int ChildProcess::finish() {
    close_input();
    if (process_ < 0) return status_;
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    constexpr int kSignalBase = 128;
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : kSignalBase + WTERMSIG(status);
    return status_;
}

void ChildProcess::close_input() {
    if (input_ >= 0) ::close(input_);
    input_ = -1;
}

}  // namespace plimsoll::measure
