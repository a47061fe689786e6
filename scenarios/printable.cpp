// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/printable.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace plimsoll::scenarios {
namespace {

/// Of no use in a name, and able to move the cursor or turn the text around.
bool is_command(char32_t point) {
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x061c || point == 0x200e || point == 0x200f ||
           (point >= 0x2028 && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

std::string replaced(std::string_view text, bool keeps_lines) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint code = first_code_point(text.substr(at));
        const bool kept = code.bytes > 0 && (!is_command(code.value) || (keeps_lines && code.value == '\n'));
        const std::size_t bytes = code.bytes == 0 ? 1 : code.bytes;
        clean += kept ? text.substr(at, bytes) : "?";
        at += bytes;
    }
    return clean;
}

template <class Json>
std::string dumped(const Json& value, int indent) {
    return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

CodePoint first_code_point(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t bytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < bytes) return {};
    char32_t point = first & (0x7f >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {};
        point = point << 6 | (byte(i) & 0x3f);
    }
    constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    if (point < kSmallest[bytes] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return {};
    return {point, bytes};
}

std::string printable(std::string_view text) { return replaced(text, false); }

std::string excerpt(std::string_view text) {
    constexpr std::size_t kLongest = 40;
    std::size_t bytes = 0;
    while (bytes < text.size()) {
        const std::size_t next = bytes + std::max<std::size_t>(first_code_point(text.substr(bytes)).bytes, 1);
        if (next > kLongest) break;
        bytes = next;
    }
    return '"' + printable(text.substr(0, bytes)) + (bytes < text.size() ? "...\"" : "\"");
}

std::string printable_lines(std::string_view text) { return replaced(text, true); }

std::string csv_field(std::string_view text) {
    std::string clean = printable(text);
    if (!clean.empty() && std::string_view("=+-@").find(clean.front()) != std::string_view::npos) clean.insert(0, "'");
    if (clean.find_first_of(",\"") == std::string::npos) return clean;
    std::string quoted = "\"";
    for (const char c : clean) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + "\"";
}

std::string json_text(const nlohmann::json& value, int indent) { return dumped(value, indent); }

std::string json_text(const nlohmann::ordered_json& value, int indent) { return dumped(value, indent); }

}  // namespace plimsoll::scenarios
