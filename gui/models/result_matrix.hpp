// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"
#include "gui/models/table.hpp"

#include <QList>
#include <QString>

namespace plimsoll::gui {

/// A result, and what it is called among others.
struct NamedResult {
    QString name;
    ResultPtr result;
};

/// Many results side by side: a row for every deployment of any of them, by name, and for each result what it costs a
/// month, how fast it is, and whether it meets its objectives; the recommended ones have a star. Those without a result
/// are left out.
[[nodiscard]] Table matrixOf(const QList<NamedResult>& results);

}  // namespace plimsoll::gui
