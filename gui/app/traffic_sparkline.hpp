// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

#include <QWidget>

class QLabel;

namespace plimsoll::gui {

/// The traffic of a result at a glance: its rate and its objectives in words, and the arrivals over the horizon.
class TrafficSparkline : public QWidget {
    Q_OBJECT

public:
    explicit TrafficSparkline(QWidget* parent = nullptr);

    /// Null: nothing is shown.
    void setResult(const ResultPtr& result);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* text_;
    QList<double> arrivals_;  ///< by bucket, or by so many of them that there is room
};

}  // namespace plimsoll::gui
