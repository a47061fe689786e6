// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/json_parts.hpp"

#include "scenarios/json_document.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
// scenarios/json_builder.hpp refuses what is deeper.
constexpr int kDeepestNesting = 64;

std::size_t skipBlanks(std::string_view json, std::size_t at) {
    return std::min(json.find_first_not_of(kBlanks, at), json.size());
}

std::size_t endOfString(std::string_view json, std::size_t at) {
    for (++at; at < json.size() && json[at] != '"'; ++at)
        if (json[at] == '\\') ++at;
    return std::min(at + 1, json.size());
}

std::string unescaped(std::string_view quoted) {
    if (quoted.find('\\') == std::string_view::npos) return std::string(quoted.substr(1, quoted.size() - 2));
    return nlohmann::json::parse(quoted).get<std::string>();
}

}  // namespace

std::size_t endOfValue(std::string_view json, std::size_t at) {
    if (at >= json.size()) return json.size();
    if (json[at] == '"') return endOfString(json, at);
    if (json[at] != '{' && json[at] != '[') return std::min(json.find_first_of(",]} \t\r\n", at), json.size());
    int depth = 0;
    while (at < json.size()) {
        const char c = json[at];
        if (c == '"') {
            at = endOfString(json, at);
            continue;
        }
        ++at;
        if (c == '{' || c == '[') ++depth;
        if ((c == '}' || c == ']') && --depth == 0) break;
    }
    return at;
}

JsonPart rootPart(std::string_view json) {
    const std::size_t at = skipBlanks(json, 0);
    return {{}, at, at, endOfValue(json, at)};
}

std::vector<JsonPart> partsOf(std::string_view json, std::size_t at) {
    std::vector<JsonPart> parts;
    if (at >= json.size() || (json[at] != '{' && json[at] != '[')) return parts;
    const bool isObject = json[at] == '{';
    for (at = skipBlanks(json, at + 1); at < json.size() && json[at] != '}' && json[at] != ']';) {
        JsonPart part;
        part.start = at;
        if (isObject) {
            const std::size_t keyEnd = endOfString(json, at);
            part.key = unescaped(json.substr(at, keyEnd - at));
            at = skipBlanks(json, skipBlanks(json, keyEnd) + 1);  // over the colon
        }
        part.value = at;
        part.end = endOfValue(json, at);
        at = skipBlanks(json, part.end);
        if (at < json.size() && json[at] == ',') at = skipBlanks(json, at + 1);
        parts.push_back(std::move(part));
    }
    return parts;
}

std::vector<JsonPart> partsAlong(std::string_view json, std::string_view pointer) {
    std::vector<JsonPart> along{rootPart(json)};
    for (const std::string& token : tokensOf(pointer)) {
        const std::size_t at = along.back().value;
        std::vector<JsonPart> parts = partsOf(json, at);
        if (at < json.size() && json[at] == '{') {
            const auto found =
                std::find_if(parts.rbegin(), parts.rend(), [&](const JsonPart& part) { return part.key == token; });
            if (found == parts.rend()) return {};
            along.push_back(std::move(*found));
        } else {
            const auto index = indexOf(token);
            if (!index || *index >= parts.size()) return {};
            along.push_back(std::move(parts[*index]));
        }
    }
    return along;
}

std::vector<std::string> tokensOf(std::string_view pointer) {
    std::vector<std::string> tokens;
    for (std::size_t at = 0; at < pointer.size();) {
        const std::size_t next = std::min(pointer.find('/', at + 1), pointer.size());
        tokens.push_back(scenarios::last_token(pointer.substr(at, next - at)));
        at = next;
    }
    return tokens;
}

std::optional<std::size_t> indexOf(std::string_view token) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    const bool whole = error == std::errc() && end == token.data() + token.size();
    return whole ? std::optional(index) : std::nullopt;
}

bool nestedTooDeep(std::string_view json) {
    int depth = 0;
    for (std::size_t at = 0; at < json.size(); ++at) {
        if (json[at] == '"')
            at = endOfString(json, at) - 1;
        else if (json[at] == '{' || json[at] == '[')
            ++depth;
        else if (json[at] == '}' || json[at] == ']')
            --depth;
        if (depth > kDeepestNesting) return true;
    }
    return false;
}

}  // namespace plimsoll::gui
