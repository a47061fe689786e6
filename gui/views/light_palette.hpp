// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

namespace plimsoll::gui {

/// The colours of the light theme, and of paper whatever the window looks like.
[[nodiscard]] QPalette lightPalette();

}  // namespace plimsoll::gui
