// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plimsoll::cli_test {

namespace {

struct Pipe {
    Pipe() {
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    }
    ~Pipe() {
        close_end(0);
        close_end(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void close_end(std::size_t end) {
        if (ends[end] >= 0) ::close(ends[end]);
        ends[end] = -1;
    }
    std::array<int, 2> ends{-1, -1};
};

/// Makes both ends of `out` those of a terminal, and its program's end that of `err` too.
void put_on_terminal(Pipe& out, Pipe& err) {
    int master = -1;
    int slave = -1;
    if (::openpty(&master, &slave, nullptr, nullptr, nullptr) != 0) throw std::runtime_error("no terminal");
    for (auto* pipe : {&out, &err}) {
        pipe->close_end(1);
        pipe->ends[1] = ::dup(slave);
    }
    ::close(slave);
    out.close_end(0);
    out.ends[0] = master;
}

std::vector<std::string> environment_of(const RunSetup& setup) {
    std::map<std::string, std::string> all = setup.environment;
    for (const char* name : {"PATH", "HOME", "PLIMSOLL_DATA", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS"})
        if (const char* value = std::getenv(name)) all.emplace(name, value);
    std::vector<std::string> list;
    for (const auto& [name, value] : all) list.push_back(name + "=" + value);
    return list;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> list;
    for (auto& text : strings) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

[[noreturn]] void become_program(const std::vector<std::string>& arguments, const RunSetup& setup, Pipe& in, Pipe& out,
                                 Pipe& err) {
    ::dup2(in.ends[0], STDIN_FILENO);
    const int output = setup.output_file.empty() ? out.ends[1] : ::open(setup.output_file.c_str(), O_WRONLY);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(err.ends[1], STDERR_FILENO);
    std::vector<std::string> words{PLIMSOLL_BINARY};
    words.insert(words.end(), arguments.begin(), arguments.end());
    auto environment = environment_of(setup);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) std::signal(signal, SIG_DFL);
    for (const auto& [resource, most] : setup.limits) {
        const rlimit limit{most, most};
        ::setrlimit(static_cast<__rlimit_resource>(resource), &limit);
    }
    // What the test itself has open must not count against a limit, nor keep the loader from opening libraries.
    ::close_range(STDERR_FILENO + 1, ~0U, 0);
    ::execve(PLIMSOLL_BINARY, pointers(words).data(), pointers(environment).data());
    ::_exit(127);
}

/// False at the end of the stream.
bool append_from(int fd, std::string& to) {
    std::array<char, 1 << 16> chunk{};
    const ssize_t got = ::read(fd, chunk.data(), chunk.size());
    if (got > 0) to.append(chunk.data(), static_cast<std::size_t>(got));
    return got > 0 || (got < 0 && errno == EINTR);
}

}  // namespace

std::string program_file() { return PLIMSOLL_BINARY; }

RunSetup with_input(std::string input) {
    RunSetup setup;
    setup.input = std::move(input);
    return setup;
}

RunSetup with_environment(std::map<std::string, std::string> environment) {
    RunSetup setup;
    setup.environment = std::move(environment);
    return setup;
}

Outcome run(const std::vector<std::string>& arguments, const RunSetup& setup) {
    Pipe in;
    Pipe out;
    Pipe err;
    if (setup.output_is_closed_pipe) out.close_end(0);
    if (setup.on_terminal) put_on_terminal(out, err);
    const pid_t pid = ::fork();
    if (pid == 0) become_program(arguments, setup, in, out, err);
    in.close_end(0);
    out.close_end(1);
    err.close_end(1);
    // Inputs of tests fit into a pipe.
    const auto written = ::write(in.ends[1], setup.input.data(), setup.input.size());
    in.close_end(1);
    EXPECT_EQ(written, static_cast<ssize_t>(setup.input.size()));

    Outcome outcome;
    std::array<pollfd, 2> streams{{{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}}};
    constexpr int kLookMilliseconds = 20;
    while (streams[0].fd >= 0 || streams[1].fd >= 0) {
        ::poll(streams.data(), streams.size(), setup.meanwhile ? kLookMilliseconds : -1);
        if (streams[0].revents != 0 && !append_from(streams[0].fd, outcome.out)) streams[0].fd = -1;
        if (streams[1].revents != 0 && !append_from(streams[1].fd, outcome.err)) streams[1].fd = -1;
        if (setup.meanwhile) setup.meanwhile(pid, outcome);
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    if (WIFEXITED(status))
        outcome.status = WEXITSTATUS(status);
    else
        outcome.signal = WTERMSIG(status);
    return outcome;
}

const char* const ProgramTest::kSmall = R"({
  "plimsoll": 1,
  "name": "small",
  "workload": {"traffic": {"generate": {"process": "poisson", "rate": "5 /s"}}},
  "service": {"time": {"exponential": {"mean": "100 ms"}}},
  "slo": [{"metric": "latency", "percentile": 95, "at_most": "10 s"}],
  "deployments": [
    {"name": "one", "serving": "real-time", "pools": [{"offer": {"price": "1.00 USD/h"}}]},
    {"name": "two", "serving": "real-time", "pools": [{"offer": {"price": "1.00 USD/h"}, "replicas": {"min": 2, "max": 2}}]}
  ],
  "experiment": {"horizon": "10 min", "seed": 7, "replications": 3, "load_curve": [0.5, 1]}
}
)";

ProgramTest::ProgramTest() {
    std::string name = (std::filesystem::temp_directory_path() / "plimsoll-cli-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    file("small.json", kSmall);
}

ProgramTest::~ProgramTest() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string ProgramTest::file(const std::string& name, std::string_view content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return path(name);
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    if (at == std::string::npos) throw std::logic_error("the text to replace is not there");
    return text.replace(at, from.size(), to);
}

}  // namespace plimsoll::cli_test
