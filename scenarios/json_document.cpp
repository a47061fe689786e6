// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/json_document.hpp"

#include "scenarios/json_builder.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace plimsoll::scenarios {

JsonDocument::JsonDocument() = default;
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonDocument JsonDocument::parse(std::string_view text, std::string file, std::vector<Problem>* duplicates) {
    JsonDocument document;
    BuiltJson built = build_json(text, file);
    document.root_ = std::make_unique<nlohmann::json>(std::move(built.root));
    document.lines_ = std::move(built.lines);
    document.file_ = std::move(file);
    if (duplicates != nullptr) {
        duplicates->insert(duplicates->end(), built.duplicates.begin(), built.duplicates.end());
    } else if (!built.duplicates.empty()) {
        throw InputError(std::move(built.duplicates));
    }
    return document;
}

JsonDocument JsonDocument::read(const std::string& path, std::vector<Problem>* duplicates) {
    return parse(read_text_file(path), path, duplicates);
}

int JsonDocument::line_of(std::string_view pointer) const { return lines_.nearest(pointer).line(); }

Problem JsonDocument::problem(std::string pointer, std::string message, std::string hint) const {
    const int line = line_of(pointer);
    return {line == 0 ? kSetOption : file_, line, std::move(pointer), std::move(message), std::move(hint)};
}

std::string child_pointer(std::string_view parent, std::string_view key) {
    std::string pointer(parent);
    pointer += '/';
    for (const char c : key) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
    return pointer;
}

std::string child_pointer(std::string_view parent, std::size_t index) { return fmt::format("{}/{}", parent, index); }

std::string_view parent_pointer(std::string_view pointer) {
    const std::size_t slash = pointer.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : pointer.substr(0, slash);
}

std::string last_token(std::string_view pointer) {
    const std::size_t slash = pointer.rfind('/');
    std::string token;
    for (std::size_t i = slash == std::string_view::npos ? 0 : slash + 1; i < pointer.size(); ++i) {
        if (pointer[i] == '~' && i + 1 < pointer.size() && (pointer[i + 1] == '0' || pointer[i + 1] == '1')) {
            token += pointer[++i] == '0' ? '~' : '/';
        } else {
            token += pointer[i];
        }
    }
    return token;
}

}  // namespace plimsoll::scenarios
