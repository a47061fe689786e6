// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/json_builder.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace plimsoll::scenarios {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

int line_at(std::string_view text, std::size_t offset) {
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '+' ||
           c == '-' || c == '.';
}

/// A part of the text: a string, a word or number, or one other character.
struct Token {
    std::size_t start;
    std::size_t end;
};

Token token_from(std::string_view text, std::size_t start) {
    std::size_t end = start + 1;
    if (text[start] == '"') {
        while (end < text.size() && text[end] != '"' && text[end] != '\n') {
            end += text[end] == '\\' ? 2 : 1;
        }
        return {start, std::min(end + 1, text.size())};
    }
    while (is_word(text[start]) && end < text.size() && is_word(text[end])) {
        ++end;
    }
    return {start, end};
}

/// The token in which `offset` lies, or the last one before it. (The parser's own record of it reaches further back.)
Token token_at(std::string_view text, std::size_t offset) {
    Token last{0, 1};
    std::size_t at = text.find_first_not_of(kBlanks);
    while (at <= offset) {
        last = token_from(text, at);
        at = text.find_first_not_of(kBlanks, last.end);
    }
    return last;
}

/// A token for a message; a long one is cut.
std::string shown(std::string_view token) {
    constexpr std::size_t kLongest = 40;
    return token.size() <= kLongest ? std::string(token) : "a long text";
}

/// Without "[json.exception.parse_error.101] parse error at line 3, column 5: ".
std::string_view plain(std::string_view description) {
    const std::size_t id = description.find("] ");
    if (id != std::string_view::npos) {
        description.remove_prefix(id + 2);
    }
    const std::size_t place = description.find(": ");
    if (description.substr(0, 11) == "parse error" && place != std::string_view::npos) {
        description.remove_prefix(place + 2);
    }
    return description;
}

/// The character that begins at `start`, whole even where it has several bytes; its number where it is not UTF-8.
std::string character_at(std::string_view text, std::size_t start) {
    const auto byte = static_cast<unsigned char>(text[start]);
    const std::size_t length = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 0;
    bool whole = length > 0 && byte >= 0x20 && start + length <= text.size();
    for (std::size_t i = 1; whole && i < length; ++i) {
        whole = (static_cast<unsigned char>(text[start + i]) & 0xC0) == 0x80;
    }
    return whole ? fmt::format("'{}'", text.substr(start, length)) : fmt::format("0x{:02x}", byte);
}

struct Advice {
    std::string message;
    std::string hint;
};

/// A word or character that JSON does not know.
Advice unknown_literal(std::string_view text, std::size_t start) {
    if (text[start] == '\'') {
        return {"text stands in single quotes", "JSON wants double quotes"};
    }
    if (text[start] == '/' || text[start] == '#') {
        return {"JSON has no comments", "put remarks into \"description\""};
    }
    std::size_t end = start;
    while (end < text.size() && is_word(text[end])) {
        ++end;
    }
    const std::string_view word = text.substr(start, end - start);
    if (word.empty()) {
        const std::string character = character_at(text, start);
        const bool curly_quote = character == "'\u201c'" || character == "'\u201d'" || character == "'\u201e'";
        return {fmt::format("unexpected character {}", character),
                curly_quote ? "JSON wants straight double quotes" : ""};
    }
    if (word == "True" || word == "False") {
        return {fmt::format("unknown word {}", word), "JSON writes true and false in small letters"};
    }
    return {fmt::format("unknown word {}", word), fmt::format("text and keys stand in double quotes: \"{}\"", word)};
}

}  // namespace

Problem describe(const SyntaxError& error, const std::string& file) {
    const std::string_view text = error.text;
    const std::string_view what = plain(error.description);
    // Behind this stands what was read, in which anything may be said.
    const std::string_view own = what.substr(0, what.find("; last read"));
    const auto says = [own](std::string_view part) { return own.find(part) != std::string_view::npos; };
    const auto problem = [&file](int line, std::string message, std::string hint = "") {
        return Problem{file, line, "", std::move(message), std::move(hint)};
    };

    if (says("unexpected end of input")) {
        return problem(line_at(text, text.size() - 1), "the file ends before the JSON value is complete",
                       error.open_line > 0
                           ? fmt::format("the object or array that begins on line {} is not closed", error.open_line)
                           : "");
    }
    // To find the end of a number the parser reads one character ahead.
    const bool read_ahead = (says("unexpected number literal") || says("number overflow")) && error.offset > 0 &&
                            !is_word(text[error.offset]);
    const auto [start, end] = token_at(text, error.offset - (read_ahead ? 1 : 0));
    const std::string token = shown(text.substr(start, end - start));
    const int line = line_at(text, start);
    if (says("missing closing quote") || says("control character U+000A") || says("control character U+000D")) {
        return problem(line_at(text, error.offset), "the closing quote of a text is missing");
    }
    if (says("ill-formed UTF-8")) {
        return problem(line_at(text, error.offset), "a byte is not valid UTF-8", "save the file in the encoding UTF-8");
    }
    if (says("number overflow")) {
        return problem(line, fmt::format("the number {} is out of range", token));
    }
    if (says("expected end of input")) {
        return problem(line, "something follows the end of the JSON value",
                       "one file holds one object; look for a brace that closes too early");
    }
    if (says("invalid literal")) {
        const Advice advice = unknown_literal(text, start);
        return problem(line, advice.message, advice.hint);
    }

    const std::size_t before = start == 0 ? std::string_view::npos : text.find_last_not_of(kBlanks, start - 1);
    const char last = before == std::string_view::npos ? '\0' : text[before];
    const char first = text[start];
    if (last == ',' && (first == '}' || first == ']')) {
        return problem(line_at(text, before), fmt::format("a comma stands before the closing '{}'", first),
                       "remove the trailing comma");
    }
    if (first == ',' && (last == ',' || last == '[' || last == '{')) {
        return problem(line, fmt::format("a value is missing between '{}' and ','", last));
    }
    if (says("while parsing object separator")) {
        return problem(line, fmt::format("a key is not followed by ':' but by {}", token), "write \"key\": value");
    }
    const bool in_object = says("while parsing object -");
    if (in_object || says("while parsing array -")) {
        if (first == '}' || first == ']') {
            return problem(line,
                           fmt::format("'{}' closes the {} that begins on line {}", first,
                                       in_object ? "object" : "array", error.open_line),
                           fmt::format("expected '{}'", in_object ? '}' : ']'));
        }
        if (first == ':') {
            return problem(
                line, "unexpected ':'",
                in_object ? "a comma may be missing before the key" : "keys stand in objects, between braces");
        }
        return problem(line_at(text, before), fmt::format("a comma is missing before {}", token));
    }
    if (says("while parsing object key")) {
        return problem(line, fmt::format("expected a key in double quotes, found {}", token));
    }
    return problem(line, std::string(what));
}

}  // namespace plimsoll::scenarios
