// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/app/page.hpp"
#include "gui/models/plan_answer.hpp"
#include "gui/run/plan_run.hpp"

namespace plimsoll::gui {

class PlanBoard;
class TaskStrip;

/// One tab: the search for the cheapest way to meet the objectives of a scenario, and its answer.
class PlanPage : public Page {
    Q_OBJECT

public:
    PlanPage(QByteArray scenario, QString folder, const QString& title, const QString& program,
             QWidget* parent = nullptr);

    /// An answer that was opened from a file; it does not hold its scenario.
    PlanPage(const PlanPtr& plan, const QString& path, const QString& program, QWidget* parent = nullptr);

    [[nodiscard]] PlanBoard& board() const { return *views_; }
    [[nodiscard]] const PlanPtr& plan() const;
    [[nodiscard]] const QByteArray& scenario() const { return scenario_; }
    /// Where relative paths of the scenario start.
    [[nodiscard]] const QString& scenarioFolder() const { return folder_; }

    [[nodiscard]] bool isBusy() const override { return run_->isBusy(); }
    void followPreferences() override;
    void runNow() override;
    void cancel() override;

private:
    PlanPage(PlanBoard* views, TaskStrip* strip, const QString& path, const QString& title, const QString& program,
             QWidget* parent);
    void showPlan(const PlanPtr& plan, const QString& remark);
    void showFailure(const RunFailure& failure);

    PlanBoard* views_;
    TaskStrip* strip_;
    PlanRun* run_;
    QByteArray scenario_;
    QString folder_;
};

/// "29 simulations; best $1,161 a month, sure to 97 %".
[[nodiscard]] QString progressText(const PlanProgress& progress);

}  // namespace plimsoll::gui
