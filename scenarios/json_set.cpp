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

/// Without lines, as an override has none.
JsonLines lines_of_set(const json& value) {
    JsonLines lines(0);
    if (value.is_object()) {
        for (const auto& [key, member] : value.items()) {
            lines.set_member(key, lines_of_set(member));
        }
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            lines.set_element(i, lines_of_set(value[i]));
        }
    }
    return lines;
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
    JsonLines* parent_lines = &lines_;
    std::string parent_at;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        json* next = child_of(*parent, tokens[i]);
        if (next == nullptr) {
            constexpr std::size_t kMostCandidates = 10'000;  // a hint is not worth the time that more would take
            const std::vector<std::string> known = lines_.pointers(kMostCandidates);
            const std::string missing = child_pointer(parent_at, tokens[i]);
            const std::string near = did_you_mean(pointer, known);
            return refuse(pointer, fmt::format("there is no {}", missing),
                          near.empty() ? fmt::format("set {} as a whole: --set {}='{{...}}'", missing, missing) : near);
        }
        parent = next;
        parent_lines = parent_lines->child(tokens[i]);
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

    if (parent->is_object()) {
        parent_lines->set_member(key, lines_of_set(value));
        (*parent)[key] = std::move(value);
        return {};
    }
    const std::size_t index = *index_of(key, parent->size());
    parent_lines->set_element(index, lines_of_set(value));
    if (index < parent->size()) {
        (*parent)[index] = std::move(value);
    } else {
        parent->push_back(std::move(value));
    }
    return {};
}

}  // namespace plimsoll::scenarios
