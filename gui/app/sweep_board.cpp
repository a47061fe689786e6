// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/sweep_board.hpp"

#include "gui/app/budget_edit.hpp"
#include "gui/models/period.hpp"
#include "gui/models/text.hpp"
#include "gui/views/sweep_view_kinds.hpp"
#include "gui/views/view.hpp"
#include "gui/views/view_panel.hpp"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace plimsoll::gui {

namespace {

QStringList sweepViewNames(const char* names) { return QString::fromLatin1(names).split(QLatin1Char(' ')); }

const ViewKind& sweepViewKind(const QString& name) {
    const auto& kinds = sweepViewKinds();
    return *std::find_if(kinds.begin(), kinds.end(), [&](const ViewKind& kind) { return kind.name == name; });
}

}  // namespace

SweepBoard::SweepBoard(QWidget* parent) : QWidget(parent), outcome_(new QLabel(this)) {
    setObjectName(QStringLiteral("sweepBoard"));
    setAutoFillBackground(true);
    outcome_->setObjectName(QStringLiteral("sweep/outcome"));
    outcome_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* head = budgetRow(selection_, QStringLiteral("sweep"), outcome_, this);

    auto* rows = new QSplitter(Qt::Vertical, this);
    rows->setChildrenCollapsible(false);
    auto* above = new QSplitter(Qt::Horizontal, rows);
    auto* below = new QSplitter(Qt::Horizontal, rows);
    for (auto* row : {above, below}) row->setChildrenCollapsible(false);
    addPanel(*above, sweepViewNames("sweep-cloud"));
    addPanel(*above, sweepViewNames("sweep-map"));
    addPanel(*below, sweepViewNames("sweep-table"));
    addPanel(*below, sweepViewNames("sweep-parallel sweep-break-even"));
    constexpr int kShare = 1000;  // they are divided in proportion
    for (auto* split : {rows, above, below}) split->setSizes({kShare, kShare});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(head);
    layout->addWidget(rows, 1);
    connect(&selection_, &SweepSelection::pointActivated, this, &SweepBoard::pointActivated);
}

/// As tabs, so that each has its title.
void SweepBoard::addPanel(QSplitter& row, const QStringList& names) {
    auto* tabs = new QTabWidget(&row);
    tabs->setDocumentMode(true);
    for (const QString& name : names) {
        const ViewKind& kind = sweepViewKind(name);
        auto* panel = new ViewPanel(kind, selection_, tabs);
        tabs->addTab(panel, kind.title);
        tabs->setTabToolTip(tabs->count() - 1, kind.help);
        connect(panel, &ViewPanel::exportRequested, this, &SweepBoard::exportRequested);
        panels_.append(panel);
    }
    row.addWidget(tabs);
    row.setStretchFactor(row.count() - 1, 1);
}

void SweepBoard::setSweep(const SweepPtr& sweep) {
    selection_.setSweep(sweep);
    outcome_->setText(sweep ? outcomeText(*sweep) : QString());
    outcome_->setToolTip(outcome_->text());
}

View* SweepBoard::view(const QString& name) const {
    for (auto* panel : panels_)
        if (panel->objectName() == name) return &panel->view();
    return nullptr;
}

void SweepBoard::show(const QString& name) {
    for (auto* panel : panels_)
        if (panel->objectName() == name)
            for (QWidget* around = panel->parentWidget(); around != nullptr; around = around->parentWidget())
                if (auto* tabs = qobject_cast<QTabWidget*>(around)) return tabs->setCurrentWidget(panel);
}

QString outcomeText(const Sweep& sweep) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("SweepBoard", text); };
    const auto& points = sweep.points();
    QStringList parts{tr("%1 of %2")
                          .arg(countText(points.size(), tr("point"), tr("points")),
                               countText(sweep.deployments().size(), tr("deployment"), tr("deployments")))};
    if (points.size() < sweep.combinations())
        parts.last() +=
            tr(" (of %1)")
                .arg(countText(static_cast<qsizetype>(sweep.combinations()), tr("combination"), tr("combinations")));
    const auto not_done = std::count_if(points.begin(), points.end(),
                                        [](const SweepPoint& point) { return point.state != QLatin1String("done"); });
    if (not_done > 0) {
        const auto first = std::find_if(points.begin(), points.end(),
                                        [](const SweepPoint& point) { return point.state != QLatin1String("done"); });
        parts.append(tr("%1 without a result: %2").arg(not_done).arg(first->message));
    }
    std::optional<int> best;
    for (const auto& point : points)
        if (point.winner && (!best || sweep.row(*point.winner).cost.value < sweep.row(*best).cost.value))
            best = point.winner;
    if (best) {
        const SweepRow& row = sweep.row(*best);
        parts.append(tr("cheapest that meets its objectives: %1 at %2, %3")
                         .arg(sweep.deployments()[row.deployment], sweep.placeText(row.point),
                              costText(row.cost.value, row.cost.ci)));
    } else if (!sweep.rows().isEmpty()) {
        parts.append(tr("nothing meets its objectives at any point"));
    }
    return parts.join(QStringLiteral("; "));
}

}  // namespace plimsoll::gui
