// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/axis_pointers.hpp"

#include "gui/editor/json_parts.hpp"
#include "gui/editor/json_splice.hpp"
#include "gui/editor/schema_node.hpp"
#include "scenarios/json_document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace plimsoll::gui {
namespace {

using scenarios::child_pointer;

/// Of an array the new place of each element, by its old one.
PointerChange replaced(std::string array, std::function<std::optional<std::size_t>(std::size_t)> place) {
    return [array = std::move(array) + "/",
            place = std::move(place)](const std::string& pointer) -> std::optional<std::string> {
        if (!pointer.starts_with(array)) return pointer;
        const std::size_t end = std::min(pointer.find('/', array.size()), pointer.size());
        const auto index = indexOf(std::string_view(pointer).substr(array.size(), end - array.size()));
        if (!index) return pointer;
        const auto now = place(*index);
        if (!now) return std::nullopt;
        return array + std::to_string(*now) + pointer.substr(end);
    };
}

void replaceIn(std::string& text, const std::optional<Splice>& splice) {
    if (splice) text = spliced(text, *splice);
}

/// Follows with the axis or part of one at a place of the text. False: its value is gone.
bool follow(std::string& text, const std::string& at, const Json& track, const PointerChange& change) {
    if (!track.is_object() || !track.contains("pointer") || !track["pointer"].is_string()) return true;
    const auto& pointer = track["pointer"].get_ref<const std::string&>();
    const auto now = change(pointer);
    if (!now) return false;
    if (*now != pointer) replaceIn(text, spliceSet(text, at + "/pointer", Json(*now).dump()));
    return true;
}

/// The same with values that vary together.
bool followTogether(std::string& text, const std::string& at, const Json& tracks, const PointerChange& change) {
    std::size_t left = tracks.size();
    for (std::size_t i = tracks.size(); i-- > 0;) {
        const std::string track = child_pointer(at, i);
        if (follow(text, track, tracks[i], change)) continue;
        if (--left > 0) replaceIn(text, spliceRemove(text, track));
    }
    return left > 0;
}

}  // namespace

PointerChange elementInserted(std::string array, std::size_t index) {
    return replaced(std::move(array), [index](std::size_t place) { return place < index ? place : place + 1; });
}

PointerChange elementRemoved(std::string array, std::size_t index) {
    return replaced(std::move(array), [index](std::size_t place) -> std::optional<std::size_t> {
        if (place == index) return std::nullopt;
        return place < index ? place : place - 1;
    });
}

PointerChange elementMoved(std::string array, std::size_t from, std::size_t to) {
    return replaced(std::move(array), [from, to](std::size_t place) {
        if (place == from) return to;
        if (from < place && place <= to) return place - 1;
        return to <= place && place < from ? place + 1 : place;
    });
}

PointerChange memberRenamed(std::string from, std::string to) {
    return [from = std::move(from), to = std::move(to)](const std::string& pointer) -> std::optional<std::string> {
        if (pointer != from && !pointer.starts_with(from + "/")) return pointer;
        return to + pointer.substr(from.size());
    };
}

std::string withAxesFollowing(std::string text, const PointerChange& change) {
    const std::string array = "/sweep/axes";
    const Json scenario = Json::parse(text, nullptr, false);
    const Json* axes = valueAt(scenario, array);
    if (axes == nullptr || !axes->is_array()) return text;
    std::size_t left = axes->size();
    for (std::size_t i = axes->size(); i-- > 0;) {
        const Json& axis = (*axes)[i];
        const std::string at = child_pointer(array, i);
        const bool together = axis.is_object() && axis.contains("zip") && axis["zip"].is_array();
        if (together ? followTogether(text, at + "/zip", axis["zip"], change) : follow(text, at, axis, change))
            continue;
        --left;
        replaceIn(text, spliceRemove(text, left > 0 ? at : "/sweep"));
    }
    return text;
}

}  // namespace plimsoll::gui
