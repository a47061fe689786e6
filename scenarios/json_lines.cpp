// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/json_lines.hpp"

#include "scenarios/json_document.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <utility>

namespace plimsoll::scenarios {

struct JsonLines::Below {
    std::map<std::string, JsonLines, std::less<>> members;
    std::vector<JsonLines> elements;
    bool operator==(const Below&) const = default;
};

JsonLines::JsonLines() = default;
JsonLines::JsonLines(int line) : line_(line) {}
JsonLines::JsonLines(JsonLines&& other) noexcept = default;
JsonLines::~JsonLines() = default;

JsonLines::JsonLines(const JsonLines& other)
    : line_(other.line_), below_(other.below_ ? std::make_unique<Below>(*other.below_) : nullptr) {}

JsonLines& JsonLines::operator=(JsonLines other) noexcept {
    line_ = other.line_;
    below_ = std::move(other.below_);
    return *this;
}

bool JsonLines::operator==(const JsonLines& other) const {
    if (line_ != other.line_ || (below_ == nullptr) != (other.below_ == nullptr)) return false;
    return below_ == nullptr || *below_ == *other.below_;
}

const JsonLines* JsonLines::child(std::string_view token) const {
    if (below_ == nullptr) return nullptr;
    if (const auto member = below_->members.find(token); member != below_->members.end()) return &member->second;
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    const bool all = error == std::errc() && end == token.data() + token.size();
    return all && index < below_->elements.size() ? &below_->elements[index] : nullptr;
}

JsonLines::Found JsonLines::walk(std::string_view pointer) const {
    const JsonLines* at = this;
    while (!pointer.empty()) {
        const std::size_t next = std::min(pointer.find('/', 1), pointer.size());
        const JsonLines* below = at->child(last_token(pointer.substr(0, next)));
        if (below == nullptr) return {at, false};
        at = below;
        pointer.remove_prefix(next);
    }
    return {at, true};
}

const JsonLines* JsonLines::find(std::string_view pointer) const {
    const Found found = walk(pointer);
    return found.whole ? found.value : nullptr;
}

const JsonLines& JsonLines::nearest(std::string_view pointer) const { return *walk(pointer).value; }

std::vector<std::string> JsonLines::pointers(std::size_t most) const {
    std::vector<std::pair<std::string, const JsonLines*>> open{{"", this}};
    std::vector<std::string> found;
    while (!open.empty() && found.size() < most) {
        auto [pointer, value] = std::move(open.back());
        open.pop_back();
        if (value->below_ != nullptr) {
            // From the last, so that the first comes out first.
            const auto& elements = value->below_->elements;
            for (std::size_t i = std::min(elements.size(), most); i-- > 0;)
                open.emplace_back(child_pointer(pointer, i), &elements[i]);
            const auto& members = value->below_->members;
            for (auto member = members.rbegin(); member != members.rend(); ++member)
                open.emplace_back(child_pointer(pointer, member->first), &member->second);
        }
        found.push_back(std::move(pointer));
    }
    return found;
}

JsonLines* JsonLines::child(std::string_view token) {
    return const_cast<JsonLines*>(static_cast<const JsonLines*>(this)->child(token));
}

JsonLines::Below& JsonLines::below() {
    if (below_ == nullptr) below_ = std::make_unique<Below>();
    return *below_;
}

JsonLines& JsonLines::set_member(const std::string& key, JsonLines value) {
    return below().members.insert_or_assign(key, std::move(value)).first->second;
}

JsonLines& JsonLines::set_element(std::size_t index, JsonLines value) {
    auto& elements = below().elements;
    if (index < elements.size()) return elements[index] = std::move(value);
    return elements.emplace_back(std::move(value));
}

}  // namespace plimsoll::scenarios
