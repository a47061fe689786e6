// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/projection_page.hpp"

#include "gui/app/message_bar.hpp"
#include "gui/app/projection_board.hpp"
#include "gui/app/task_strip.hpp"
#include "gui/models/text.hpp"

#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>

#include <utility>

namespace plimsoll::gui {

namespace {

TaskStrip* projectionStrip() {
    return new TaskStrip(ProjectionPage::tr("Look again"),
                         ProjectionPage::tr("Look ahead anew; what was simulated is kept"));
}

}  // namespace

ProjectionPage::ProjectionPage(ProjectionOrder order, const QString& title, const QString& program, QWidget* parent)
    : ProjectionPage(new ProjectionBoard, projectionStrip(), {}, title, program, parent) {
    order_ = std::move(order);
    views_->selection().setBudget(order_.budget);
    connect(&views_->selection(), &Selection::changed, this, &ProjectionPage::followBudget);
    runNow();
}

ProjectionPage::ProjectionPage(const ProjectedBillsPtr& bills, const QString& path, const QString& program,
                               QWidget* parent)
    : ProjectionPage(new ProjectionBoard, projectionStrip(), path, QFileInfo(path).fileName(), program, parent) {
    strip_->setEnabled(false);
    views_->setBudgetEnabled(false);
    showBills(bills, {});
}

ProjectionPage::ProjectionPage(ProjectionBoard* views, TaskStrip* strip, const QString& path, const QString& title,
                               const QString& program, QWidget* parent)
    : Page({views, strip, path, title, tr("<p>What the months ahead will be billed.</p>")}, parent),
      views_(views),
      strip_(strip),
      run_(new ProjectionRun(program, this)),
      report_(strip->addTask(QStringLiteral("projection/report"), tr("Report…"),
                             tr("Write it as finance reads it: a workbook, a page to sign, and charges by FOCUS"))) {
    connect(strip_, &TaskStrip::goRequested, this, &ProjectionPage::runNow);
    connect(strip_, &TaskStrip::cancelRequested, this, &ProjectionPage::cancel);
    connect(report_, &QPushButton::clicked, this, &ProjectionPage::askForReport);
    connect(run_, &ProjectionRun::busyChanged, this, [this] { strip_->showBusy(run_->isBusy()); });
    connect(run_, &ProjectionRun::projected, this, &ProjectionPage::showBills);
    connect(run_, &ProjectionRun::advised, this, [this](const CommitmentAdvicePtr& commitments) {
        views_->selection().setCommitments(commitments);
        strip_->showDone(tr("Up to date"));
        emit runEnded(true);
    });
    connect(run_, &ProjectionRun::reported, this, [this](const QString& folder, const QString& remark) {
        strip_->showDone(tr("Report written"));
        messages().showRemark(tr("The report is in %1.").arg(folder) +
                              (remark.isEmpty() ? QString() : QLatin1Char(' ') + remark));
    });
    connect(run_, &ProjectionRun::failed, this, &ProjectionPage::showFailure);
}

const ProjectedBillsPtr& ProjectionPage::bills() const { return views_->selection().bills(); }

void ProjectionPage::followPreferences() {
    views_->selection().setBills(bills());
    views_->selection().setCommitments(views_->selection().commitments());
}

void ProjectionPage::runNow() {
    if (isBusy()) return;
    if (order_.scenario.isEmpty()) {
        emit runEnded(true);
        return;
    }
    messages().clear();
    strip_->showProgress(-1, tr("Simulating the loads of the months"));
    run_->start(order_);
}

void ProjectionPage::cancel() {
    if (!isBusy()) return;
    run_->cancel();
    strip_->showDone(tr("Cancelled; what was simulated is kept for the next time"));
}

void ProjectionPage::askForReport() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("The folder for the report"), order_.folder);
    if (!folder.isEmpty()) writeReport(folder);
}

void ProjectionPage::writeReport(const QString& folder) {
    if (isBusy() || order_.scenario.isEmpty()) return;
    messages().clear();
    strip_->showProgress(-1, tr("Writing the report"));
    run_->report(order_, folder);
}

void ProjectionPage::followBudget() {
    const auto budget = views_->selection().budget();
    if (budget == order_.budget) return;
    order_.budget = budget;
    if (isBusy()) run_->cancel();
    runNow();
}

void ProjectionPage::showBills(const ProjectedBillsPtr& bills, const QString& remark) {
    if (!order_.budget) {  // that of the scenario
        order_.budget = bills->budgetPerMonth;
        views_->selection().setBudget(order_.budget);
    }
    views_->selection().setLooks(looks().looksOf(bills->names()));
    views_->selection().setBills(bills);
    strip_->showProgress(-1, tr("Looking for commitments"));
    if (!remark.isEmpty()) messages().showRemark(remark);
    if (order_.scenario.isEmpty()) strip_->showDone(tr("As it was written"));
}

void ProjectionPage::showFailure(const RunFailure& failure) {
    strip_->showDone(tr("No answer"));
    messages().showError(textOf(failure));
    emit runEnded(false);
}

}  // namespace plimsoll::gui
