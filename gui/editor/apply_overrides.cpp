// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/apply_overrides.hpp"

#include "gui/editor/scenario_document.hpp"

#include <nlohmann/json.hpp>

namespace plimsoll::gui {

void applyOverrides(ScenarioDocument& document, const QStringList& sets, const QString& words) {
    document.finishEditing();
    document.undoStack().beginMacro(words);
    for (const QString& set : sets) {
        const auto split = set.indexOf(QLatin1Char('='));
        const std::string value = set.mid(split + 1).toStdString();
        const Json json = Json::parse(value, nullptr, false);
        document.set(set.left(split).toStdString(), json.is_discarded() ? Json(value) : json);
        document.finishEditing();
    }
    document.undoStack().endMacro();
}

}  // namespace plimsoll::gui
