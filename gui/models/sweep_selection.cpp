// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/sweep_selection.hpp"

#include <algorithm>
#include <utility>

namespace plimsoll::gui {

namespace {

bool isSameGrid(const Sweep& one, const Sweep& other) {
    return one.deployments() == other.deployments() &&
           std::equal(one.axes().begin(), one.axes().end(), other.axes().begin(), other.axes().end(),
                      [](const SweepAxis& left, const SweepAxis& right) {
                          return left.title == right.title && left.labels == right.labels;
                      });
}

/// The same rows of the same points, where they are.
QList<int> rowsIn(const Sweep& sweep, const Sweep& before, const QList<int>& rows) {
    QList<int> found;
    for (const int index : rows) {
        const SweepRow& row = before.row(index);
        const auto point = sweep.pointAt(before.points()[row.point].at);
        if (!point) continue;
        for (const int its : sweep.points()[*point].rows)
            if (sweep.row(its).deployment == row.deployment) found.append(its);
    }
    return found;
}

}  // namespace

void SweepSelection::setSweep(SweepPtr sweep) {
    const SweepPtr before = std::exchange(sweep_, std::move(sweep));
    const bool same = before && sweep_ && isSameGrid(*before, *sweep_);
    brushed_ = same ? rowsIn(*sweep_, *before, brushed_) : QList<int>();
    if (!same) {
        restrictTo(sweep_ ? static_cast<int>(sweep_->deployments().size()) : 0);
        emit gridChanged();
    }
    emit sweepChanged();
}

void SweepSelection::brush(QList<int> rows) {
    std::sort(rows.begin(), rows.end());
    if (std::exchange(brushed_, rows) != rows) emit brushChanged();
}

void SweepSelection::brushPoint(int point) {
    QList<int> rows = sweep_->points()[point].rows;
    rows.removeIf([this](int row) { return isHidden(sweep_->row(row).deployment); });
    brush(rows);
}

bool SweepSelection::isFaintRow(int row) const {
    return !brushed_.isEmpty() && !std::binary_search(brushed_.begin(), brushed_.end(), row);
}

QList<int> SweepSelection::shownRows() const {
    QList<int> rows;
    for (int row = 0; sweep_ && row < sweep_->rows().size(); ++row)
        if (!isHidden(sweep_->row(row).deployment)) rows.append(row);
    return rows;
}

QList<int> SweepSelection::countedRows() const {
    QList<int> rows = shownRows();
    rows.removeIf([this](int row) { return isFaintRow(row); });
    return rows;
}

std::optional<int> SweepSelection::brushedPoint() const {
    if (brushed_.isEmpty()) return std::nullopt;
    const int point = sweep_->row(brushed_.first()).point;
    const bool same =
        std::all_of(brushed_.begin(), brushed_.end(), [&](int row) { return sweep_->row(row).point == point; });
    return same ? std::optional(point) : std::nullopt;
}

}  // namespace plimsoll::gui
