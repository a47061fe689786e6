// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace plimsoll::gui {

/// The `plimsoll` that belongs to this window: the one that the environment names in PLIMSOLL_PROGRAM, else the one
/// beside this program, else the first on the PATH. Empty where there is none.
[[nodiscard]] QString plimsollProgram();

/// The user's folder of simulations that were run before (`plimsoll compare --cache`): a change of one deployment runs
/// that one alone. Empty where the user has no such place.
[[nodiscard]] QString runCache();

/// `--cache` with that place; nothing where nothing can be written.
[[nodiscard]] QStringList cacheOption();

}  // namespace plimsoll::gui
