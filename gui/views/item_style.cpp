// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/item_style.hpp"

#include "gui/models/deployment_style.hpp"

namespace plimsoll::gui {

QBrush itemBrush(int item, bool dark) {
    constexpr Qt::BrushStyle kPatterns[kItemStyles] = {Qt::SolidPattern,  Qt::BDiagPattern,     Qt::Dense4Pattern,
                                                       Qt::FDiagPattern,  Qt::DiagCrossPattern, Qt::HorPattern,
                                                       Qt::Dense2Pattern, Qt::VerPattern};
    const int place = item % kItemStyles;
    return {styleOf(place, dark).colour, kPatterns[place]};
}

}  // namespace plimsoll::gui
