// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>
#include <QColor>
#include <QList>

namespace plimsoll::gui {

enum class Marker { disc, square, triangle, diamond, cross, plus, star, triangle_inverted };

/// How a deployment looks in every view. Colour, marker and dash each tell the first eight apart; the colours are told
/// apart by people with any common colour blindness.
struct DeploymentStyle {
    QColor colour;
    Marker marker = Marker::disc;
    QList<double> dashes;  ///< lengths of dashes and gaps, in widths of the line; empty: a whole line
};

/// Of the deployment at this place in the result, on a dark or a light background.
[[nodiscard]] DeploymentStyle styleOf(int deployment, bool dark);

/// The marker as a character, for text.
[[nodiscard]] QChar glyphOf(Marker marker);

}  // namespace plimsoll::gui
