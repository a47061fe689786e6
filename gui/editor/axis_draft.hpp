// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/scenario_document.hpp"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <optional>
#include <string>

namespace plimsoll::gui {

class SchemaNode;

/// What varies one value in a sweep, as somebody types it: a list of values, or a range.
struct AxisDraft {
    bool isRange = false;
    QString values;  ///< "1, 2, 4", "1 s, 10 s"
    QString from, to;
    int points = 5;
    bool log = true;  ///< equal factors, else equal steps
};

/// The values of a list, each without the blanks around it.
[[nodiscard]] QStringList listedValues(const QString& values);
/// The element of the scenario's `sweep.axes` that a draft means, for the value at a pointer. Of a quantity values stay
/// texts.
[[nodiscard]] Json axisOf(const AxisDraft& draft, const std::string& pointer);
/// The draft that an element of `sweep.axes` means. \pre it varies one value (no `zip`)
[[nodiscard]] AxisDraft draftOf(const Json& axis);
/// What keeps a draft from being an axis; empty: nothing.
[[nodiscard]] QString complaintOf(const AxisDraft& draft);
/// How many values a draft has; 0 while it is none.
[[nodiscard]] int countOf(const AxisDraft& draft);

/// Values around the present one: whole numbers as a list of doublings, others from a quarter to four times as much. Of
/// a choice, all.
/// \param value what the scenario holds; null: what it stands for by default
[[nodiscard]] AxisDraft suggestedAxis(const SchemaNode& schema, const Json* value);

/// Which element of the scenario's `sweep.axes` varies this value alone; empty: none does.
[[nodiscard]] std::optional<std::size_t> axisIndexOf(const ScenarioDocument& document, const std::string& pointer);
/// Takes the place of the axis that varies the same value, or stands behind all of them.
void setAxis(ScenarioDocument& document, const Json& axis);
/// The last one takes the scenario's `sweep` with it.
void removeAxis(ScenarioDocument& document, std::size_t index);

/// "1, 2, 4" or "1 … 16 in equal factors".
[[nodiscard]] QString valuesText(const Json& axis);
/// How many values an element of `sweep.axes` has; 0 where that cannot be told.
[[nodiscard]] double countOfAxis(const Json& axis);
/// Of all combinations, before a condition (`where`) leaves some out.
[[nodiscard]] double countOfPoints(const ScenarioDocument& document);

/// Whose value a pointer leads to, for people: "Load", "Maximum of 'small GPUs'".
[[nodiscard]] QString titleOfValue(const ScenarioDocument& document, const std::string& pointer);

}  // namespace plimsoll::gui
