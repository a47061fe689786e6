// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/selection.hpp"
#include "gui/models/sweep.hpp"

namespace plimsoll::gui {

/// What the views of one sweep share: its results, and which rows of them were brushed.
class SweepSelection : public Selection {
    Q_OBJECT

public:
    using Selection::Selection;

    [[nodiscard]] const SweepPtr& sweep() const { return sweep_; }
    /// Of the same grid, what was brushed stays brushed, and more may have come.
    void setSweep(SweepPtr sweep);

    /// Rows, ascending; none: nothing is brushed, and every row counts.
    [[nodiscard]] const QList<int>& brushed() const { return brushed_; }
    void brush(QList<int> rows);
    /// All of the deployments that are shown, at a point.
    void brushPoint(int point);
    [[nodiscard]] bool isFaintRow(int row) const;

    /// The rows of the deployments that are not hidden.
    [[nodiscard]] QList<int> shownRows() const;
    /// Of them, those that are brushed; where none is, all.
    [[nodiscard]] QList<int> countedRows() const;
    /// The one that all brushed rows belong to; empty: they belong to several, or there are none.
    [[nodiscard]] std::optional<int> brushedPoint() const;

    /// Asks for a point to be opened as a scenario.
    void activate(int point) { emit pointActivated(point); }

signals:
    /// Axes or deployments are other ones; sweepChanged() follows.
    void gridChanged();
    void sweepChanged();
    void brushChanged();
    void pointActivated(int point);

private:
    SweepPtr sweep_;
    QList<int> brushed_;
};

}  // namespace plimsoll::gui
