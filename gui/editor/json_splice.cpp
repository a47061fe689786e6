// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/json_splice.hpp"

#include "gui/editor/json_layout.hpp"
#include "gui/editor/json_parts.hpp"
#include "scenarios/json_document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

std::size_t startOfLine(std::string_view text, std::size_t at) {
    const std::size_t end = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    return end == std::string_view::npos ? 0 : end + 1;
}

std::size_t endOfLine(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

std::size_t columnOf(std::string_view text, std::size_t at) { return at - startOfLine(text, at); }

std::size_t indentOf(std::string_view text, std::size_t at) {
    const std::size_t start = startOfLine(text, at);
    return std::min(text.find_first_not_of(' ', start), text.size()) - start;
}

std::size_t lineLength(std::string_view text, std::size_t at) { return endOfLine(text, at) - startOfLine(text, at); }

bool onOneLine(std::string_view text, const JsonPart& part) {
    return text.substr(part.value, part.end - part.value).find('\n') == std::string_view::npos;
}

/// Where the edit makes a line too long, the outermost container on that line is laid out anew. A line that was too
/// long before is how somebody likes it.
Splice fitted(std::string_view text, const std::vector<JsonPart>& along, Splice splice) {
    const bool grew =
        lineLength(text, splice.at) <= kLineWidth && lineLength(spliced(text, splice), splice.at) > kLineWidth;
    if (!grew && splice.inserted.find('\n') == std::string::npos) return splice;
    for (std::size_t i = 1; i < along.size(); ++i) {
        const JsonPart& part = along[i];
        if (!onOneLine(text, part) || splice.at < part.value || splice.at + splice.removed > part.end) continue;
        const std::string before(text.substr(part.value, part.end - part.value));
        const std::string after = spliced(before, {splice.at - part.value, splice.removed, splice.inserted});
        return {part.value, part.end - part.value,
                layOut(after, indentOf(text, part.value), columnOf(text, part.value))};
    }
    return splice;
}

/// Adds an item (`prefix` is its key with the colon, or empty) to the last container of `along`.
Splice inserted(std::string_view text, const std::vector<JsonPart>& along, std::size_t index, const std::string& prefix,
                std::string_view json) {
    const JsonPart& container = along.back();
    const std::vector<JsonPart> parts = partsOf(text, container.value);
    if (parts.empty()) {
        const char open = text[container.value];
        const std::string whole = open + prefix + std::string(json) + (open == '{' ? '}' : ']');
        const std::string laid = layOut(whole, indentOf(text, container.value), columnOf(text, container.value));
        return fitted(text, along, {container.value, container.end - container.value, laid});
    }
    index = std::min(index, parts.size());
    const JsonPart& neighbour = parts[index == parts.size() ? index - 1 : index];
    const std::size_t column = columnOf(text, neighbour.start);
    const bool ownLine = column == indentOf(text, neighbour.start);
    const std::size_t indent = ownLine ? column : indentOf(text, container.value);
    const std::string item = prefix + layOut(json, indent, indent + prefix.size());
    const std::string gap = ownLine ? "\n" + std::string(indent, ' ') : std::string(" ");
    if (index == parts.size()) return fitted(text, along, {neighbour.end, 0, "," + gap + item});
    return fitted(text, along, {neighbour.start, 0, item + "," + gap});
}

/// Behind the last of the keys that precede `key`; at the front where none does.
std::size_t placeOf(const std::string& key, const std::vector<JsonPart>& parts, const std::vector<std::string>& order) {
    const auto rank = std::find(order.begin(), order.end(), key);
    if (rank == order.end()) return parts.size();
    for (std::size_t i = parts.size(); i > 0; --i)
        if (std::find(order.begin(), rank, parts[i - 1].key) != rank) return i;
    return 0;
}

std::string keyText(std::string_view key) { return nlohmann::json(key).dump(); }

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string spliced(std::string_view text, const Splice& splice) {
    std::string result(text.substr(0, splice.at));
    result += splice.inserted;
    result += text.substr(splice.at + splice.removed);
    return result;
}

Splice difference(std::string_view from, std::string_view to) {
    const std::size_t shorter = std::min(from.size(), to.size());
    std::size_t front = 0;
    while (front < shorter && from[front] == to[front]) ++front;
    while (front > 0 &&
           ((front < from.size() && isContinuation(from[front])) || (front < to.size() && isContinuation(to[front]))))
        --front;
    std::size_t back = 0;
    while (back < shorter - front && from[from.size() - 1 - back] == to[to.size() - 1 - back]) ++back;
    while (back > 0 && isContinuation(from[from.size() - back])) --back;
    return {front, from.size() - front - back, std::string(to.substr(front, to.size() - front - back))};
}

std::optional<Splice> spliceSet(std::string_view text, std::string_view pointer, std::string_view json,
                                const std::vector<std::string>& order) {
    if (const std::vector<JsonPart> along = partsAlong(text, pointer); !along.empty()) {
        const JsonPart& part = along.back();
        std::string laid =
            along.size() == 1 ? layOutFile(json) : layOut(json, indentOf(text, part.value), columnOf(text, part.value));
        if (along.size() == 1) return Splice{0, text.size(), std::move(laid)};
        return fitted(text, along, {part.value, part.end - part.value, std::move(laid)});
    }
    const std::vector<JsonPart> along = partsAlong(text, scenarios::parent_pointer(pointer));
    if (along.empty() || text[along.back().value] != '{') return std::nullopt;
    const std::string key = scenarios::last_token(pointer);
    const std::size_t index = placeOf(key, partsOf(text, along.back().value), order);
    return inserted(text, along, index, keyText(key) + ": ", json);
}

std::optional<Splice> spliceRemove(std::string_view text, std::string_view pointer) {
    const std::vector<JsonPart> along = partsAlong(text, pointer);
    if (along.size() < 2) return std::nullopt;
    const JsonPart& container = along[along.size() - 2];
    const std::vector<JsonPart> parts = partsOf(text, container.value);
    const auto at = std::find_if(parts.begin(), parts.end(),
                                 [&](const JsonPart& part) { return part.start == along.back().start; });
    if (parts.size() == 1) return Splice{container.value + 1, container.end - container.value - 2, ""};
    if (at + 1 == parts.end()) return Splice{(at - 1)->end, at->end - (at - 1)->end, ""};
    return Splice{at->start, (at + 1)->start - at->start, ""};
}

std::optional<Splice> spliceInsert(std::string_view text, std::string_view array, std::size_t index,
                                   std::string_view json) {
    const std::vector<JsonPart> along = partsAlong(text, array);
    if (along.empty() || text[along.back().value] != '[') return std::nullopt;
    return inserted(text, along, index, "", json);
}

std::optional<Splice> spliceBehind(std::string_view text, std::string_view element, std::string_view json) {
    const std::vector<JsonPart> along = partsAlong(text, element);
    if (along.size() < 2 || along.back().start != along.back().value) return std::nullopt;
    const JsonPart& part = along.back();
    // From the comma or bracket before the element; a bracket's line may hold the element, too.
    const std::size_t before = text.find_last_not_of(" \t\r\n", part.start - 1);
    std::string gap(text.substr(before + 1, part.start - before - 1));
    if (gap.empty()) gap = " ";
    return Splice{part.end, 0, "," + gap + std::string(json)};
}

std::optional<Splice> spliceMove(std::string_view text, std::string_view array, std::size_t from, std::size_t to) {
    const std::vector<JsonPart> along = partsAlong(text, array);
    if (along.empty() || text[along.back().value] != '[') return std::nullopt;
    const std::vector<JsonPart> parts = partsOf(text, along.back().value);
    if (from >= parts.size() || to >= parts.size() || from == to) return std::nullopt;

    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (i != from) order.push_back(i);
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(to), from);
    const std::size_t first = std::min(from, to);
    const std::size_t last = std::max(from, to);
    // What stands between the elements stays where it is.
    std::string region;
    for (std::size_t i = first; i <= last; ++i) {
        const JsonPart& part = parts[order[i]];
        region += text.substr(part.start, part.end - part.start);
        if (i < last) region += text.substr(parts[i].end, parts[i + 1].start - parts[i].end);
    }
    return Splice{parts[first].start, parts[last].end - parts[first].start, std::move(region)};
}

std::optional<Splice> spliceRename(std::string_view text, std::string_view pointer, std::string_view key) {
    const std::vector<JsonPart> along = partsAlong(text, pointer);
    if (along.size() < 2 || along.back().start == along.back().value) return std::nullopt;
    const std::size_t start = along.back().start;
    return Splice{start, endOfValue(text, start) - start, keyText(key)};
}

}  // namespace plimsoll::gui
