// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace plimsoll::gui {

class ScenarioDocument;

/// Writes overrides "/pointer=VALUE", as `--set` takes them, into a scenario: an edit of that name, which is undone
/// as one.
void applyOverrides(ScenarioDocument& document, const QStringList& sets, const QString& words);

}  // namespace plimsoll::gui
