// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/plan_answer.hpp"
#include "gui/run/plimsoll_process.hpp"

#include <memory>

namespace plimsoll::gui {

/// `plimsoll plan` of a scenario that says what may be chosen (its `sweep`), as a process of its own.
class PlanRun : public QObject {
    Q_OBJECT

public:
    explicit PlanRun(QString program, QObject* parent = nullptr);
    ~PlanRun() override;

    /// Relative paths of the scenario start at `folder`.
    void start(const QByteArray& scenario, const QString& folder);
    void cancel();
    [[nodiscard]] bool isBusy() const { return process_ != nullptr; }

signals:
    void busyChanged();
    void progressed(const plimsoll::gui::PlanProgress& progress);
    /// `remark` is what it told a person beside the answer; may be empty.
    void finished(const plimsoll::gui::PlanPtr& plan, const QString& remark);
    void failed(const plimsoll::gui::RunFailure& failure);

private:
    QString program_;
    std::unique_ptr<PlimsollProcess> process_;
};

}  // namespace plimsoll::gui
