// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/plan_page.hpp"

#include "gui/app/message_bar.hpp"
#include "gui/app/plan_board.hpp"
#include "gui/app/task_strip.hpp"
#include "gui/models/period.hpp"
#include "gui/models/text.hpp"

#include <QCoreApplication>
#include <QFileInfo>

#include <utility>

namespace plimsoll::gui {

namespace {

TaskStrip* planStrip() {
    return new TaskStrip(PlanPage::tr("Search again"), PlanPage::tr("Search anew; what was simulated is kept"));
}

}  // namespace

PlanPage::PlanPage(QByteArray scenario, QString folder, const QString& title, const QString& program, QWidget* parent)
    : PlanPage(new PlanBoard, planStrip(), {}, title, program, parent) {
    scenario_ = std::move(scenario);
    folder_ = std::move(folder);
    runNow();
}

PlanPage::PlanPage(const PlanPtr& plan, const QString& path, const QString& program, QWidget* parent)
    : PlanPage(new PlanBoard, planStrip(), path, QFileInfo(path).fileName(), program, parent) {
    strip_->setEnabled(false);
    showPlan(plan, {});
}

PlanPage::PlanPage(PlanBoard* views, TaskStrip* strip, const QString& path, const QString& title,
                   const QString& program, QWidget* parent)
    : Page({views, strip, path, title, tr("<p>The cheapest way to meet the objectives of a scenario.</p>")}, parent),
      views_(views),
      strip_(strip),
      run_(new PlanRun(program, this)) {
    connect(strip_, &TaskStrip::goRequested, this, &PlanPage::runNow);
    connect(strip_, &TaskStrip::cancelRequested, this, &PlanPage::cancel);
    connect(run_, &PlanRun::busyChanged, this, [this] { strip_->showBusy(run_->isBusy()); });
    connect(run_, &PlanRun::progressed, this,
            [this](const PlanProgress& progress) { strip_->showProgress(-1, progressText(progress)); });
    connect(run_, &PlanRun::finished, this, &PlanPage::showPlan);
    connect(run_, &PlanRun::failed, this, &PlanPage::showFailure);
}

const PlanPtr& PlanPage::plan() const { return views_->selection().plan(); }

void PlanPage::followPreferences() { views_->selection().setPlan(plan()); }

void PlanPage::runNow() {
    if (isBusy()) return;
    if (scenario_.isEmpty()) {
        emit runEnded(true);
        return;
    }
    messages().clear();
    strip_->showProgress(-1, tr("Starting the search"));
    run_->start(scenario_, folder_);
}

void PlanPage::cancel() {
    if (!isBusy()) return;
    run_->cancel();
    strip_->showDone(tr("Cancelled; what was simulated is kept for the next search"));
}

void PlanPage::showPlan(const PlanPtr& plan, const QString& remark) {
    views_->selection().setLooks(looks().looksOf(plan->deployments()));
    views_->selection().setPlan(plan);
    strip_->showDone(tr("%1 simulations").arg(plan->simulations));
    if (!remark.isEmpty()) messages().showRemark(remark);
    emit runEnded(true);
}

void PlanPage::showFailure(const RunFailure& failure) {
    strip_->showDone(tr("No answer"));
    messages().showError(textOf(failure));
    emit runEnded(false);
}

QString progressText(const PlanProgress& progress) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("PlanPage", text); };
    const QString done = countText(progress.simulations, tr("simulation"), tr("simulations"));
    if (!progress.bestPerMonth) return tr("%1; none meets the objectives so far").arg(done);
    return tr("%1; best %2, sure to %3").arg(done, costText(*progress.bestPerMonth), shareText(progress.probability));
}

}  // namespace plimsoll::gui
