// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/sweep_table_view.hpp"

#include "gui/models/sweep_table.hpp"
#include "gui/views/table_picture.hpp"
#include "gui/views/table_widget.hpp"

#include <QCheckBox>
#include <QHeaderView>
#include <QItemSelection>
#include <QVBoxLayout>

#include <utility>

namespace plimsoll::gui {

SweepTableView::SweepTableView(SweepSelection& selection, QWidget* parent)
    : View(selection, parent),
      selection_(selection),
      winners_(new QCheckBox(tr("Only the cheapest of each point"), this)),
      table_(new TableWidget(this)) {
    winners_->setObjectName(QStringLiteral("winners"));
    table_->setObjectName(QStringLiteral("rows"));
    table_->setAccessibleName(tr("Points of the sweep"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(table_);
    setFocusProxy(table_);
    connect(winners_, &QCheckBox::toggled, this, [this] { update(); });
    connect(&selection, &SweepSelection::sweepChanged, this, [this] { update(); });
    connect(&selection, &SweepSelection::brushChanged, this, &SweepTableView::showBrush);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SweepTableView::takeBrush);
    connect(table_, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        selection_.activate(selection_.sweep()->row(shown_[table_->sourceRow(index)]).point);
    });
}

QWidget* SweepTableView::controls() const { return winners_; }

QList<int> SweepTableView::rows() const {
    QList<int> rows = selection_.shownRows();
    if (winners_->isChecked()) rows.removeIf([this](int row) { return !selection_.sweep()->row(row).cheapest; });
    return rows;
}

Table SweepTableView::table() const { return selection_.sweep() ? tableOf(*selection_.sweep(), rows()) : Table{}; }

QString SweepTableView::source() const {
    return selection_.sweep()
               ? tr("sweep of %1, plimsoll %2").arg(selection_.sweep()->name(), selection_.sweep()->program())
               : QString();
}

QJsonObject SweepTableView::scene() const {
    return {{QStringLiteral("rows"), table_->model()->rowCount()},
            {QStringLiteral("columns"), table_->model()->columnCount()},
            {QStringLiteral("selected"), table_->selectionModel()->selectedRows().size()}};
}

void SweepTableView::paintTo(QPaintDevice& device, const QSize& size) {
    paintTable(device, size, table(), font(), palette());
}

void SweepTableView::rebuild() {
    following_ = true;
    shown_ = selection_.sweep() ? rows() : QList<int>();
    table_->setTable(table());
    following_ = false;
    showBrush();
}

void SweepTableView::showBrush() {
    if (std::exchange(following_, true)) return;
    QItemSelection selected;
    const auto* model = table_->model();
    QModelIndex first;
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex index = model->index(row, 0);
        const int its = shown_[table_->sourceRow(index)];
        if (selection_.brushed().isEmpty() || selection_.isFaintRow(its)) continue;
        if (!first.isValid()) first = index;
        selected.select(index, model->index(row, model->columnCount() - 1));
    }
    table_->selectionModel()->select(selected, QItemSelectionModel::ClearAndSelect);
    if (first.isValid()) table_->scrollTo(first);
    following_ = false;
}

void SweepTableView::takeBrush() {
    if (std::exchange(following_, true)) return;
    QList<int> rows;
    for (const auto& index : table_->selectionModel()->selectedRows()) rows.append(shown_[table_->sourceRow(index)]);
    selection_.brush(rows);
    following_ = false;
}

}  // namespace plimsoll::gui
