// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/fields_view.hpp"

#include "gui/models/fields_table.hpp"
#include "gui/models/table_model.hpp"
#include "gui/views/table_picture.hpp"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace plimsoll::gui {

namespace {

/// Rows become columns; the first column gives their titles.
Table transposed(const Table& table) {
    Table turned;
    turned.columns.append({QObject::tr("field"), {}});
    for (const auto& row : table.rows) turned.columns.append({row.value(0).toString(), {}});
    for (qsizetype column = 1; column < table.columns.size(); ++column) {
        QList<QVariant> row{heading(table.columns[column])};
        for (const auto& deployment : table.rows) row.append(deployment[column]);
        turned.rows.append(row);
    }
    return turned;
}

}  // namespace

FieldsView::FieldsView(Selection& selection, QWidget* parent)
    : View(selection, parent), model_(new TableModel(this)), view_(new QTableView(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(view_);
    view_->setModel(model_);
    view_->setAlternatingRowColors(true);
    view_->setTabKeyNavigation(false);
    view_->setAccessibleName(tr("All figures"));
    view_->verticalHeader()->hide();
}

Table FieldsView::table() const { return result() == nullptr ? Table{} : transposed(fieldsTable(*result(), {})); }

QJsonObject FieldsView::scene() const {
    return {{QStringLiteral("rows"), model_->rowCount()}, {QStringLiteral("columns"), model_->columnCount()}};
}

void FieldsView::paintTo(QPaintDevice& device, const QSize& size) {
    paintTable(device, size, table(), font(), palette());
}

void FieldsView::rebuild() {
    model_->setTable(table());
    view_->resizeColumnsToContents();
}

}  // namespace plimsoll::gui
