// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/table.hpp"

#include <QPalette>
#include <QSize>
#include <QString>

class QPaintDevice;

namespace plimsoll::gui {

class View;

/// What a picture bears once it has left the window, and its colours.
struct PictureFrame {
    QString title;  ///< of the view
    QString about;  ///< the scenario, the date, the fingerprint
    QString stamp;  ///< what keeps the result from being a fact (View::setStamp)
    QString range;  ///< the part of the horizon that it is about (View::range); empty: all of it
    QPalette palette;
};

/// The size of pictures that leave the window, whatever room the view has there, in device-independent pixels, and how
/// many dots each of them has.
inline constexpr QSize kPictureSize(1280, 800);
inline constexpr double kPictureScale = 2;

/// What tells a picture of this view apart from others, today, in light colours.
[[nodiscard]] PictureFrame frameOf(const View& view);

/// Draws the view below its title, in the colours of the frame.
void paintFramed(View& view, QPaintDevice& device, const QSize& size, const PictureFrame& frame);

/// The numbers; where they are no facts of the scenario, or of a part of the horizon, each row says so.
[[nodiscard]] Table framedTable(const View& view, const PictureFrame& frame);

}  // namespace plimsoll::gui
