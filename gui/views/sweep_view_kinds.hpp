// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/view_kinds.hpp"

namespace plimsoll::gui {

/// The views of a sweep; they are made with its SweepSelection. A new one is a class of its own and one line there.
[[nodiscard]] const std::vector<ViewKind>& sweepViewKinds();

}  // namespace plimsoll::gui
