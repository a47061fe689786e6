// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace plimsoll {

/// Stands in `Problem::file` where the problem lies in a `--set /pointer=VALUE` override.
inline constexpr const char* kSetOption = "--set";

/// Who has so many problems mends the kind and not the single ones: readers note no more.
inline constexpr std::size_t kMostProblems = 1000;

/// One thing that is wrong in a file, an option or a trace, and how to mend it.
struct Problem {
    std::string file;
    int line = 0;         ///< 1-based; 0 where a line has no meaning
    std::string pointer;  ///< JSON pointer; empty where it has no meaning
    std::string message;  ///< what is wrong and what was expected
    std::string hint;     ///< how to mend it; may be empty

    /// `file:line: /pointer: message` (`--set /pointer: message` for an override) and, on a second line, `  hint: ...`.
    [[nodiscard]] std::string text() const;
};

/// Bad input. Carries every problem found, not only the first; the text is that of the first few. Exit status 3.
class InputError : public std::runtime_error {
public:
    explicit InputError(std::vector<Problem> problems);
    explicit InputError(Problem problem) : InputError(std::vector<Problem>{std::move(problem)}) {}

    [[nodiscard]] const std::vector<Problem>& problems() const noexcept { return problems_; }

private:
    std::vector<Problem> problems_;
};

/// A file or stream that cannot be read or written. Exit status 4.
class IoError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace plimsoll
