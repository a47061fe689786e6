// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/json_layout.hpp"

#include "gui/editor/json_parts.hpp"

#include <algorithm>

namespace plimsoll::gui {
namespace {

bool isContainer(std::string_view json, std::size_t at) {
    return at < json.size() && (json[at] == '{' || json[at] == '[');
}

class Layout {
public:
    explicit Layout(std::string_view json) : json_(json) {}

    [[nodiscard]] std::string onOneLine(const JsonPart& part) const {
        if (!isContainer(json_, part.value)) return literal(part);
        std::string text(1, json_[part.value]);
        for (const JsonPart& child : partsOf(json_, part.value)) {
            if (text.size() > 1) text += ", ";
            text += keyOf(child) + onOneLine(child);
        }
        return text + closing(part);
    }

    [[nodiscard]] std::string laidOut(const JsonPart& part, std::size_t indent, std::size_t column,
                                      bool alwaysOpen = false) const {
        std::string line = onOneLine(part);
        const std::vector<JsonPart> children = partsOf(json_, part.value);
        const bool listOfScalars = json_[part.value] == '[' &&
                                   std::none_of(children.begin(), children.end(),
                                                [&](const auto& child) { return isContainer(json_, child.value); });
        const bool fits = column + line.size() <= kLineWidth;
        if (children.empty() || listOfScalars || (fits && !alwaysOpen)) return line;
        if (json_[part.value] == '[' && children.size() == 1)
            return "[" + laidOut(children.front(), indent, column + 1, true) + "]";

        std::string text(1, json_[part.value]);
        const std::size_t inner = indent + kIndent;
        for (const JsonPart& child : children) {
            const std::string key = keyOf(child);
            text += text.size() > 1 ? ",\n" : "\n";
            text += std::string(inner, ' ') + key + laidOut(child, inner, inner + key.size());
        }
        return text + "\n" + std::string(indent, ' ') + closing(part);
    }

private:
    [[nodiscard]] std::string literal(const JsonPart& part) const {
        return std::string(json_.substr(part.value, part.end - part.value));
    }
    [[nodiscard]] char closing(const JsonPart& part) const { return json_[part.value] == '{' ? '}' : ']'; }
    /// With its colon; as spelt in the text.
    [[nodiscard]] std::string keyOf(const JsonPart& part) const {
        if (part.start == part.value) return {};
        return std::string(json_.substr(part.start, endOfValue(json_, part.start) - part.start)) + ": ";
    }

    std::string_view json_;
};

}  // namespace

std::string layOut(std::string_view json, std::size_t indent, std::size_t column) {
    return Layout(json).laidOut(rootPart(json), indent, column);
}

std::string layOutFile(std::string_view json) { return Layout(json).laidOut(rootPart(json), 0, 0, true) + "\n"; }

}  // namespace plimsoll::gui
