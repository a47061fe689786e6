// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/run/progress_line.hpp"

#include <QElapsedTimer>
#include <QTreeWidget>

namespace plimsoll::gui {

/// Deployment by deployment, how far a run is and how long it will take. Shows itself only where a run takes so long
/// that somebody would ask.
class ProgressList : public QTreeWidget {
    Q_OBJECT

public:
    explicit ProgressList(QWidget* parent = nullptr);

    /// A run begins, or goes on after its first answer.
    void begin();
    void showProgress(const RunProgress& progress);
    /// Nothing runs any more.
    void end() { hide(); }

    /// How long a run takes before it is told of here.
    static constexpr int kPatienceMs = 1500;

    [[nodiscard]] QSize sizeHint() const override;

private:
    QElapsedTimer running_;
};

}  // namespace plimsoll::gui
