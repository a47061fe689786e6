// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/map_field.hpp"

#include "gui/editor/block.hpp"
#include "gui/editor/glyphs.hpp"
#include "gui/editor/json_parts.hpp"
#include "gui/editor/line_edit.hpp"
#include "gui/editor/object_field.hpp"
#include "gui/models/text.hpp"
#include "scenarios/json_document.hpp"

#include <QGridLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace plimsoll::gui {
namespace {

using scenarios::child_pointer;

constexpr int kGap = 6;

std::vector<std::string> keysOf(const Json* object) {
    std::vector<std::string> keys;
    if (object == nullptr || !object->is_object()) return keys;
    for (const auto& item : object->items()) keys.push_back(item.key());
    return keys;
}

/// A key that is free: numbers go on doubling, as sizes do.
std::string nextKey(const std::vector<std::string>& keys) {
    std::size_t next = 1;
    for (const std::string& key : keys)
        if (const auto number = indexOf(key)) next = std::max(next, 2 * *number);
    return std::to_string(next);
}

}  // namespace

MapField::MapField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : Field(context, std::move(schema), std::move(pointer), parent) {
    header_ = new BlockHeader(context, this->pointer(), false, this);
    header_->setTitle(this->schema().title(), helpText(this->schema()));
    adopt(header_->toggle());
    add_ = makeButton(header_, icon(Glyph::add), tr("Add a row to %1").arg(this->schema().title()));
    add_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add_->setText(tr("Add"));
    header_->addButton(add_);
    connect(add_, &QAbstractButton::clicked, this, &MapField::add);
    body_ = new BlockBody(BlockBody::Look::guide, this);
    grid_ = new QGridLayout(body_);
    constexpr int kSetIn = 2 * kBlockIndent - 6;
    grid_->setContentsMargins(kSetIn, 0, 0, 0);
    grid_->setVerticalSpacing(kGap);
    grid_->setColumnStretch(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kBlockGap, 0, 0);
    layout->setSpacing(kGap);
    layout->addWidget(header_);
    layout->addWidget(body_);
    header_->setBody(body_);
}

void MapField::refresh() {
    const std::vector<std::string> keys = keysOf(value());
    const bool same = std::equal(keys.begin(), keys.end(), rows_.begin(), rows_.end(),
                                 [](const std::string& key, const Row& row) { return key == row.key; });
    if (!same) {
        clearRows();
        int line = 0;
        for (const std::string& key : keys) addRow(key, line++);
        emit context().rebuilt();
    }
    for (const Row& row : rows_) row.field->refresh();
    if (value() != nullptr) header_->setSummary(summaryOf(*value()));
}

QList<QWidget*> MapField::widgetsOf(const Row& row) { return {row.name, row.field, row.remove}; }

void MapField::clearRows() {
    for (const Row& row : rows_)
        for (QWidget* widget : widgetsOf(row)) discard(widget);
    while (grid_->count() > 0) delete grid_->takeAt(0);
    rows_.clear();
}

void MapField::addRow(const std::string& key, int line) {
    const std::string at = child_pointer(pointer(), key);
    Row row{key, new LineEdit(body_), makeField(context(), schema().element(), at, body_), nullptr};
    row.name->setText(qstring(key));
    row.name->setObjectName(qstring(at) + QStringLiteral("#key"));
    row.name->setAccessibleName(tr("Key %1 of %2").arg(qstring(key), schema().title()));
    row.name->setToolTip(schema().description());
    row.name->installEventFilter(this);
    connect(row.name, &QLineEdit::editingFinished, this, [this, key, name = row.name] { renameRow(key, *name); });
    row.remove = makeButton(body_, icon(Glyph::remove), tr("Remove row %1 of %2").arg(qstring(key), schema().title()));
    connect(row.remove, &QAbstractButton::clicked, this,
            [this, at] { context().editAndFocus(pointer(), [at](ScenarioDocument& edited) { edited.remove(at); }); });
    constexpr int kKeyWidth = 90;
    row.name->setFixedWidth(kKeyWidth);
    grid_->addWidget(row.name, line, 0, Qt::AlignTop);
    grid_->addWidget(row.field, line, 1);
    grid_->addWidget(row.remove, line, 2, Qt::AlignTop);
    for (QWidget* widget : widgetsOf(row)) widget->show();
    rows_.push_back(row);
}

void MapField::add() {
    const std::string at = child_pointer(pointer(), nextKey(keysOf(value())));
    header_->setFolded(false);
    const Json value = schema().element().initialValue();
    context().editAndFocus(at, [&](ScenarioDocument& edited) { edited.set(at, value); });
}

void MapField::renameRow(const std::string& key, LineEdit& name) {
    const std::string renamed = name.text().toStdString();
    if (renamed == key) return;
    // A key that another row has cannot be taken; the old one comes back.
    if (renamed.empty() || !document().rename(child_pointer(pointer(), key), renamed)) name.setText(qstring(key));
}

QList<Field*> MapField::inner() const {
    QList<Field*> fields;
    for (const Row& row : rows_) fields.append(row.field);
    return fields;
}

QList<QWidget*> MapField::tabStops() const {
    QList<QWidget*> stops{header_->toggle(), add_};
    for (const Row& row : rows_) {
        stops.append(row.name);
        stops += row.field->tabStops();
        stops.append(row.remove);
    }
    return stops;
}

void MapField::reveal(const Field* field) {
    if (field != this) header_->setFolded(false);
}

}  // namespace plimsoll::gui
