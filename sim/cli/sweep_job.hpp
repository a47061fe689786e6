// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// A sweep as a job of what runs many of them: `plimsoll sweep --emit`.
namespace plimsoll::cli {

struct SweepJob {
    std::vector<std::string> arguments;  ///< of the program, but for the part and what belongs to it
    std::string out;                     ///< the store that the parts are merged into: "out.sqlite"
    std::size_t parts = 1;
    unsigned processors = 1;  ///< for each part
};

/// The kinds of job that job_text knows.
inline constexpr std::string_view kJobKinds[] = {"slurm", "kubernetes", "snakemake", "parallel"};

/// slurm: a script that is an array job, and submits itself where it is run outside of one. kubernetes: a manifest of
/// an Indexed Job. snakemake: a Snakefile. parallel: a script for GNU parallel, on one machine or by ssh on several.
/// \pre `kind` is one of kJobKinds
[[nodiscard]] std::string job_text(const SweepJob& job, std::string_view kind);

}  // namespace plimsoll::cli
