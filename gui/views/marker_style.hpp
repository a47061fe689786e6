// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/deployment_style.hpp"

#include <qcustomplot.h>

namespace plimsoll::gui {

/// A marker of that width in pixels. Every one encloses an area, so that filled and hollow tell two things apart.
/// Hollow ones are filled with `background`, so that lines do not run through them.
[[nodiscard]] QCPScatterStyle markerStyle(Marker marker, const QColor& colour, const QColor& background, double size,
                                          bool filled);

}  // namespace plimsoll::gui
