// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/files/byte_source.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::scenarios {

/// The lines of a text file (plain, gzip or Zstandard), one at a time. LF and CRLF both end a line, the last line needs
/// no end, and a UTF-8 byte order mark is skipped. Memory is bounded by the longest line.
class LineReader {
public:
    /// A longer line is an error: it is far above any trace's, and keeps a file without line ends from filling memory.
    static constexpr std::size_t kMaxLineBytes = 1 << 20;

    /// \throws IoError when the file cannot be opened.
    explicit LineReader(std::string path);

    /// The next line without its end, valid until the next call; false at the end of the file.
    /// \throws InputError for a line too long, a NUL byte, another encoding, or compressed data that end early
    bool next(std::string_view& line);

    /// From here on `next` gives no line that starts behind so many bytes of text.
    void stop_after(std::uint64_t bytes);
    /// Whether that is why it gave none.
    [[nodiscard]] bool stopped() const noexcept { return stopped_; }
    /// About how much of the file the lines so far are; 1 at its end.
    [[nodiscard]] double share_read() const;

    /// Number of the last line returned, from 1.
    [[nodiscard]] int line() const noexcept;
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

private:
    bool refill();
    void check_encoding();
    [[noreturn]] void fail(std::int64_t line, std::string message, std::string hint = {}) const;

    std::string path_;
    std::unique_ptr<ByteSource> bytes_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;  ///< of the text not yet returned
    std::size_t end_ = 0;
    std::uint64_t text_bytes_ = 0;  ///< taken from the file, after decompression
    std::uint64_t most_bytes_ = std::numeric_limits<std::uint64_t>::max();
    std::int64_t line_ = 0;
    bool stopped_ = false;
    bool ended_ = false;
};

}  // namespace plimsoll::scenarios
