// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>

namespace plimsoll::gui {

enum class Glyph { add, remove, up, down, copy, reset, open, closed, problem, folder, pick, vary };

/// An icon drawn in the colors of the application's palette, so that it fits light and dark ones at any resolution.
[[nodiscard]] QIcon icon(Glyph glyph);

[[nodiscard]] bool isDark(const QPalette& palette);
/// Of what is wrong; readable on the palette's window and base.
[[nodiscard]] QColor problemColor(const QPalette& palette);
/// Of text that matters less: units, readings, help.
[[nodiscard]] QColor mutedColor(const QPalette& palette);
/// Of frames and guides.
[[nodiscard]] QColor lineColor(const QPalette& palette);

}  // namespace plimsoll::gui
