// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/task_strip.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace plimsoll::gui {

namespace {

constexpr int kTaskSteps = 1000;
constexpr int kTaskBarWidth = 160;

}  // namespace

TaskStrip::TaskStrip(const QString& go, const QString& goHelp, QWidget* parent)
    : QWidget(parent),
      go_(new QPushButton(go, this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      bar_(new QProgressBar(this)),
      text_(new QLabel(this)) {
    go_->setObjectName(QStringLiteral("task/go"));
    go_->setAccessibleName(go);
    go_->setToolTip(goHelp);
    cancel_->setObjectName(QStringLiteral("task/cancel"));
    cancel_->setAccessibleName(tr("Cancel"));
    cancel_->setToolTip(tr("End what runs (Esc); what is done stays"));
    bar_->setObjectName(QStringLiteral("task/progress"));
    bar_->setAccessibleName(tr("Progress"));
    bar_->setFixedWidth(kTaskBarWidth);
    text_->setObjectName(QStringLiteral("task/text"));
    text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(this);
    for (auto* part : {static_cast<QWidget*>(go_), static_cast<QWidget*>(cancel_), static_cast<QWidget*>(bar_)})
        layout->addWidget(part);
    layout->addWidget(text_, 1);
    connect(go_, &QPushButton::clicked, this, &TaskStrip::goRequested);
    connect(cancel_, &QPushButton::clicked, this, &TaskStrip::cancelRequested);
    showBusy(false);
}

QPushButton* TaskStrip::addTask(const QString& name, const QString& text, const QString& help) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setToolTip(help);
    constexpr int kBehindCancel = 2;
    static_cast<QHBoxLayout*>(layout())->insertWidget(kBehindCancel + static_cast<int>(tasks_.size()), button);
    tasks_.append(button);
    return button;
}

void TaskStrip::showBusy(bool busy) {
    for (auto* task : tasks_) task->setEnabled(!busy);
    go_->setEnabled(!busy);
    cancel_->setEnabled(busy);
    bar_->setVisible(busy);
}

void TaskStrip::showProgress(double fraction, const QString& text) {
    bar_->setRange(0, fraction < 0 ? 0 : kTaskSteps);
    if (fraction >= 0) bar_->setValue(static_cast<int>(fraction * kTaskSteps));
    showDone(text);
}

void TaskStrip::showDone(const QString& text) {
    text_->setText(text);
    text_->setToolTip(text);
}

}  // namespace plimsoll::gui
