// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/sweep_selection.hpp"
#include "gui/views/view.hpp"

class QCheckBox;
class QItemSelection;

namespace plimsoll::gui {

class TableWidget;

/// The rows of a sweep, one for each point and deployment, sorted by a click on a heading; the cheapest of each point
/// has a star. What is selected here is what is brushed elsewhere; a double click, or Enter, opens a point.
class SweepTableView : public View {
    Q_OBJECT

public:
    explicit SweepTableView(SweepSelection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QJsonObject scene() const override;
    void paintTo(QPaintDevice& device, const QSize& size) override;
    [[nodiscard]] QString source() const override;
    [[nodiscard]] QWidget* controls() const override;

protected:
    void rebuild() override;

private:
    [[nodiscard]] QList<int> rows() const;
    void showBrush();
    void takeBrush();

    SweepSelection& selection_;
    QCheckBox* winners_;
    TableWidget* table_;
    QList<int> shown_;  ///< rows of the sweep, by row of the table
    bool following_ = false;
};

}  // namespace plimsoll::gui
