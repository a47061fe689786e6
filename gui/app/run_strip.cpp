// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/run_strip.hpp"

#include "gui/models/text.hpp"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace plimsoll::gui {

namespace {

constexpr int kSteps = 1000;
constexpr int kBarWidth = 160;

}  // namespace

RunStrip::RunStrip(QWidget* parent)
    : QWidget(parent),
      run_(new QPushButton(tr("Run"), this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      byItself_(new QCheckBox(tr("Run on every change"), this)),
      bar_(new QProgressBar(this)),
      text_(new QLabel(this)) {
    run_->setObjectName(QStringLiteral("run"));
    run_->setAccessibleName(tr("Run the scenario"));
    run_->setToolTip(tr("Simulate the scenario now (Ctrl+R)"));
    cancel_->setObjectName(QStringLiteral("cancel"));
    cancel_->setAccessibleName(tr("Cancel the run"));
    cancel_->setToolTip(tr("End the simulation (Esc)"));
    byItself_->setObjectName(QStringLiteral("runsByItself"));
    byItself_->setAccessibleName(tr("Run on every change"));
    byItself_->setToolTip(
        tr("Simulate again, coarsely first, as soon as a change leaves the scenario free of problems"));
    bar_->setObjectName(QStringLiteral("progress"));
    bar_->setAccessibleName(tr("Progress of the run"));
    bar_->setRange(0, kSteps);
    bar_->setFixedWidth(kBarWidth);
    text_->setObjectName(QStringLiteral("runText"));
    text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // a long text must not push the docks aside
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(run_);
    layout->addWidget(cancel_);
    addTask(QStringLiteral("runSweep"), tr("Sweep"), tr("Sweep what varies"),
            tr("Compare the deployments at every point of what the scenario varies (Ctrl+Shift+R)"),
            &RunStrip::sweepRequested);
    addTask(QStringLiteral("runPlan"), tr("Plan"), tr("Find the cheapest of what varies"),
            tr("Find the cheapest of what the scenario varies that meets the objectives (Ctrl+Shift+P)"),
            &RunStrip::planRequested);
    addTask(QStringLiteral("runMonths"), tr("Months ahead"), tr("What the months ahead will be billed"),
            tr("What the months ahead will be billed, how sure that is, and which commitments would be worth it "
               "(Ctrl+Shift+M)"),
            &RunStrip::monthsRequested);
    layout->addWidget(byItself_);
    layout->addWidget(bar_);
    layout->addWidget(text_, 1);
    connect(run_, &QPushButton::clicked, this, &RunStrip::runRequested);
    connect(cancel_, &QPushButton::clicked, this, &RunStrip::cancelRequested);
    connect(byItself_, &QCheckBox::toggled, this, &RunStrip::runsByItselfChanged);
    showState(Runner::State::idle);
}

void RunStrip::addTask(const QString& name, const QString& text, const QString& accessible, const QString& help,
                       void (RunStrip::*wanted)()) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(accessible);
    button->setToolTip(help);
    connect(button, &QPushButton::clicked, this, wanted);
    layout()->addWidget(button);
}

void RunStrip::showState(Runner::State state) {
    const bool busy = state != Runner::State::idle;
    cancel_->setEnabled(busy);
    bar_->setVisible(busy);
    if (!busy) return;
    bar_->setValue(0);
    bar_->setFormat(QStringLiteral("%p %"));
    text_->setText(state == Runner::State::waiting  ? tr("Waiting for the end of your change")
                   : state == Runner::State::coarse ? tr("First answer")
                   : state == Runner::State::full   ? tr("Refining")
                                                    : tr("Varying the assumptions"));
}

void RunStrip::showProgress(const RunProgress& progress) {
    bar_->setValue(static_cast<int>(progress.fraction * kSteps));
    bar_->setFormat(progress.secondsLeft ? tr("%p %, %1 left").arg(durationText(*progress.secondsLeft))
                                         : QStringLiteral("%p %"));
    text_->setText(progress.simulation);
    text_->setToolTip(progress.simulation);
}

void RunStrip::showDone(const QString& text) {
    text_->setText(text);
    text_->setToolTip(text);
}

bool RunStrip::runsByItself() const { return byItself_->isChecked(); }
void RunStrip::setRunsByItself(bool runs) { byItself_->setChecked(runs); }

}  // namespace plimsoll::gui
