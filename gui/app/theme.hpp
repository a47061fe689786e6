// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace plimsoll::gui {

/// "system", "light", "dark".
[[nodiscard]] QStringList themes();

/// Sets style and palette of the application; "system" leaves them to the desktop.
void applyTheme(const QString& theme);

}  // namespace plimsoll::gui
