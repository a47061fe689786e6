// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QPointer>
#include <QStringList>
#include <optional>

class QCPAxisRect;
class QCPItemStraightLine;
class QCPItemText;
class QCPLayer;

namespace plimsoll::gui {

/// The vertical line at the time under the cursor, through all rows of a plot, with a line of text over each row. It
/// lies on a layer of its own: moving it draws nothing else.
class TimeCursor {
public:
    explicit TimeCursor(QCPLayer& layer) : layer_(layer) {}

    /// The items of the last call are gone, with all the items of the plot.
    void build(const QList<QCPAxisRect*>& rows, const QFont& font, const QColor& colour);

    /// Hides the cursor where there is no time. One text for each row; rows without one show none. It is seen with the
    /// next replot of the plot or of the layer.
    void moveTo(std::optional<double> seconds, const QStringList& texts);

private:
    QCPLayer& layer_;
    QList<QPointer<QCPItemStraightLine>> lines_;
    QList<QPointer<QCPItemText>> texts_;
};

}  // namespace plimsoll::gui
