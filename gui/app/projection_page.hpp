// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/app/page.hpp"
#include "gui/run/projection_run.hpp"

class QPushButton;

namespace plimsoll::gui {

class ProjectionBoard;
class TaskStrip;

/// One tab: the bills of the months ahead of a scenario, and which commitments would be worth it. Another budget is
/// asked about at once.
class ProjectionPage : public Page {
    Q_OBJECT

public:
    ProjectionPage(ProjectionOrder order, const QString& title, const QString& program, QWidget* parent = nullptr);

    /// A projection that was opened from a file; it does not hold its scenario.
    ProjectionPage(const ProjectedBillsPtr& bills, const QString& path, const QString& program,
                   QWidget* parent = nullptr);

    [[nodiscard]] ProjectionBoard& board() const { return *views_; }
    [[nodiscard]] const ProjectedBillsPtr& bills() const;

    [[nodiscard]] bool isBusy() const override { return run_->isBusy(); }
    void followPreferences() override;
    void runNow() override;
    void cancel() override;
    /// Writes workbook, page, charges and, where it can be printed, a PDF into the folder.
    void writeReport(const QString& folder);

private:
    ProjectionPage(ProjectionBoard* views, TaskStrip* strip, const QString& path, const QString& title,
                   const QString& program, QWidget* parent);
    void askForReport();
    void followBudget();
    void showBills(const ProjectedBillsPtr& bills, const QString& remark);
    void showFailure(const RunFailure& failure);

    ProjectionBoard* views_;
    TaskStrip* strip_;
    ProjectionRun* run_;
    QPushButton* report_;
    ProjectionOrder order_;
};

}  // namespace plimsoll::gui
