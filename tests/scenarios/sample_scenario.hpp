// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"
#include "scenarios/loader.hpp"

#include <string>
#include <vector>

namespace plimsoll::scenarios {

/// A folder of its own with the files that sample scenarios name; removed at the end.
class SampleFolder {
public:
    SampleFolder();
    ~SampleFolder();
    SampleFolder(const SampleFolder&) = delete;
    SampleFolder& operator=(const SampleFolder&) = delete;

    /// Path of a file in the folder, whether it exists or not.
    [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }

private:
    std::string folder_;
};

/// One deployment of each kind of serving, and a key of every kind of value.
[[nodiscard]] std::string sample_text();

/// Parses `text` as a file of the folder; the problems, none where it is right.
[[nodiscard]] std::vector<Problem> problems_of(const SampleFolder& folder, const std::string& text,
                                               const std::vector<std::string>& sets = {});

/// All of them as one text, for messages of tests.
[[nodiscard]] std::string text_of(const std::vector<Problem>& problems);

}  // namespace plimsoll::scenarios
