// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/json_document.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

namespace plimsoll::scenarios {
namespace {

using nlohmann::json;

std::vector<std::string> tokens_of(std::string_view pointer) {
    std::vector<std::string> tokens;
    for (std::size_t at = 0; at < pointer.size();) {
        const std::size_t next = std::min(pointer.find('/', at + 1), pointer.size());
        tokens.push_back(last_token(pointer.substr(at, next - at)));
        at = next;
    }
    return tokens;
}

/// An index without leading zeros, at most `size`.
std::optional<std::size_t> index_of(const std::string& token, std::size_t size) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    if (error != std::errc() || end != token.data() + token.size() || index > size ||
        (token.size() > 1 && token[0] == '0')) {
        return std::nullopt;
    }
    return index;
}

/// The child that a token names, or null.
json* child_of(json& parent, const std::string& token) {
    if (parent.is_object()) {
        const auto found = parent.find(token);
        return found == parent.end() ? nullptr : &*found;
    }
    if (parent.is_array()) {
        const std::optional<std::size_t> index = index_of(token, parent.size());
        return index && *index < parent.size() ? &parent[*index] : nullptr;
    }
    return nullptr;
}

void mark_set(const json& value, const std::string& pointer, std::map<std::string, int>& lines) {
    lines[pointer] = 0;
    if (value.is_object()) {
        for (const auto& [key, member] : value.items()) {
            mark_set(member, child_pointer(pointer, key), lines);
        }
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            mark_set(value[i], child_pointer(pointer, i), lines);
        }
    }
}

bool looks_like_json(std::string_view text) {
    return !text.empty() && (text.front() == '{' || text.front() == '[' || text.front() == '"');
}

}  // namespace

std::vector<Problem> JsonDocument::apply_set(std::string_view assignment) {
    const auto refuse = [](std::string_view pointer, std::string message, std::string hint) {
        return std::vector<Problem>{{kSetOption, 0, std::string(pointer), std::move(message), std::move(hint)}};
    };
    const std::size_t equals = assignment.find('=');
    if (assignment.empty() || assignment.front() != '/' || equals == std::string_view::npos) {
        return refuse("", fmt::format("\"{}\" is not of the form /pointer=VALUE", assignment),
                      "for example --set /experiment/seed=2");
    }
    const std::string_view pointer = assignment.substr(0, equals);
    const std::string_view text = assignment.substr(equals + 1);

    const std::vector<std::string> tokens = tokens_of(pointer);
    json* parent = root_.get();
    std::string parent_at;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        json* next = child_of(*parent, tokens[i]);
        if (next == nullptr) {
            std::vector<std::string> known;
            for (const auto& [candidate, line] : lines_) {
                known.push_back(candidate);
            }
            const std::string missing = child_pointer(parent_at, tokens[i]);
            const std::string near = did_you_mean(pointer, known);
            return refuse(pointer, fmt::format("there is no {}", missing),
                          near.empty() ? fmt::format("set {} as a whole: --set {}='{{...}}'", missing, missing) : near);
        }
        parent = next;
        parent_at = child_pointer(parent_at, tokens[i]);
    }

    std::string key = tokens.back();
    if (parent->is_array()) {
        const std::optional<std::size_t> index = key == "-" ? parent->size() : index_of(key, parent->size());
        if (!index) {
            return refuse(pointer,
                          fmt::format("\"{}\" is no index of the array, which has {} elements", key, parent->size()),
                          "indices count from 0; \"-\" appends an element");
        }
        key = fmt::format("{}", *index);
    } else if (!parent->is_object()) {
        return refuse(pointer, fmt::format("{} is neither an object nor an array", parent_at), "");
    }

    json value;
    try {
        value = parse(text, kSetOption).root();
    } catch (const InputError& error) {
        if (looks_like_json(text)) {
            return refuse(
                pointer,
                fmt::format("the value begins like JSON but cannot be read: {}", error.problems().front().message),
                error.problems().front().hint);
        }
        // A string that is not UTF-8 could not be shown or written again.
        json string = std::string(text);
        try {
            static_cast<void>(string.dump());
        } catch (const json::exception&) {
            return refuse(pointer, "the value is not valid UTF-8", "");
        }
        value = std::move(string);
    }

    const std::string target = child_pointer(parent_at, key);
    const std::string below = fmt::format("{}/", target);
    lines_.erase(target);
    for (auto at = lines_.lower_bound(below); at != lines_.end() && at->first.compare(0, below.size(), below) == 0;) {
        at = lines_.erase(at);
    }
    mark_set(value, target, lines_);
    if (parent->is_object()) {
        (*parent)[key] = std::move(value);
    } else if (const std::size_t index = *index_of(key, parent->size()); index < parent->size()) {
        (*parent)[index] = std::move(value);
    } else {
        parent->push_back(std::move(value));
    }
    return {};
}

}  // namespace plimsoll::scenarios
