// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

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
    ChildProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments);
    /// Closes its input and waits for its end.
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// \throws IoError where the program has ended.
    void write_line(const std::string& line) const;
    /// The next line without its end; nothing where the output has ended.
    [[nodiscard]] std::optional<std::string> read_line();
    /// Closes the input, waits, and returns the exit status, or 128 + the number of the signal that ended it.
    int finish();

private:
    void close_input();

    pid_t process_ = -1;
    int input_ = -1;
    int output_ = -1;
    std::string pending_;
    int status_ = -1;
};

}  // namespace plimsoll::measure
