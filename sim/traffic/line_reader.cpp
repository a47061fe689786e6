// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/line_reader.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace plimsoll::sim {
namespace {

constexpr std::size_t kFirstBufferBytes = 256 * 1024;

int as_line(std::int64_t line) noexcept {
    return static_cast<int>(std::min<std::int64_t>(line, std::numeric_limits<int>::max()));
}

}  // namespace

LineReader::LineReader(std::string path)
    : path_(std::move(path)), bytes_(open_bytes(path_)), buffer_(kFirstBufferBytes) {
    if (refill()) check_encoding();
}

int LineReader::line() const noexcept { return as_line(line_); }

bool LineReader::next(std::string_view& line) {
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
                 "is this a trace, one request per line?");
        if (!found && rest.empty()) return false;
        begin_ += found ? newline + 1 : rest.size();
        break;
    }
    ++line_;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.find('\0') != std::string_view::npos) fail(line_, "a NUL byte: this is not a text file");
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
        ended_ = got == 0;
    } catch (const CorruptData& error) {
        fail(line_ + 1, error.what());
    }
    return !ended_;
}

void LineReader::check_encoding() {
    const std::string_view start(buffer_.data(), end_);
    if (start.starts_with("\xEF\xBB\xBF")) begin_ = 3;
    if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF"))
        fail(1, "the text is UTF-16", "save it as UTF-8");
    constexpr std::pair<std::string_view, std::string_view> kOthers[] = {{"PK\x03\x04", "zip"},
                                                                         {"BZh", "bzip2"},
                                                                         {"\xFD"
                                                                          "7zXZ",
                                                                          "xz"},
                                                                         {"PAR1", "Parquet"}};
    for (const auto& [magic, name] : kOthers)
        if (start.starts_with(magic))
            fail(1, fmt::format("this is a {} file", name), "traces are read as plain text, .gz or .zst");
}

void LineReader::fail(std::int64_t line, std::string message, std::string hint) const {
    throw InputError(Problem{path_, as_line(line), {}, std::move(message), std::move(hint)});
}

}  // namespace plimsoll::sim
