// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/output_folder.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/whole_file.hpp"
#include "sim/report/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace plimsoll::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kUnfinished = ".plimsoll-";

std::string why(int error) { return std::generic_category().message(error); }

/// Of the folder, open and locked. Some network file systems know no locks: names that nobody else has must do there.
int owned(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw IoError(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) throw IoError(fmt::format("cannot open the folder {}: {}", folder.string(), why(errno)));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(descriptor);
        throw IoError(
            fmt::format("the folder {} is in use: another run of plimsoll writes its result there; wait for its end, "
                        "or choose another folder with --out",
                        folder.string()));
    }
    return descriptor;
}

/// What a run left that was killed: its owner is gone, as the folder is ours.
void remove_abandoned(const fs::path& folder) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        if (entry->path().filename().string().starts_with(kUnfinished)) fs::remove_all(entry->path(), ignored);
    }
}

fs::path made_within(const fs::path& folder) {
    for (;;) {
        auto made = folder / fmt::format("{}{}", kUnfinished, scenarios::unique_name_part());
        constexpr mode_t kMineOnly = 0700;
        if (::mkdir(made.c_str(), kMineOnly) == 0) return made;
        if (errno != EEXIST)
            throw IoError(fmt::format("cannot write into the folder {}: {}", folder.string(), why(errno)));
    }
}

/// The names of the files that are whole, the result itself last.
std::vector<std::string> finished_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        auto name = entry.path().filename().string();
        if (!name.starts_with('.') && name != results::kResultFile) names.push_back(std::move(name));
    }
    std::sort(names.begin(), names.end());
    names.emplace_back(results::kResultFile);
    return names;
}

}  // namespace

OutputFolder::OutputFolder(fs::path folder) : folder_(std::move(folder)), descriptor_(owned(folder_)) {
    remove_abandoned(folder_);
    try {
        unfinished_ = made_within(folder_);
    } catch (...) {
        ::close(descriptor_);
        throw;
    }
}

OutputFolder::~OutputFolder() {
    std::error_code ignored;
    fs::remove_all(unfinished_, ignored);
    ::close(descriptor_);
}

void OutputFolder::publish(const results::Comparison& comparison) {
    results::write_results(unfinished_, comparison);
    const auto names = finished_in(unfinished_);
    remove_earlier(names);
    for (const auto& name : names)
        if (::rename((unfinished_ / name).c_str(), (folder_ / name).c_str()) != 0)
            throw IoError(fmt::format("cannot write {}: {}", (folder_ / name).string(), why(errno)));
    ::fsync(descriptor_);  // the names; where that cannot be asked for, they last as long as the system does
    if (const auto signal = watch_.take()) throw sim::Interrupted(*signal);
}

/// The result goes last of the earlier files and comes last of the new ones: while it is there, so are its others.
void OutputFolder::remove_earlier(const std::vector<std::string>& but_for) const {
    for (const auto& name : results::files_of_result(folder_)) {
        if (std::find(but_for.begin(), but_for.end(), name) == but_for.end()) ::unlink((folder_ / name).c_str());
    }
    ::unlink((folder_ / results::kResultFile).c_str());
}

}  // namespace plimsoll::cli
