// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"
#include "sim/run/worker_signals.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace plimsoll::cli {

/// The folder of `--out`, which belongs to one run at a time. What the run writes grows in a folder within it that is
/// nobody else's, and is moved into its place in the end: the files there are always those of one run. A signal that
/// asks the program to end waits until that is done, or all is tidied up.
class OutputFolder {
public:
    /// Makes the folder where it is missing, and finds out before any work is done whether files can be made in it.
    /// \throws IoError, also where another run is at work in it
    explicit OutputFolder(std::filesystem::path folder);
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;
    ~OutputFolder();

    /// Where files lie until they are published.
    [[nodiscard]] const std::filesystem::path& unfinished() const { return unfinished_; }

    /// results::write_results, and whatever lies in `unfinished`. Takes the place of an earlier result, whose files of
    /// other names are removed.
    /// \throws IoError, sim::Interrupted
    void publish(const results::Comparison& comparison);

private:
    void remove_earlier(const std::vector<std::string>& but_for) const;

    sim::SignalWatch watch_;  ///< for as long as there is something to tidy up
    std::filesystem::path folder_;
    int descriptor_ = -1;
    std::filesystem::path unfinished_;
};

}  // namespace plimsoll::cli
