// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace plimsoll::measure {

/// A program of this name beside the running executable, else in the PATH. \throws IoError where there is none; `hint`
/// says how to get it.
[[nodiscard]] std::filesystem::path find_program(const std::string& name, const std::string& hint);

/// A program that is spoken with line by line, over pipes. Its standard error is ours.
class ChildProcess {
public:
    /// \throws IoError where it cannot be started.
    ChildProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments)
        : ChildProcess(program, arguments, Group::ours) {}
    /// A command line of the shell, in a process group of its own, so that `kill` reaches all that it starts. It is
    /// killed where it still runs in the end. \throws IoError where there is no shell.
    [[nodiscard]] static ChildProcess shell(const std::string& command) {
        return {"/bin/sh", {"-c", command}, Group::its_own};
    }
    /// Closes its input and waits for its end, but does not wait for a shell's command.
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// \throws IoError where the program has ended.
    void write_line(const std::string& line) const;
    /// Whether a line of up to 4 KiB can be written without waiting until the program reads.
    [[nodiscard]] bool takes_input() const;
    /// The next line without its end; nothing where the output has ended.
    [[nodiscard]] std::optional<std::string> read_line();
    /// The next line as soon as it is there; nothing where it is not within that time, or the output has ended.
    [[nodiscard]] std::optional<std::string> read_line_within(Duration time);
    /// Of reading: nothing comes any more.
    [[nodiscard]] bool output_has_ended() const { return output_has_ended_ && pending_.empty(); }
    /// Closes the input, waits, and returns the exit status, or 128 + the number of the signal that ended it.
    int finish();
    /// The same, but nothing where it still runs after that time.
    [[nodiscard]] std::optional<int> finish_within(Duration time);
    /// Ends the program by SIGKILL, with its whole group where it is a shell's.
    void kill();

private:
    enum class Group : bool { ours, its_own };
    ChildProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments, Group group);

    [[nodiscard]] std::optional<std::string> take_line();
    void read_more();
    void close_input();
    void ended(int status);

    Group group_;
    pid_t process_ = -1;
    int input_ = -1;
    int output_ = -1;
    std::string pending_;
    bool output_has_ended_ = false;
    int status_ = -1;
};

}  // namespace plimsoll::measure
