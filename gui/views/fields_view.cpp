// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/fields_view.hpp"

#include "gui/models/fields_table.hpp"
#include "gui/models/time_range.hpp"
#include "gui/views/picture_frame.hpp"
#include "gui/views/table_picture.hpp"
#include "gui/views/table_widget.hpp"

#include <QLineEdit>
#include <QTimer>
#include <QVBoxLayout>

namespace plimsoll::gui {

namespace {

/// Rows become columns; the first column gives their titles.
Table transposed(const Table& table) {
    Table turned;
    turned.columns.append({QObject::tr("figure"), {}});
    for (const auto& row : table.rows) turned.columns.append({row.value(0).toString(), {}});
    for (qsizetype column = 1; column < table.columns.size(); ++column) {
        const Column& field = table.columns[column];
        QList<QVariant> row{heading({nameOfField(field.title), field.unit})};
        for (const auto& deployment : table.rows) row.append(deployment[column]);
        turned.rows.append(row);
    }
    return turned;
}

/// A column with the selected deployment less the baseline.
void appendDifference(Table& table, int baseline, int selected) {
    table.columns.append(
        {QObject::tr("%1 − %2").arg(table.columns[selected + 1].title, table.columns[baseline + 1].title), {}});
    for (auto& row : table.rows) {
        const QVariant& before = row[baseline + 1];
        const QVariant& after = row[selected + 1];
        const bool both = before.typeId() == QMetaType::Double && after.typeId() == QMetaType::Double;
        row.append(both ? QVariant(after.toDouble() - before.toDouble()) : QVariant());
    }
}

}  // namespace

FieldsView::FieldsView(Selection& selection, QWidget* parent)
    : View(selection, parent), search_(new QLineEdit(this)), table_(new TableWidget(this)), later_(new QTimer(this)) {
    constexpr int kStillMs = 150;
    later_->setSingleShot(true);
    later_->setInterval(kStillMs);
    connect(later_, &QTimer::timeout, this, &FieldsView::rebuild);

    search_->setObjectName(QStringLiteral("search"));
    search_->setPlaceholderText(tr("Search the figures"));
    search_->setAccessibleName(tr("Search the figures"));
    search_->setClearButtonEnabled(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(search_);
    layout->addWidget(table_);
    setFocusProxy(table_);
    table_->setAccessibleName(tr("All figures"));
    connect(search_, &QLineEdit::textChanged, table_, &TableWidget::search);
}

Table FieldsView::table() const {
    if (result() == nullptr) return {};
    Table all = transposed(fieldsTable(*result(), {}));
    if (const auto range = selection().shownTime()) {
        auto rows = transposed(rangeTable(*result(), *range)).rows;
        for (auto& row : rows) row[0] = tr("range · %1").arg(row[0].toString());
        all.rows = rows + all.rows;
    }
    const auto baseline = selection().baseline();
    const auto selected = selection().deployment();
    const auto known = [&](std::optional<int> index) {
        return index && *index < static_cast<int>(result()->deployments().size());
    };
    if (known(baseline) && known(selected) && *baseline != *selected) appendDifference(all, *baseline, *selected);
    return all;
}

QJsonObject FieldsView::scene() const {
    return {{QStringLiteral("rows"), table_->model()->rowCount()},
            {QStringLiteral("columns"), table_->model()->columnCount()}};
}

void FieldsView::paintTo(QPaintDevice& device, const QSize& size) {
    paintTable(device, size, table(), font(), palette());
}

void FieldsView::shownTimeChanged() { later_->start(); }

void FieldsView::rebuild() { table_->setTable(framedTable(*this, frameOf(*this))); }

}  // namespace plimsoll::gui
