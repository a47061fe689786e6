// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCPAxis;

namespace plimsoll::gui {

class Selection;

/// Makes an axis one of time since the start of the horizon; moving and zooming stay between 0 and `end` seconds.
void setTimeAxis(QCPAxis& axis, double end);

/// Ties the range of an axis between 0 and `end` to what all views over time show: moving and zooming here moves and
/// zooms them all. The plot is drawn anew where another view did it.
void shareTime(QCPAxis& axis, double end, Selection& selection);

/// Keeps the range of an axis between two ends, whatever the mouse does.
void keepWithin(QCPAxis& axis, double lower, double upper);

}  // namespace plimsoll::gui
