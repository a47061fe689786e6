// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/files/line_reader.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <limits>
#include <utility>

namespace plimsoll::scenarios {
namespace {

constexpr std::size_t kFirstBufferBytes = 256 * 1024;
constexpr const char* kUtf16Hint = "save it as UTF-8, for example: iconv -f UTF-16 -t UTF-8 FILE > NEW";

int as_line(std::int64_t line) noexcept {
    return static_cast<int>(std::min<std::int64_t>(line, std::numeric_limits<int>::max()));
}

}  // namespace

LineReader::LineReader(std::string path)
    : path_(std::move(path)), bytes_(open_bytes(path_)), buffer_(kFirstBufferBytes) {
    if (refill()) check_encoding();
}

int LineReader::line() const noexcept { return as_line(line_); }

void LineReader::stop_after(std::uint64_t bytes) { most_bytes_ = bytes; }

double LineReader::share_read() const {
    const std::string_view unread(buffer_.data() + begin_, end_ - begin_);
    if (ended_ && unread.empty()) return 1;
    std::error_code error;
    const auto size = static_cast<double>(std::filesystem::file_size(path_, error));
    if (error || size <= 0 || text_bytes_ == 0) return 1;
    // Of what was taken from the file, the part that has become lines.
    const double lines = 1 - static_cast<double>(unread.size()) / static_cast<double>(text_bytes_);
    return std::min(1.0, static_cast<double>(bytes_->file_bytes_read()) * lines / size);
}

bool LineReader::next(std::string_view& line) {
    if (text_bytes_ - (end_ - begin_) >= most_bytes_) {
        stopped_ = !(ended_ && begin_ == end_);
        return false;
    }
    std::size_t searched = 0;
    for (;;) {
        const std::string_view rest(buffer_.data() + begin_, end_ - begin_);
        const std::size_t newline = rest.find('\n', searched);
        const bool found = newline != std::string_view::npos;
        if (!found && rest.size() <= kMaxLineBytes && refill()) {
            searched = rest.size();
            continue;
        }
        line = found ? rest.substr(0, newline) : rest;
        if (line.size() > kMaxLineBytes)
            fail(line_ + 1, fmt::format("the line is longer than {} bytes", kMaxLineBytes),
                 "is this a table, one row per line?");
        if (!found && rest.empty()) return false;
        begin_ += found ? newline + 1 : rest.size();
        break;
    }
    ++line_;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (const std::size_t nul = line.find('\0'); nul != std::string_view::npos) {
        // Latin letters of UTF-16 are a letter and a NUL byte each.
        const std::string_view rest = line.substr(nul);
        const bool utf16 = rest.size() > 2 && rest[1] != '\0' && rest[2] == '\0';
        fail(line_,
             utf16 ? "a NUL byte in every other place: the text is UTF-16" : "a NUL byte: this is not a text file",
             utf16 ? kUtf16Hint : "");
    }
    return true;
}

/// Reads more behind the text at hand; false at the end of the file.
bool LineReader::refill() {
    if (ended_) return false;
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
    try {
        const std::size_t got = bytes_->read({buffer_.data() + end_, buffer_.size() - end_});
        end_ += got;
        text_bytes_ += got;
        ended_ = got == 0;
    } catch (const CorruptData& error) {
        fail(line_ + 1, error.what());
    }
    return !ended_;
}

void LineReader::check_encoding() {
    const std::string_view start(buffer_.data(), end_);
    if (start.starts_with("\xEF\xBB\xBF")) begin_ = 3;
    if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) fail(1, "the text is UTF-16", kUtf16Hint);
    constexpr std::pair<std::string_view, std::string_view> kOthers[] = {{"PK\x03\x04", "zip"},
                                                                         {"BZh", "bzip2"},
                                                                         {"\xFD"
                                                                          "7zXZ",
                                                                          "xz"},
                                                                         {"PAR1", "Parquet"}};
    for (const auto& [magic, name] : kOthers)
        if (start.starts_with(magic))
            fail(1, fmt::format("this is a {} file", name), "text is read plain, as .gz or as .zst");
}

void LineReader::fail(std::int64_t line, std::string message, std::string hint) const {
    throw InputError(Problem{path_, as_line(line), {}, std::move(message), std::move(hint)});
}

}  // namespace plimsoll::scenarios
