// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace plimsoll::gui {

/// The same scenario with one replication and no load curve, for a first answer within moments; the text itself where
/// it is no JSON object (`plimsoll` will say so) or is that small already.
[[nodiscard]] QByteArray coarseScenario(const QByteArray& scenario);

}  // namespace plimsoll::gui
