// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <sys/resource.h>
#include <sys/types.h>

/// Running the real program as a shell would.
namespace plimsoll::cli_test {

/// How a run of the program ended.
struct Outcome {
    int status = -1;  ///< exit status; -1 where a signal ended it
    int signal = 0;
    std::string out;
    std::string err;
};

struct RunSetup {
    std::string input;                               ///< standard input
    std::map<std::string, std::string> environment;  ///< on top of a small fixed one
    std::string output_file;                         ///< standard output goes there instead of into `out`
    bool output_is_closed_pipe = false;              ///< nobody reads standard output
    std::map<int, rlim_t> limits;                    ///< setrlimit of the program: RLIMIT_NOFILE and others
    bool on_terminal = false;  ///< standard output and error are one terminal; all goes into `out`
    /// Called again and again while the program runs, with its process and what it wrote so far.
    std::function<void(pid_t, const Outcome&)> meanwhile;
};

[[nodiscard]] RunSetup with_input(std::string input);
[[nodiscard]] RunSetup with_environment(std::map<std::string, std::string> environment);

/// Runs `plimsoll ARGUMENTS` to its end.
[[nodiscard]] Outcome run(const std::vector<std::string>& arguments, const RunSetup& setup = {});

/// `text` with its first `from` replaced.
[[nodiscard]] std::string replaced(std::string text, std::string_view from, std::string_view to);

/// The bytes of a file.
[[nodiscard]] std::string content_of(const std::filesystem::path& path);

/// The file of the program that is tested.
[[nodiscard]] std::string program_file();

/// A folder of its own for each test, removed afterwards, with a small scenario in it.
class ProgramTest : public testing::Test {
protected:
    ProgramTest();
    ~ProgramTest() override;

    /// Writes a file into the folder and returns its path.
    std::string file(const std::string& name, std::string_view content) const;
    [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
    /// Two deployments, ten minutes, three replications: done in an instant.
    [[nodiscard]] std::string small() const { return path("small.json"); }

    static const char* const kSmall;

private:
    std::filesystem::path folder_;
};

}  // namespace plimsoll::cli_test
