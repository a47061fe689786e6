// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/projection_selection.hpp"

#include <QWidget>

namespace plimsoll::gui {

class View;

/// The months ahead: in words, the bills as a fan, what changes them, and commitments.
class ProjectionBoard : public QWidget {
    Q_OBJECT

public:
    explicit ProjectionBoard(QWidget* parent = nullptr);

    [[nodiscard]] ProjectionSelection& selection() { return selection_; }
    /// False: another budget cannot be asked about.
    void setBudgetEnabled(bool enabled);

signals:
    void exportRequested(View* view);

private:
    ProjectionSelection selection_;
};

}  // namespace plimsoll::gui
