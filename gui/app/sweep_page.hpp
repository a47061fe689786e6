// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/app/page.hpp"
#include "gui/run/sweep_run.hpp"

namespace plimsoll::gui {

class SweepBoard;
class TaskStrip;

/// One tab: a sweep that runs, or the results of one.
class SweepPage : public Page {
    Q_OBJECT

public:
    /// Completes the store of a sweep and shows it.
    SweepPage(const SweepOrder& order, const QString& title, const QString& program, QWidget* parent = nullptr);
    /// Shows a store as it is.
    SweepPage(const QString& store, const QString& program, QWidget* parent = nullptr);

    [[nodiscard]] SweepBoard& board() const { return *views_; }
    [[nodiscard]] const SweepPtr& sweep() const;
    /// Where relative paths of the scenario start.
    [[nodiscard]] QString scenarioFolder() const;

    [[nodiscard]] bool isBusy() const override { return run_->isBusy(); }
    void followPreferences() override;
    void runNow() override;
    void cancel() override;

private:
    SweepPage(SweepBoard* views, TaskStrip* strip, const SweepOrder& order, const QString& title,
              const QString& program, QWidget* parent);
    void showProgress(const SweepProgress& progress);
    void showSweep(const SweepPtr& sweep);
    void showFailure(const RunFailure& failure);

    SweepBoard* views_;
    TaskStrip* strip_;
    SweepRun* run_;
    SweepOrder order_;  ///< without a scenario: the store is only read
    bool cancelled_ = false;
};

/// "12 of 40 points, 8.1 a second, 3 s left; best …".
[[nodiscard]] QString progressText(const SweepProgress& progress);

}  // namespace plimsoll::gui
