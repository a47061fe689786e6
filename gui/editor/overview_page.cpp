// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/overview_page.hpp"

#include "gui/editor/object_field.hpp"
#include "gui/editor/scenario_document.hpp"
#include "gui/models/table_model.hpp"
#include "gui/models/text.hpp"
#include "scenarios/json_document.hpp"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

/// A member in a few words: a list as its elements'.
QString cellOf(const Json& member) {
    if (!member.is_array()) return summaryOf(member);
    QStringList parts;
    for (const Json& element : member) parts.append(summaryOf(element));
    return parts.join(QStringLiteral("; "));
}

}  // namespace

OverviewPage::OverviewPage(ScenarioDocument& document, const Section& list, QWidget* parent)
    : QWidget(parent),
      document_(document),
      array_(list.pointer()),
      model_(new TableModel(this)),
      view_(new QTableView(this)) {
    const SchemaNode schema = *SchemaNode::root().at(array_);
    auto* title = new QLabel(schema.title(), this);
    constexpr double kTitleSize = 1.35;
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * kTitleSize);
    large.setBold(true);
    title->setFont(large);
    auto* description = new QLabel(schema.description(), this);
    description->setForegroundRole(QPalette::PlaceholderText);
    description->setWordWrap(true);

    view_->setModel(model_);
    view_->setObjectName(QStringLiteral("overview"));
    view_->setAccessibleName(schema.title());
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view_->setAlternatingRowColors(true);
    view_->setShowGrid(false);
    view_->setTabKeyNavigation(false);
    view_->verticalHeader()->hide();
    constexpr int kRowPadding = 8;
    view_->verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + kRowPadding);
    view_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->horizontalHeader()->setStretchLastSection(true);
    connect(view_, &QTableView::activated, this, [this](const QModelIndex& index) {
        emit opened(qstring(scenarios::child_pointer(array_, static_cast<std::size_t>(index.row()))));
    });

    constexpr int kMargin = 16;
    constexpr int kGap = 10;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kGap);
    layout->addWidget(title);
    layout->addWidget(description);
    layout->addWidget(view_, 1);
    refresh();
}

void OverviewPage::refresh() {
    const SchemaNode element = SchemaNode::root().at(array_)->element();
    Table table;
    std::vector<std::string> keys;
    for (const auto& [key, node] : element.properties()) {
        if (!element.isRequired(key)) continue;
        keys.push_back(key);
        table.columns.append({node.title(), {}});
    }
    const Json* elements = document_.valueAt(array_);
    for (std::size_t i = 0; elements != nullptr && elements->is_array() && i < elements->size(); ++i) {
        const Json& each = (*elements)[i];
        QList<QVariant> row;
        for (const std::string& key : keys)
            row.append(each.is_object() && each.contains(key) ? cellOf(each.at(key)) : QString());
        table.rows.append(row);
    }
    const int current = view_->currentIndex().row();
    model_->setTable(table);
    view_->resizeColumnsToContents();
    if (current >= 0 && current < model_->rowCount()) view_->selectRow(current);
}

QList<QWidget*> OverviewPage::tabStops() const { return {view_}; }

}  // namespace plimsoll::gui
