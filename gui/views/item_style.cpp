// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/item_style.hpp"

namespace plimsoll::gui {

namespace {

// Tol, "Colour schemes" (2021), scheme "muted": items are not deployments, which have the colours of Okabe and Ito.
constexpr QRgb kItemColours[kItemStyles] = {0x332288, 0xCC6677, 0x117733, 0xDDCC77,
                                            0x882255, 0x44AA99, 0x999933, 0xAA4499};

/// The darkest ones would be lost on a dark window.
QColor itemColour(int place, bool dark) {
    constexpr double kDark = 0.35;
    constexpr int kLighter = 220;
    const QColor colour = QColor::fromRgb(kItemColours[place]);
    return dark && colour.lightnessF() < kDark ? colour.lighter(kLighter) : colour;
}

}  // namespace

QBrush itemBrush(int item, bool dark) {
    constexpr Qt::BrushStyle kPatterns[kItemStyles] = {Qt::SolidPattern,  Qt::BDiagPattern,     Qt::Dense4Pattern,
                                                       Qt::FDiagPattern,  Qt::DiagCrossPattern, Qt::HorPattern,
                                                       Qt::Dense2Pattern, Qt::VerPattern};
    const int place = item % kItemStyles;
    return {itemColour(place, dark), kPatterns[place]};
}

}  // namespace plimsoll::gui
