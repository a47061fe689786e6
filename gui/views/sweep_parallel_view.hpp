// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/axis_scale.hpp"
#include "gui/models/axis_ticks.hpp"
#include "gui/views/sweep_plot_view.hpp"

#include <QHash>

class QCPItemRect;

namespace plimsoll::gui {

/// Every row of a sweep as a line across parallel axes: what varies, the deployment, cost, p99 latency. Dragging along
/// an axis brushes the rows that pass there; on several axes, those that pass through all.
class SweepParallelView : public SweepPlotView {
    Q_OBJECT

public:
    explicit SweepParallelView(SweepSelection& selection, QWidget* parent = nullptr);

    /// Brushes the rows that pass through a part of an axis, from 0 (its lower end) to 1.
    void setPart(int axis, double from, double to);

protected:
    void draw() override;
    [[nodiscard]] std::optional<int> rowAt(const QPointF& position) const override;
    [[nodiscard]] bool grabsAt(const QPointF& position) const override;
    [[nodiscard]] Qt::CursorShape grabCursor() const override { return Qt::SplitVCursor; }
    void dragTo(const QPointF& position) override;
    void drop() override;
    void clicked(const QPointF& position, bool withControl) override;
    void gridChanged() override;
    void letGo() override;

private:
    /// One of the parallel axes: its name, its marks, and where each row lies on it, 0 to 1; NaN: nowhere.
    struct Dimension {
        QString title;
        QList<QPair<double, QString>> marks;
        QList<double> places;  ///< by row
    };
    [[nodiscard]] Dimension steps(const QString& title, const QStringList& labels,
                                  const std::function<int(int row)>& stepOf) const;
    [[nodiscard]] Dimension quantity(const QString& title, Quantity quantity,
                                     const std::function<std::optional<double>(int row)>& valueOf) const;
    void makeDimensions();
    void drawDimension(int axis);
    void drawRows(int deployment, bool faint);
    void brushParts();
    [[nodiscard]] std::optional<int> axisAt(const QPointF& position) const;

    QList<Dimension> dimensions_;
    QHash<int, QPair<double, double>> parts_;  ///< that are brushed, by axis
    bool brushing_ = false;
    mutable std::optional<int> grabbed_;
    mutable double from_ = 0;
    QCPItemRect* bar_ = nullptr;
};

}  // namespace plimsoll::gui
