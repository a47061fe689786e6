// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBrush>

namespace plimsoll::gui {

/// Number of kinds of things that brushes tell apart.
inline constexpr int kItemStyles = 8;

/// The filling for the n-th of up to kItemStyles things: each has a colour and a pattern of its own, so that either
/// tells them apart.
[[nodiscard]] QBrush itemBrush(int item, bool dark);

}  // namespace plimsoll::gui
