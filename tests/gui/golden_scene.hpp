// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace plimsoll::gui::testing {

/// Compares what a view draws with tests/gui/views/golden/NAME.json. After a change that is meant to alter pictures,
/// write them anew and review the difference: `PLIMSOLL_UPDATE_GOLDEN=1 build/ci/bin/plimsoll_test_gui_views`.
void expectGolden(const QJsonObject& scene, const QString& name);

}  // namespace plimsoll::gui::testing
