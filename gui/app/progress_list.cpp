// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/progress_list.hpp"

#include "gui/models/text.hpp"

#include <QHeaderView>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

enum ProgressColumn { kName, kDone, kLeft };

constexpr double kPercent = 100;
constexpr int kMostRows = 8;  // without scrolling

QString leftText(const DeploymentProgress& deployment) {
    if (deployment.lost == 1) return ProgressList::tr("1 simulation lost");
    if (deployment.lost > 1) return ProgressList::tr("%1 simulations lost").arg(deployment.lost);
    if (deployment.fraction >= 1) return ProgressList::tr("done");
    return deployment.secondsLeft ? ProgressList::tr("%1 left").arg(durationText(*deployment.secondsLeft)) : QString();
}

}  // namespace

ProgressList::ProgressList(QWidget* parent) : QTreeWidget(parent) {
    setObjectName(QStringLiteral("progressOfDeployments"));
    setAccessibleName(tr("Progress of each deployment"));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setHeaderHidden(true);
    setColumnCount(kLeft + 1);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(kName, QHeaderView::Stretch);
    header()->setSectionResizeMode(kDone, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(kLeft, QHeaderView::ResizeToContents);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    hide();
}

void ProgressList::begin() {
    if (isHidden()) running_.start();
}

void ProgressList::showProgress(const RunProgress& progress) {
    const auto count = progress.deployments.size();
    while (topLevelItemCount() > count) delete takeTopLevelItem(topLevelItemCount() - 1);
    while (topLevelItemCount() < count) {
        auto* row = new QTreeWidgetItem(this);
        row->setTextAlignment(kDone, Qt::AlignRight);
        row->setTextAlignment(kLeft, Qt::AlignRight);
    }
    for (qsizetype i = 0; i < count; ++i) {
        const auto& deployment = progress.deployments[i];
        auto* row = topLevelItem(static_cast<int>(i));
        row->setText(kName, deployment.name);
        // What is lost is over, but not done.
        const bool over = deployment.lost > 0 && deployment.fraction >= 1;
        row->setText(kDone, over ? QString() : tr("%1 %").arg(std::floor(deployment.fraction * kPercent)));
        row->setText(kLeft, leftText(deployment));
    }
    if (isHidden() && count > 0 && running_.isValid() && running_.elapsed() >= kPatienceMs) show();
    updateGeometry();
}

QSize ProgressList::sizeHint() const {
    const int rows = std::min(topLevelItemCount(), kMostRows);
    const int row = topLevelItemCount() > 0 ? visualItemRect(topLevelItem(0)).height() : 0;
    return {QTreeWidget::sizeHint().width(), rows * row + 2 * frameWidth()};
}

}  // namespace plimsoll::gui
