// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/selected_names.hpp"

#include "gui/models/selection.hpp"
#include "gui/models/text.hpp"

namespace plimsoll::gui {

namespace {

QString nameAt(const Result& result, std::optional<int> deployment) {
    const auto& all = result.deployments();
    if (!deployment || *deployment >= static_cast<int>(all.size())) return {};
    return qstring(all[static_cast<std::size_t>(*deployment)].name);
}

}  // namespace

SelectedNames namesOf(const Selection& selection, const Result& result) {
    SelectedNames names{nameAt(result, selection.deployment()), nameAt(result, selection.baseline()), {}};
    for (int i = 0; i < static_cast<int>(result.deployments().size()); ++i)
        if (selection.isHidden(i)) names.hidden.insert(nameAt(result, i));
    return names;
}

QStringList namesOf(const Result& result) {
    QStringList names;
    for (const auto& deployment : result.deployments()) names.append(qstring(deployment.name));
    return names;
}

void selectNames(Selection& selection, const SelectedNames& names, const Result& result) {
    const int count = static_cast<int>(result.deployments().size());
    std::optional<int> deployment;
    std::optional<int> baseline;
    for (int i = 0; i < count; ++i) {
        const QString name = nameAt(result, i);
        if (name == names.deployment) deployment = i;
        if (name == names.baseline) baseline = i;
        selection.setHidden(i, names.hidden.contains(name));
    }
    selection.select(deployment);
    selection.setBaseline(baseline);
}

}  // namespace plimsoll::gui
