// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>
#include <QColor>
#include <QList>

namespace plimsoll::gui {

enum class Marker { disc, square, triangle, diamond, cross, plus, star, triangle_inverted };

/// How a deployment looks in every view. Colour and marker each tell the first eight looks apart, both together the
/// first 64; the colours are told apart by people with any common colour blindness.
struct DeploymentStyle {
    QColor colour;
    Marker marker = Marker::disc;
    QList<double> dashes;  ///< lengths of dashes and gaps, in widths of the line; empty: a whole line
};

/// Looks that no two of share both colour and marker.
inline constexpr int kLooks = 64;

/// Of the n-th look (Selection::lookOf), on a dark or a light background.
[[nodiscard]] DeploymentStyle styleOf(int look, bool dark);

/// The marker as a character, for text.
[[nodiscard]] QChar glyphOf(Marker marker);

}  // namespace plimsoll::gui
