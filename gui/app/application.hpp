// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace plimsoll::gui {

/// The program: reads its command line, then opens the window or draws a picture. Returns the exit status.
[[nodiscard]] int runApplication(int argc, char** argv);

}  // namespace plimsoll::gui
