// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRectF>

#include <optional>

namespace plimsoll::gui {

/// A text that wants to stand beside a point; all in pixels.
struct LabelWish {
    QPointF point;
    QSizeF size;
    double clearance = 6;  ///< half the width of what is drawn at the point
};

/// Where the texts go so that they neither overlap nor cover what is `taken`; in the order of the wishes, so the more
/// important ones come first. A text that finds no place beside its point goes further away, up to a few times its
/// height; one that finds none at all is left out (empty). `avoided` is covered only where there is no other place.
/// O(wishes x (wishes + taken)).
[[nodiscard]] QList<std::optional<QRectF>> placeLabels(const QList<LabelWish>& wishes, const QRectF& area,
                                                       const QList<QRectF>& taken, const QList<QRectF>& avoided);

}  // namespace plimsoll::gui
