// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/sweep_page.hpp"

#include "gui/app/message_bar.hpp"
#include "gui/app/sweep_board.hpp"
#include "gui/app/task_strip.hpp"
#include "gui/models/period.hpp"
#include "gui/models/text.hpp"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace plimsoll::gui {

SweepPage::SweepPage(const SweepOrder& order, const QString& title, const QString& program, QWidget* parent)
    : SweepPage(new SweepBoard, new TaskStrip(tr("Complete"), tr("Simulate the points that are not in the store yet")),
                order, title, program, parent) {
    runNow();
}

SweepPage::SweepPage(const QString& store, const QString& program, QWidget* parent)
    : SweepPage(new SweepBoard, new TaskStrip(tr("Read again"), tr("Take what is in the store by now")),
                {{}, {}, store}, QFileInfo(store).fileName(), program, parent) {
    runNow();
}

SweepPage::SweepPage(SweepBoard* views, TaskStrip* strip, const SweepOrder& order, const QString& title,
                     const QString& program, QWidget* parent)
    : Page({views, strip, order.store, title, tr("<p>The results of a sweep, from <b>%1</b>.</p>").arg(order.store)},
           parent),
      views_(views),
      strip_(strip),
      run_(new SweepRun(program, this)),
      order_(order) {
    connect(strip_, &TaskStrip::goRequested, this, &SweepPage::runNow);
    connect(strip_, &TaskStrip::cancelRequested, this, &SweepPage::cancel);
    connect(run_, &SweepRun::busyChanged, this, [this] { strip_->showBusy(run_->isBusy()); });
    connect(run_, &SweepRun::progressed, this, &SweepPage::showProgress);
    connect(run_, &SweepRun::loaded, this, &SweepPage::showSweep);
    connect(run_, &SweepRun::ended, this, [this] {
        strip_->showDone(cancelled_ ? tr("Cancelled; what is done is in the store, and Complete goes on from there")
                                    : tr("Up to date"));
        emit runEnded(true);
    });
    connect(run_, &SweepRun::failed, this, &SweepPage::showFailure);
}

const SweepPtr& SweepPage::sweep() const { return views_->selection().sweep(); }

QString SweepPage::scenarioFolder() const {
    if (!order_.folder.isEmpty()) return order_.folder;
    const QFileInfo store(order_.store);
    return sweep() ? QFileInfo(store.absoluteDir(), sweep()->scenarioPath()).absolutePath() : store.absolutePath();
}

void SweepPage::followPreferences() { views_->setSweep(sweep()); }

void SweepPage::runNow() {
    if (isBusy()) return;
    messages().clear();
    cancelled_ = false;
    strip_->showProgress(-1, order_.scenario.isEmpty() ? tr("Reading the store") : tr("Starting the sweep"));
    if (order_.scenario.isEmpty())
        run_->read(order_.store);
    else
        run_->start(order_);
}

void SweepPage::cancel() {
    if (!isBusy()) return;
    cancelled_ = true;
    run_->cancel();
}

void SweepPage::showProgress(const SweepProgress& progress) {
    const double fraction = progress.of > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.of) : 1;
    strip_->showProgress(fraction, progressText(progress));
}

void SweepPage::showSweep(const SweepPtr& sweep) {
    views_->selection().setLooks(looks().looksOf(sweep->deployments()));
    views_->setSweep(sweep);
    if (order_.scenario.isEmpty() && isSweepCache(order_.store)) setUntitled(tr("Sweep of %1").arg(sweep->name()), {});
}

/// A store of another build is of no use to this one, but may be to its own.
void SweepPage::showFailure(const RunFailure& failure) {
    strip_->showDone(tr("No result"));
    QList<MessageBar::Offer> offers;
    if (!order_.scenario.isEmpty() && QFileInfo::exists(order_.store))
        offers.append({tr("Start anew"), [this] {
                           QFile::remove(order_.store);
                           runNow();
                       }});
    messages().showError(textOf(failure), offers);
    emit runEnded(false);
}

QString progressText(const SweepProgress& progress) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("SweepPage", text); };
    QString text = tr("%1 of %2, %3 a second")
                       .arg(QString::number(progress.done), countText(progress.of, tr("point"), tr("points")),
                            numberText(progress.pointsPerSecond));
    if (progress.secondsLeft) text += tr(", %1 left").arg(durationText(*progress.secondsLeft));
    if (progress.bestPerMonth) text += tr("; best %1: %2").arg(costText(*progress.bestPerMonth), progress.best);
    return text;
}

}  // namespace plimsoll::gui
