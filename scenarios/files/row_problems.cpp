// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/files/row_problems.hpp"

#include "scenarios/input_error.hpp"

#include <utility>
#include <vector>

namespace plimsoll::scenarios {

void report_rows(const RowError& first, const std::string& path, const std::function<int()>& line,
                 const std::function<bool()>& next, Syntax syntax) {
    std::vector<Problem> problems{{path, line(), {}, first.what(), first.hint(syntax)}};
    for (int row = 0; row < kRowsAfterProblem && problems.size() < kMaxRowProblems; ++row) {
        try {
            if (!next()) break;
        } catch (const RowError& error) {
            problems.push_back({path, line(), {}, error.what(), error.hint(syntax)});
        } catch (const InputError& error) {  // the file itself cannot be read further
            problems.insert(problems.end(), error.problems().begin(), error.problems().end());
            break;
        }
    }
    throw InputError(std::move(problems));
}

}  // namespace plimsoll::scenarios
