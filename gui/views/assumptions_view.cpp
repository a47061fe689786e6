// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/assumptions_view.hpp"

#include "gui/models/assumptions_filter.hpp"
#include "gui/models/assumptions_model.hpp"
#include "gui/models/text.hpp"
#include "gui/views/table_picture.hpp"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QTreeView>
#include <QVBoxLayout>

namespace plimsoll::gui {

AssumptionsView::AssumptionsView(Selection& selection, QWidget* parent)
    : View(selection, parent),
      model_(new AssumptionsModel(this)),
      filter_(new AssumptionsFilter(this)),
      words_(new QLineEdit(this)),
      onlyDefaults_(new QCheckBox(tr("Only &defaults"), this)),
      onlyDifferences_(new QCheckBox(tr("Only d&ifferences"), this)),
      count_(new QLabel(this)),
      tree_(new QTreeView(this)),
      today_(QDate::currentDate()) {
    filter_->setSourceModel(model_);
    tree_->setModel(filter_);
    tree_->setAlternatingRowColors(true);
    tree_->setUniformRowHeights(true);
    tree_->setAllColumnsShowFocus(true);
    tree_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    tree_->setExpandsOnDoubleClick(false);
    tree_->setAccessibleName(tr("Assumptions"));
    tree_->setObjectName(QStringLiteral("assumptions"));
    words_->setPlaceholderText(tr("Filter: words in any column"));
    words_->setClearButtonEnabled(true);
    words_->setAccessibleName(tr("Filter of assumptions"));
    words_->setObjectName(QStringLiteral("words"));
    onlyDefaults_->setToolTip(tr("Values that the scenario leaves to Plimsoll"));
    onlyDefaults_->setObjectName(QStringLiteral("only-defaults"));
    onlyDifferences_->setToolTip(tr("Values that the reference result has otherwise"));
    onlyDifferences_->setObjectName(QStringLiteral("only-differences"));

    auto* strip = new QHBoxLayout;
    strip->addWidget(words_, 1);
    strip->addWidget(onlyDefaults_);
    strip->addWidget(onlyDifferences_);
    strip->addWidget(count_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(strip);
    layout->addWidget(tree_, 1);
    setFocusProxy(tree_);

    connect(words_, &QLineEdit::textChanged, this, [this](const QString& words) {
        filter_->setWords(words);
        refresh();
    });
    connect(onlyDefaults_, &QCheckBox::toggled, this, [this](bool only) {
        filter_->setOnlyDefaults(only);
        refresh();
    });
    connect(onlyDifferences_, &QCheckBox::toggled, this, [this](bool only) {
        filter_->setOnlyDifferences(only);
        refresh();
    });
    connect(tree_, &QTreeView::activated, this, &AssumptionsView::activate);
    refresh();
}

void AssumptionsView::setToday(const QDate& today) {
    today_ = today;
    rebuild();
}

Table AssumptionsView::table() const { return model_->table(); }

QJsonObject AssumptionsView::scene() const {
    QJsonArray parts;
    for (int part = 0; part < filter_->rowCount(); ++part) {
        const QModelIndex parent = filter_->index(part, 0);
        QJsonArray rows;
        for (int row = 0; row < filter_->rowCount(parent); ++row) {
            QStringList cells;
            for (int column = 0; column < AssumptionsModel::SourceColumn; ++column)
                if (!tree_->isColumnHidden(column)) cells += filter_->index(row, column, parent).data().toString();
            rows.append(cells.join(QStringLiteral(" | ")));
        }
        parts.append(QJsonObject{{QStringLiteral("part"), parent.data().toString()}, {QStringLiteral("values"), rows}});
    }
    return {{QStringLiteral("count"), count_->text()}, {QStringLiteral("parts"), parts}};
}

void AssumptionsView::paintTo(QPaintDevice& device, const QSize& size) {
    paintTable(device, size, shownTable(), font(), palette());
}

void AssumptionsView::rebuild() {
    const bool hadRows = model_->rowCount() > 0;
    model_->setParts(result() == nullptr ? std::vector<AssumptionPart>{} : assumptionParts(*result(), reference()),
                     today_);
    tree_->setColumnHidden(AssumptionsModel::BeforeColumn, reference() == nullptr);
    onlyDifferences_->setEnabled(reference() != nullptr);
    if (reference() == nullptr) onlyDifferences_->setChecked(false);
    refresh();
    if (hadRows || model_->rowCount() == 0) return;
    constexpr int kMargin = 16;
    constexpr int kWidest = 360;
    for (const auto column : {AssumptionsModel::FieldColumn, AssumptionsModel::ValueColumn,
                              AssumptionsModel::OriginColumn, AssumptionsModel::DateColumn}) {
        tree_->resizeColumnToContents(column);
        tree_->setColumnWidth(column, std::min(tree_->columnWidth(column) + kMargin, kWidest));
    }
}

/// Assumptions look the same whichever deployment is selected; its part is scrolled to.
void AssumptionsView::selectionChanged() {
    const auto deployment = selection().deployment();
    if (!deployment || result() == nullptr) return;
    const QString part = deploymentPart(*result(), *deployment);
    for (int row = 0; row < filter_->rowCount(); ++row)
        if (const QModelIndex index = filter_->index(row, 0); index.data().toString() == part)
            tree_->scrollTo(index, QAbstractItemView::PositionAtTop);
}

void AssumptionsView::activate(const QModelIndex& index) {
    const QString pointer = index.siblingAtColumn(0).data(AssumptionsModel::PointerRole).toString();
    if (!pointer.isEmpty()) emit pointerActivated(pointer);
}

void AssumptionsView::refresh() {
    tree_->expandAll();
    const int shown = filter_->valueCount();
    int all = 0;
    for (const auto& part : model_->parts()) all += static_cast<int>(part.entries.size());
    if (all == 0)
        count_->setText(tr("Nothing has been simulated yet."));
    else if (shown == all)
        count_->setText(countText(all, tr("value"), tr("values")));
    else
        count_->setText(tr("%1 of %2").arg(shown).arg(countText(all, tr("value"), tr("values"))));
}

Table AssumptionsView::shownTable() const {
    Table table;
    QList<int> columns;
    for (int column = 0; column < AssumptionsModel::kColumns; ++column) {
        if (tree_->isColumnHidden(column)) continue;
        columns.append(column);
        table.columns.append({filter_->headerData(column, Qt::Horizontal).toString(), {}});
    }
    const auto add = [&](const QModelIndex& first) {
        QList<QVariant> row;
        for (const int column : columns) row.append(first.siblingAtColumn(column).data().toString());
        table.rows.append(std::move(row));
    };
    for (int part = 0; part < filter_->rowCount(); ++part) {
        const QModelIndex parent = filter_->index(part, 0);
        add(parent);
        for (int row = 0; row < filter_->rowCount(parent); ++row) add(filter_->index(row, 0, parent));
    }
    return table;
}

}  // namespace plimsoll::gui
