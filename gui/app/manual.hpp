// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace plimsoll::gui {

/// Opens the manual in a window of its own, or brings it to the front.
void showManual(QWidget& parent);

}  // namespace plimsoll::gui
