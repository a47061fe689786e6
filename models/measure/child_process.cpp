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
#include <thread>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

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

ChildProcess::ChildProcess(const fs::path& program, const std::vector<std::string>& arguments, Group group)
    : group_(group) {
    const auto in = make_pipe();
    const auto out = make_pipe();
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    if (group == Group::its_own) ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const int error = ::posix_spawn(&process_, program.c_str(), &actions, &attributes, pointers.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
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
    if (group_ == Group::its_own) kill();
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

bool ChildProcess::takes_input() const {
    pollfd input{input_, POLLOUT, 0};
    return ::poll(&input, 1, 0) == 1 && input.revents == POLLOUT;
}

std::optional<std::string> ChildProcess::read_line() {
    while (true) {
        if (auto line = take_line()) return line;
        if (output_has_ended_) return std::nullopt;
        read_more();
    }
}

std::optional<std::string> ChildProcess::read_line_within(Duration time) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + time;
    while (true) {
        if (auto line = take_line()) return line;
        if (output_has_ended_) return std::nullopt;
        const Duration left = std::max<Duration>(end - Clock::now(), Duration::zero());
        const auto whole = std::chrono::floor<std::chrono::seconds>(left);
        const timespec wait{whole.count(), (left - whole).count()};
        pollfd output{output_, POLLIN, 0};
        if (::ppoll(&output, 1, &wait, nullptr) > 0)
            read_more();
        else if (left == Duration::zero())
            return std::nullopt;
    }
}

/// The next line that is whole, or what is left at the end of the output.
std::optional<std::string> ChildProcess::take_line() {
    if (const auto end = pending_.find('\n'); end != std::string::npos) {
        std::string line = pending_.substr(0, end);
        pending_.erase(0, end + 1);
        return line;
    }
    if (!output_has_ended_ || pending_.empty()) return std::nullopt;
    return std::exchange(pending_, "");
}

void ChildProcess::read_more() {
    std::array<char, 1 << 14> chunk{};
    const ssize_t got = ::read(output_, chunk.data(), chunk.size());
    if (got > 0)
        pending_.append(chunk.data(), static_cast<std::size_t>(got));
    else if (got == 0 || errno != EINTR)
        output_has_ended_ = true;
}

int ChildProcess::finish() {
    close_input();
    if (process_ < 0) return status_;
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    ended(status);
    return status_;
}

std::optional<int> ChildProcess::finish_within(Duration time) {
    constexpr auto kLook = std::chrono::milliseconds(5);
    close_input();
    const auto end = std::chrono::steady_clock::now() + time;
    while (process_ >= 0) {
        int status = 0;
        if (const auto waited = ::waitpid(process_, &status, WNOHANG); waited > 0 || (waited < 0 && errno != EINTR))
            ended(status);
        else if (std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(kLook);
        else
            return std::nullopt;
    }
    return status_;
}

void ChildProcess::kill() {
    if (process_ < 0) return;
    ::kill(group_ == Group::its_own ? -process_ : process_, SIGKILL);
    finish();
}

void ChildProcess::ended(int status) {
    constexpr int kSignalBase = 128;
    process_ = -1;
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : kSignalBase + WTERMSIG(status);
}

void ChildProcess::close_input() {
    if (input_ >= 0) ::close(input_);
    input_ = -1;
}

}  // namespace plimsoll::measure
