// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/layout.hpp"

#include "scenarios/printable.hpp"

#include <algorithm>
#include <array>

namespace plimsoll::results {

namespace {

struct Range {
    char32_t first, last;
};
// Unicode 15: the blocks that matter for names; combining marks and zero-width characters.
constexpr std::array kZeroWidth{Range{0x0300, 0x036f}, Range{0x0483, 0x0489}, Range{0x0591, 0x05bd},
                                Range{0x064b, 0x065f}, Range{0x1ab0, 0x1aff}, Range{0x1dc0, 0x1dff},
                                Range{0x200b, 0x200f}, Range{0x20d0, 0x20ff}, Range{0xfe00, 0xfe0f},
                                Range{0xfe20, 0xfe2f}, Range{0xfeff, 0xfeff}};
// East Asian Width W and F, and emoji presentation.
constexpr std::array kWide{Range{0x1100, 0x115f},   Range{0x2e80, 0x303e},   Range{0x3041, 0xa4cf},
                           Range{0xa960, 0xa97f},   Range{0xac00, 0xd7a3},   Range{0xf900, 0xfaff},
                           Range{0xfe30, 0xfe6f},   Range{0xff00, 0xff60},   Range{0xffe0, 0xffe6},
                           Range{0x1f300, 0x1f64f}, Range{0x1f680, 0x1f6ff}, Range{0x1f900, 0x1f9ff},
                           Range{0x20000, 0x3fffd}};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t point) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const Range& range) { return range.first <= point && point <= range.last; });
}

std::size_t width_of(char32_t point) {
    if (within(kZeroWidth, point)) return 0;
    return within(kWide, point) ? 2 : 1;
}

/// Calls visit(piece, width) for each code point until it returns false.
template <class Visitor>
void for_each_point(std::string_view text, Visitor visit) {
    while (!text.empty()) {
        const auto decoded = scenarios::first_code_point(text);
        const std::size_t bytes = std::max<std::size_t>(decoded.bytes, 1);
        if (!visit(text.substr(0, bytes), decoded)) return;
        text.remove_prefix(bytes);
    }
}

/// Length of the longest beginning of whole characters that takes at most `width` cells.
std::size_t bytes_within(std::string_view text, std::size_t width) {
    std::size_t bytes = 0;
    std::size_t used = 0;
    for_each_point(text, [&](std::string_view piece, const scenarios::CodePoint& decoded) {
        used += decoded.bytes == 0 ? 1 : width_of(decoded.value);
        if (used > width) return false;
        bytes += piece.size();
        return true;
    });
    return bytes;
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
    std::size_t width = 0;
    for_each_point(utf8, [&](std::string_view, const scenarios::CodePoint& decoded) {
        width += decoded.bytes == 0 ? 1 : width_of(decoded.value);
        return true;
    });
    return width;
}

std::string shortened(std::string_view utf8, std::size_t width) {
    if (display_width(utf8) <= width) return std::string(utf8);
    if (width == 0) return {};
    std::string_view kept = utf8.substr(0, bytes_within(utf8, width - 1));
    while (!kept.empty() && kept.back() == ' ') kept.remove_suffix(1);
    return std::string(kept) + "…";
}

std::string padded_left(std::string_view utf8, std::size_t width) {
    const std::size_t used = display_width(utf8);
    return std::string(used < width ? width - used : 0, ' ').append(utf8);
}

std::string padded_right(std::string_view utf8, std::size_t width) {
    const std::size_t used = display_width(utf8);
    return std::string(utf8).append(used < width ? width - used : 0, ' ');
}

std::vector<std::string> wrapped(std::string_view utf8, std::size_t width) {
    std::vector<std::string> lines(1);
    while (!utf8.empty()) {
        const std::size_t end = std::min(utf8.find(' '), utf8.size());
        std::string_view word = utf8.substr(0, end);
        utf8.remove_prefix(std::min(end + 1, utf8.size()));
        if (word.empty()) continue;
        const std::size_t used = display_width(lines.back());
        if (used > 0 && used + 1 + display_width(word) <= width) {
            lines.back().append(" ").append(word);
            continue;
        }
        if (used > 0) lines.emplace_back();
        while (display_width(word) > width) {
            const std::size_t bytes = bytes_within(word, width);
            lines.back() = word.substr(0, bytes);
            lines.emplace_back();
            word.remove_prefix(bytes);
        }
        lines.back() = word;
    }
    return lines;
}

std::string paragraph(std::string_view text, std::size_t width, std::string_view first, std::string_view next) {
    std::string result;
    for (const auto& line : wrapped(scenarios::printable(text), width - display_width(first)))
        result += ended_line(std::string(result.empty() ? first : next) + line);
    return result;
}

std::string ended_line(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

std::string styled(std::string_view text, Style style, bool colour) {
    if (!colour || style == Style::plain || text.empty()) return std::string(text);
    const std::string_view code = style == Style::bold   ? "\x1b[1m"
                                  : style == Style::good ? "\x1b[32m"
                                  : style == Style::bad  ? "\x1b[31m"
                                                         : "\x1b[2m";
    return std::string(code).append(text).append("\x1b[0m");
}

}  // namespace plimsoll::results
