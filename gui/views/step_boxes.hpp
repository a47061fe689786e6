// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/sweep.hpp"

#include <QSet>
#include <QWidget>

class QComboBox;

namespace plimsoll::gui {

/// A named box that chooses one of several, for the strip above a view.
[[nodiscard]] QComboBox* makeBox(const QString& name, const QString& title, QWidget* parent);

/// Where the axes of a sweep stand that a view does not draw: a box for each, with its steps.
class StepBoxes : public QWidget {
    Q_OBJECT

public:
    explicit StepBoxes(QWidget* parent = nullptr);

    /// Boxes for all axes but these.
    void offer(const SweepPtr& sweep, const QSet<int>& drawn);
    /// A step for each axis; 0 of those that are drawn.
    [[nodiscard]] QList<int> steps() const;

signals:
    void changed();

private:
    QList<QComboBox*> boxes_;  ///< by axis; null for those that are drawn
};

}  // namespace plimsoll::gui
