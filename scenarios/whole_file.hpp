// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace plimsoll::scenarios {

/// Whether a file must outlast a loss of power that comes after `finish`. It costs a few milliseconds.
enum class Lasting { no, yes };

/// A file that appears whole or not at all: it grows under a name of its own beside its place, which no other writer
/// can have, and is moved there by `finish`. A link that lies at its place is replaced, not followed.
class WholeFile {
public:
    /// \throws IoError when no file can be made there, as do `write` and `finish` when the disk is full.
    explicit WholeFile(std::filesystem::path path);
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;
    /// Removes what was written, unless finished.
    ~WholeFile();

    void write(std::string_view bytes);
    void finish(Lasting lasting);

private:
    [[noreturn]] void fail(int error) const;

    std::filesystem::path path_;
    std::filesystem::path unfinished_;
    int descriptor_ = -1;
};

/// \throws IoError, and leaves no file behind.
void write_whole(const std::filesystem::path& path, std::string_view content, Lasting lasting = Lasting::yes);

/// Eight letters and digits that nobody can guess, for the name of a file or folder.
[[nodiscard]] std::string unique_name_part();

}  // namespace plimsoll::scenarios
