// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

#include <QSet>
#include <QString>
#include <QStringList>

namespace plimsoll::gui {

class Selection;

/// A selection by the names of deployments, whose places change from result to result.
struct SelectedNames {
    QString deployment;  ///< empty: none
    QString baseline;    ///< empty: none
    QSet<QString> hidden;
};

[[nodiscard]] SelectedNames namesOf(const Selection& selection, const Result& result);

/// Of all deployments, in the result's order.
[[nodiscard]] QStringList namesOf(const Result& result);

/// Selects, and hides, what a result has of these names; everything else is neither selected nor hidden.
void selectNames(Selection& selection, const SelectedNames& names, const Result& result);

}  // namespace plimsoll::gui
