// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/output_folder.hpp"

#include "scenarios/input_error.hpp"
#include "sim/report/files.hpp"
#include "sim/run/worker_signals.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include <unistd.h>

namespace plimsoll::cli {

void prepare_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw IoError(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        throw IoError(fmt::format("cannot write into the folder {}: {}", folder.string(), std::strerror(errno)));
}

void write_folder(const std::filesystem::path& folder, const results::Comparison& comparison) {
    const sim::SignalWatch watch;
    results::write_results(folder, comparison);
    if (const auto signal = watch.take()) throw sim::Interrupted(*signal);
}

}  // namespace plimsoll::cli
