// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/timeline_series.hpp"
#include "gui/views/time_view.hpp"

class QCPLayoutGrid;
class QCPMarginGroup;

namespace plimsoll::gui {

class TableStrip;

/// What happened over the horizon: traffic, instances, requests in the system, latency, cost and interruptions, one
/// row each over the same time. Of the selected deployment in detail, else of all of them. Where a part of the horizon
/// is chosen, its figures stand below.
class TimelineView : public TimeView {
    Q_OBJECT

public:
    explicit TimelineView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QJsonObject scene() const override;

protected:
    void draw() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] QString spoken() const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;
    void roomChanged() override;
    void shownTimeChanged() override;
    [[nodiscard]] QStringList readOut(double seconds) const override;

private:
    /// A row of the plot: one axis rect, and the fields that it shows.
    struct Row {
        QString title;
        QList<SeriesField> fields;
        bool logarithmic = false;
        int importance = 0;  ///< where there is no room for all, the rows of the least importance are left out
        QCPAxisRect* rect = nullptr;
    };

    [[nodiscard]] QList<Row> wantedRows() const;
    /// Of the height that there is, in pixels, how much each of so many rows gets.
    [[nodiscard]] int heightOfRows(qsizetype count) const;
    /// How many rows of `all` can be read.
    [[nodiscard]] qsizetype rowsThatFit(qsizetype all) const;
    void layOut();
    [[nodiscard]] QString captionText() const;
    void styleRow(Row& row, bool last);
    void addTitle(const Row& row);
    void drawLines(const Row& row, int index, bool faint);
    void drawInstances(const Row& row, int index);
    void drawEnvelope(const Row& row);
    void drawInterruptions(const Row& row, int index);
    void fitValues(const Row& row);
    void fitTime();
    void fillFigures();

    [[nodiscard]] const results::DeploymentResult& deployment(int index) const;
    [[nodiscard]] double horizon() const;

    QCPLayoutGrid* grid_;
    QCPMarginGroup* margins_;
    TableStrip* figures_;  ///< of the part of the horizon that is shown
    QList<Row> rows_;
    QStringList leftOut_;   ///< the titles of rows for which there is no room
    bool cramped_ = false;  ///< the rows have room for few labels only
    TimelineChoice choice_;
    bool sharedArrivals_ = false;
};

}  // namespace plimsoll::gui
