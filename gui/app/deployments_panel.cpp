// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/deployments_panel.hpp"

#include "gui/app/budget_edit.hpp"
#include "gui/app/traffic_sparkline.hpp"
#include "gui/models/deployment_style.hpp"
#include "gui/models/deployment_text.hpp"
#include "gui/models/latency_parts.hpp"
#include "gui/models/selection.hpp"
#include "gui/models/text.hpp"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <utility>

namespace plimsoll::gui {

namespace {

constexpr int kNameRole = Qt::UserRole;

/// Its name, what it costs, and how it is judged, with the reason.
QString cardOf(const results::DeploymentResult& deployment) {
    QStringList lines{qstring(deployment.name)};
    if (deployment.replications == 0) {
        lines.append(wordOf(Objectives::no_result));
        return lines.join(QLatin1Char('\n'));
    }
    lines.append(costText(deployment));
    const QStringList misses = missesOf(deployment);
    const auto& parts = deployment.parts;
    if (!misses.isEmpty()) {
        const QString why = largestPartText(parts);
        lines.append(
            QStringLiteral("✗ %1%2").arg(misses.first(), why.isEmpty() ? QString() : QStringLiteral(": ") + why));
    } else {
        lines.append(QStringLiteral("%1 · p99 %2").arg(wordOf(objectivesOf(deployment)), p99Text(deployment)));
    }
    return lines.join(QLatin1Char('\n'));
}

/// Its name, whether it is met, and what it costs.
QString shortCardOf(const results::DeploymentResult& deployment) {
    const QString verdict = wordOf(objectivesOf(deployment));
    return QStringLiteral("%1\n%2").arg(
        qstring(deployment.name),
        deployment.replications == 0 ? verdict : QStringLiteral("%1 %2").arg(verdict.first(1), costText(deployment)));
}

/// Its marker in its colour.
QIcon iconOf(int look, const QPalette& palette) {
    constexpr int kSide = 16;
    const bool dark = palette.color(QPalette::Base).lightnessF() < palette.color(QPalette::Text).lightnessF();
    const auto style = styleOf(look, dark);
    QPixmap pixmap(kSide, kSide);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setPen(style.colour);
    painter.drawText(pixmap.rect(), Qt::AlignCenter, glyphOf(style.marker));
    painter.end();
    return pixmap;
}

}  // namespace

DeploymentsPanel::DeploymentsPanel(Selection& selection, QWidget* parent)
    : QWidget(parent),
      selection_(selection),
      traffic_(new TrafficSparkline(this)),
      list_(new QListWidget(this)),
      baseline_(new QComboBox(this)),
      budget_(new BudgetEdit(selection, this)) {
    list_->setObjectName(QStringLiteral("deployments/list"));
    list_->setAccessibleName(tr("Deployments"));
    list_->setAccessibleDescription(tr("Checked ones are drawn, the current one is selected"));
    list_->setToolTip(list_->accessibleDescription());
    baseline_->setObjectName(QStringLiteral("deployments/baseline"));
    baseline_->setAccessibleName(tr("Baseline"));
    baseline_->setToolTip(tr("The deployment that differences are taken against"));
    baseline_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    budget_->setObjectName(QStringLiteral("deployments/budget"));

    auto* form = new QFormLayout;
    form->addRow(tr("&Baseline"), baseline_);
    form->addRow(tr("B&udget"), budget_);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(traffic_);
    layout->addWidget(list_, 1);
    list_->setWordWrap(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setSpacing(2);
    layout->addLayout(form);

    connect(list_, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        selection_.setHidden(list_->row(item), item->checkState() == Qt::Unchecked);
    });
    connect(list_, &QListWidget::currentRowChanged, this,
            [this](int row) { selection_.select(row < 0 ? std::nullopt : std::optional(row)); });
    list_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(list_, &QListWidget::customContextMenuRequested, this, &DeploymentsPanel::offerLooks);
    connect(baseline_, &QComboBox::activated, this,
            [this](int place) { selection_.setBaseline(place == 0 ? std::nullopt : std::optional(place - 1)); });
    connect(&selection_, &Selection::changed, this, &DeploymentsPanel::showSelection);
    setResult(nullptr);
}

void DeploymentsPanel::setCompact(bool compact) {
    if (std::exchange(compact_, compact) != compact) setResult(result_);
}

void DeploymentsPanel::setResult(const ResultPtr& result) {
    result_ = result;
    {
        const QSignalBlocker quiet(list_);
        list_->clear();
        baseline_->clear();
        baseline_->addItem(tr("recommended"));
        baseline_->setItemData(0, tr("the cheapest that meets the objectives"), Qt::ToolTipRole);
        if (result)
            for (const auto& deployment : result->deployments()) {
                auto* item = new QListWidgetItem(compact_ ? shortCardOf(deployment) : cardOf(deployment), list_);
                item->setData(kNameRole, qstring(deployment.name));
                item->setToolTip(cardOf(deployment));
                baseline_->addItem(qstring(deployment.name));
            }
    }
    traffic_->setResult(compact_ ? nullptr : result);
    showSelection();
}

void DeploymentsPanel::showSelection() {
    const QSignalBlocker quiet(list_);
    for (int row = 0; row < list_->count(); ++row) {
        list_->item(row)->setCheckState(selection_.isHidden(row) ? Qt::Unchecked : Qt::Checked);
        list_->item(row)->setIcon(iconOf(selection_.lookOf(row), palette()));
    }
    list_->setCurrentRow(selection_.deployment().value_or(-1));
    baseline_->setCurrentIndex(selection_.baseline().value_or(-1) + 1);
}

/// Eight colours, each with its first marker, and for those who have more deployments the next eight.
void DeploymentsPanel::offerLooks(const QPoint& position) {
    const auto* item = list_->itemAt(position);
    if (item == nullptr) return;
    constexpr int kOffered = 16;
    QMenu menu(this);
    auto* looks = menu.addMenu(tr("&Colour and marker"));
    for (int look = 0; look < kOffered; ++look) {
        auto* action = looks->addAction(iconOf(look, palette()), tr("Look %1").arg(look + 1));
        action->setData(look);
    }
    if (const auto* chosen = menu.exec(list_->viewport()->mapToGlobal(position)); chosen != nullptr)
        emit lookChosen(item->data(kNameRole).toString(), chosen->data().toInt());
}

}  // namespace plimsoll::gui
