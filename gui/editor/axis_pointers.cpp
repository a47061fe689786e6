// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/axis_pointers.hpp"

#include "gui/editor/json_parts.hpp"
#include "gui/editor/json_splice.hpp"
#include "gui/editor/schema_node.hpp"
#include "scenarios/column_names.hpp"
#include "scenarios/json_document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

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

/// Something that varies, and where the text says so.
struct Swept {
    std::string at;
    std::string pointer;
    std::string name;  ///< empty: that of its column follows from its pointer and those of the others
};

std::vector<Swept> sweptValues(const Json& axes, const std::string& array) {
    std::vector<Swept> swept;
    const auto add = [&swept](const std::string& at, const Json& track) {
        if (!track.is_object() || !track.contains("pointer") || !track["pointer"].is_string()) return;
        const auto name = track.find("name");
        swept.push_back({at, track["pointer"].get<std::string>(),
                         name != track.end() && name->is_string() ? name->get<std::string>() : ""});
    };
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const std::string at = child_pointer(array, i);
        const bool together = axes[i].is_object() && axes[i].contains("zip") && axes[i]["zip"].is_array();
        if (!together) add(at, axes[i]);
        for (std::size_t j = 0; together && j < axes[i]["zip"].size(); ++j)
            add(child_pointer(at + "/zip", j), axes[i]["zip"][j]);
    }
    return swept;
}

/// With the names that columns without one have.
std::vector<std::string> columnNames(const std::vector<Swept>& swept) {
    std::set<std::string> taken;
    std::vector<std::string> pointers;
    for (const Swept& value : swept) {
        if (value.name.empty())
            pointers.push_back(value.pointer);
        else
            taken.insert(value.name);
    }
    const auto derived = scenarios::column_names(pointers, taken);
    std::vector<std::string> names;
    std::size_t next = 0;
    for (const Swept& value : swept) names.push_back(value.name.empty() ? derived[next++] : value.name);
    return names;
}

/// A condition (`where`) knows columns by name: those that would be called otherwise after the change keep their names,
/// written out.
void keepNames(std::string& text, const Json& axes, const std::string& array, const PointerChange& change) {
    const std::vector<Swept> swept = sweptValues(axes, array);
    const auto before = columnNames(swept);
    std::vector<std::string> kept;
    std::vector<Swept> after;
    for (std::size_t i = 0; i < swept.size(); ++i)
        if (const auto now = change(swept[i].pointer)) {
            kept.push_back(before[i]);
            after.push_back({swept[i].at, *now, swept[i].name});
        }
    // A name that is written out may be what another column would have been called.
    for (bool again = true; again;) {
        again = false;
        const auto names = columnNames(after);
        for (std::size_t i = 0; i < after.size(); ++i)
            if (names[i] != kept[i]) {
                after[i].name = kept[i];
                replaceIn(text, spliceSet(text, after[i].at + "/name", Json(kept[i]).dump()));
                again = true;
            }
    }
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
    if (valueAt(scenario, "/sweep/where") != nullptr) keepNames(text, *axes, array, change);
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
