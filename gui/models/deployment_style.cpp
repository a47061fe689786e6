// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/deployment_style.hpp"

#include "gui/models/preferences.hpp"

#include <array>

namespace plimsoll::gui {

namespace {

// Of each set seven; black and white stand for the background's opposite. Okabe and Ito, "Color Universal Design"
// (2008), https://jfly.uni-koeln.de/color/: blue, vermillion, bluish green, reddish purple, orange, sky blue, yellow.
// Tol, "Colour Schemes" (2021), https://personal.sron.nl/~pault/: bright, without its grey, and his vibrant orange.
// Vivid: the seven of ColorBrewer's Set1 that are no grey, brown or yellow too pale to be read.
constexpr QRgb kColours[][7] = {{0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0xF0E442},
                                {0x4477AA, 0xEE6677, 0x228833, 0xCCBB44, 0x66CCEE, 0xAA3377, 0xEE7733},
                                {0x377EB8, 0xE41A1C, 0x4DAF4A, 0x984EA3, 0xFF7F00, 0xA65628, 0xF781BF}};
constexpr int kPlaces = 8;

/// Long dashes and short gaps: those of Qt dissolve where a line turns often, as steps over time do.
const QList<double>& dashesOf(int look) {
    static const QList<double> kDashes[] = {{}, {7, 2.5}, {11, 2.5, 2, 2.5}, {2, 2}, {11, 2, 2, 2, 2, 2}};
    return kDashes[look % static_cast<int>(std::size(kDashes))];
}

QColor colourOf(int place, bool dark) {
    constexpr int kDarkerYellow = 140;
    constexpr int kLighterBlue = 150;
    if (place == kPlaces - 1) return dark ? Qt::white : Qt::black;
    const QColor colour = QColor::fromRgb(kColours[static_cast<int>(preferences().colours)][place]);
    if (!dark && colour == QColor::fromRgb(0xF0E442)) return colour.darker(kDarkerYellow);
    if (dark && place == 0) return colour.lighter(kLighterBlue);  // too dark a blue to be read on a dark window
    return colour;
}

}  // namespace

DeploymentStyle styleOf(int look, bool dark) {
    const int place = look % kPlaces;
    const int round = look / kPlaces;
    return {colourOf(place, dark), static_cast<Marker>((place + round) % kPlaces), dashesOf(look)};
}

QChar glyphOf(Marker marker) {
    constexpr char16_t kGlyphs[] = u"●■▲◆✕✚★▼";
    return kGlyphs[static_cast<int>(marker)];
}

}  // namespace plimsoll::gui
