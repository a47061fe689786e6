// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/object_field.hpp"

#include "gui/editor/block.hpp"
#include "gui/editor/glyphs.hpp"
#include "gui/editor/line_field.hpp"
#include "gui/models/text.hpp"
#include "scenarios/json_document.hpp"

#include <QAbstractButton>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace plimsoll::gui {
namespace {

using scenarios::child_pointer;

constexpr int kRowGap = 6;
constexpr int kLinePadding = 8;

bool isOneOf(const std::string& key, const std::vector<std::string>& keys) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

QGridLayout* makeGrid(QWidget* body) {
    auto* grid = new QGridLayout(body);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(kRowGap);
    grid->setColumnStretch(1, 1);
    return grid;
}

}  // namespace

ObjectField::ObjectField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent, Heading heading,
                         std::vector<std::string> only, bool showsUnknown)
    : Field(context, std::move(schema), std::move(pointer), parent),
      only_(std::move(only)),
      showsUnknown_(showsUnknown) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kRowGap);
    const bool hasHeading = heading == Heading::shown;
    body_ = new BlockBody(hasHeading ? BlockBody::Look::guide : BlockBody::Look::plain, this);
    grid_ = makeGrid(body_);
    if (hasHeading) {
        header_ = new BlockHeader(context, this->pointer(), false, this);
        header_->setTitle(this->schema().title(), helpText(this->schema()));
        if (isOptional()) {
            remove_ = makeButton(header_, icon(Glyph::remove), tr("Remove %1").arg(this->schema().title()));
            header_->addButton(remove_);
            connect(remove_, &QAbstractButton::clicked, this, [this] {
                const std::string at = this->pointer();
                this->context().editAndFocus(at, [&at](ScenarioDocument& edited) { edited.remove(at); });
            });
        }
        adopt(header_->toggle());
        layout->setContentsMargins(0, kBlockGap, 0, 0);
        layout->addWidget(header_);
        constexpr int kSetIn = 2 * kBlockIndent - 6;
        grid_->setContentsMargins(kSetIn, 0, 0, 0);
        setInset(inset() + kSetIn);
    }
    layout->addWidget(body_);
    build();
    if (header_ != nullptr) header_->setBody(body_);
}

void ObjectField::build() {
    bool hasAdvanced = false;
    for (auto& [key, schema] : this->schema().properties()) {
        if (!only_.empty() && !isOneOf(key, only_)) continue;
        hasAdvanced = hasAdvanced || schema.isAdvanced();
        rows_.push_back({key, std::move(schema)});
    }
    buildChooser();
    if (!hasAdvanced) return;
    advancedHeader_ = new BlockHeader(context(), pointer() + "#advanced", true, body_);
    advancedHeader_->setTitle(tr("Advanced"), tr("Fields that are seldom needed"));
    QToolButton* toggle = advancedHeader_->toggle();
    toggle->setFont(font());
    toggle->setForegroundRole(QPalette::PlaceholderText);
    advancedBody_ = new BlockBody(BlockBody::Look::plain, body_);
    advancedGrid_ = makeGrid(advancedBody_);
    advancedHeader_->setBody(advancedBody_);
}

void ObjectField::buildChooser() {
    const std::vector<std::string> keys = schema().exactlyOne();
    if (keys.empty()) return;
    chooser_ = new QComboBox(body_);
    for (const std::string& key : keys) {
        const SchemaNode node = *schema().property(key);
        chooser_->addItem(node.title(), qstring(key));
        chooser_->setItemData(chooser_->count() - 1, node.description(), Qt::ToolTipRole);
    }
    chooserLabel_ = new QLabel(tr("Kind"), body_);
    chooserLabel_->setBuddy(chooser_);
    chooser_->setPlaceholderText(tr("Choose\u2026"));
    chooser_->setObjectName(qstring(pointer()) + QStringLiteral("#kind"));
    chooser_->setAccessibleName(tr("Kind of %1").arg(schema().title()));
    chooser_->setAccessibleDescription(schema().description());
    chooser_->setToolTip(schema().description());
    chooser_->installEventFilter(this);
    connect(chooser_, &QComboBox::activated, this,
            [this](int index) { choose(chooser_->itemData(index).toString().toStdString()); });
}

std::string ObjectField::pointerOf(const Row& row) const { return child_pointer(pointer(), row.key); }

bool ObjectField::isAlternative(const Row& row) const { return isOneOf(row.key, schema().exactlyOne()); }

FieldShape ObjectField::wantedShape(const Row& row) const {
    const std::string at = pointerOf(row);
    if (isAlternative(row) && document().valueAt(at) == nullptr) return FieldShape::hidden;
    return shapeOf(row.schema, document().value(), at);
}

void ObjectField::refresh() {
    addUnknownRows();
    bool changed = false;
    for (Row& row : rows_) {
        changed = reshape(row) || changed;
        if (row.field != nullptr) row.field->refresh();
        refreshLabel(row);
    }
    refreshChooser();
    if (header_ != nullptr && value() != nullptr) header_->setSummary(summaryOf(*value()));
    if (remove_ != nullptr) remove_->setVisible(value() != nullptr);
    if (!changed) return;
    layOutRows();
    emit context().rebuilt();
}

void ObjectField::addUnknownRows() {
    const Json* object = value();
    if (!showsUnknown_ || object == nullptr || !object->is_object()) return;
    for (const auto& item : object->items()) {
        if (schema().property(item.key())) continue;
        const auto same = [&](const Row& row) { return row.key == item.key(); };
        if (std::any_of(rows_.begin(), rows_.end(), same)) continue;
        rows_.push_back({item.key(), SchemaNode::unknown(item.key())});
    }
}

bool ObjectField::reshape(Row& row) {
    FieldShape wanted = wantedShape(row);
    if (row.schema.kind() == SchemaNode::Kind::unsupported)
        wanted = document().valueAt(pointerOf(row)) == nullptr ? FieldShape::hidden : FieldShape::raw;
    if (wanted == row.shape) return false;
    row.shape = wanted;
    discard(row.field);
    discard(row.label);
    row.field = nullptr;
    row.label = nullptr;
    QWidget* body = row.schema.isAdvanced() ? advancedBody_ : body_;
    const std::string at = pointerOf(row);
    if (wanted == FieldShape::absent)
        row.field = new AbsentField(context(), row.schema, at, body);
    else if (wanted == FieldShape::raw)
        row.field = new JsonField(context(), row.schema, at, body);
    else if (wanted == FieldShape::kind && isAlternative(row) && row.schema.kind() == SchemaNode::Kind::object)
        row.field = new ObjectField(context(), row.schema, at, body, Heading::none);  // the chooser is its heading
    else if (wanted == FieldShape::kind)
        row.field = makeField(context(), row.schema, at, body);
    if (row.field != nullptr && !row.field->hasTitle()) {
        row.label = new QLabel(row.schema.title(), body);
        row.label->setTextFormat(Qt::PlainText);
        row.label->setToolTip(helpText(row.schema));
        row.label->setBuddy(row.field->editor());
    }
    return true;
}

void ObjectField::layOutRows() {
    for (QGridLayout* grid : {grid_, advancedGrid_})
        while (grid != nullptr && grid->count() > 0) delete grid->takeAt(0);
    int line = 0;
    if (chooser_ != nullptr) {
        grid_->addWidget(chooserLabel_, line, 0, Qt::AlignVCenter);
        grid_->addWidget(chooser_, line++, 1, Qt::AlignLeft);
    }
    int advancedLine = 0;
    QStringList advancedTitles;
    for (Row& row : rows_) {
        if (row.field == nullptr) continue;
        if (!row.schema.isAdvanced()) {
            placeRow(row, *grid_, line++);
            continue;
        }
        placeRow(row, *advancedGrid_, advancedLine++);
        advancedTitles.append(row.schema.title());
    }
    grid_->setColumnMinimumWidth(0, labelWidth());
    if (advancedGrid_ == nullptr) return;
    advancedGrid_->setColumnMinimumWidth(0, labelWidth());
    advancedHeader_->setVisible(advancedLine > 0);
    advancedHeader_->setSummary(advancedTitles.join(QStringLiteral(", ")));
    grid_->addWidget(advancedHeader_, line++, 0, 1, 2);
    grid_->addWidget(advancedBody_, line, 0, 1, 2);
}

void ObjectField::placeRow(Row& row, QGridLayout& grid, int line) {
    if (row.label == nullptr) {
        grid.addWidget(row.field, line, 0, 1, 2);
    } else {
        // The label stands level with the line of the editor, whatever is below that.
        row.label->setMinimumHeight(fontMetrics().height() + kLinePadding);
        grid.addWidget(row.label, line, 0, Qt::AlignTop);
        grid.addWidget(row.field, line, 1);
        row.label->show();
    }
    row.field->show();
}

void ObjectField::refreshLabel(const Row& row) const {
    if (row.label == nullptr) return;
    const bool isSet = document().valueAt(pointerOf(row)) != nullptr;
    row.label->setForegroundRole(isSet ? QPalette::WindowText : QPalette::PlaceholderText);
}

void ObjectField::refreshChooser() {
    if (chooser_ == nullptr) return;
    const Json* object = value();
    int index = -1;
    for (int i = 0; object != nullptr && object->is_object() && i < chooser_->count(); ++i)
        if (object->contains(chooser_->itemData(i).toString().toStdString())) index = i;
    chooser_->setCurrentIndex(index);
}

void ObjectField::choose(const std::string& key) {
    const Json* now = value();
    if (now != nullptr && now->contains(key)) return;
    const std::vector<std::string> alternatives = schema().exactlyOne();
    Json chosen = now != nullptr && now->is_object() ? *now : Json::object();
    for (const std::string& other : alternatives) {
        if (!chosen.contains(other)) continue;
        remembered_[other] = chosen[other].dump();
        chosen.erase(other);
    }
    const auto before = remembered_.find(key);
    chosen[key] = before != remembered_.end() ? Json::parse(before->second) : schema().property(key)->initialValue();

    // What belonged to the other goes with it; the rest comes in the order of the schema, what that does not know last.
    Json future = document().value();
    future[Json::json_pointer(pointer())] = chosen;
    Json ordered = Json::object();
    for (const auto& [name, node] : schema().properties()) {
        if (!chosen.contains(name)) continue;
        if (applies(node, future, child_pointer(pointer(), name))) ordered[name] = chosen[name];
        chosen.erase(name);
    }
    ordered.update(chosen);
    document().set(pointer(), ordered);
}

QList<Field*> ObjectField::inner() const {
    QList<Field*> fields;
    for (const Row& row : rows_)
        if (row.field != nullptr) fields.append(row.field);
    return fields;
}

QList<QWidget*> ObjectField::tabStops() const {
    QList<QWidget*> stops;
    if (header_ != nullptr) stops.append(header_->toggle());
    if (remove_ != nullptr) stops.append(remove_);
    if (chooser_ != nullptr) stops.append(chooser_);
    QList<QWidget*> advanced;
    for (const Row& row : rows_)
        if (row.field != nullptr) (row.schema.isAdvanced() ? advanced : stops).append(row.field->tabStops());
    if (advancedHeader_ != nullptr) stops.append(advancedHeader_->toggle());
    return stops + advanced;
}

void ObjectField::reveal(const Field* field) {
    if (header_ != nullptr && field != this) header_->setFolded(false);
    for (const Row& row : rows_)
        if (row.schema.isAdvanced() && row.field != nullptr && (row.field == field || row.field->isAncestorOf(field)))
            advancedHeader_->setFolded(false);
}

AbsentField::AbsentField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : Field(context, std::move(schema), std::move(pointer), parent) {
    const QString words = tr("Add %1").arg(this->schema().title());
    button_ = makeButton(this, icon(Glyph::add), words);
    button_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button_->setText(tr("Add"));
    adopt(button_);
    button_->setAccessibleName(words);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->addWidget(button_);
    auto* standsFor = new QLabel(this->schema().defaultText(), this);
    standsFor->setForegroundRole(QPalette::PlaceholderText);
    standsFor->setWordWrap(true);
    standsFor->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    row->addWidget(standsFor, 1);
    layout->addLayout(row);
    connect(button_, &QAbstractButton::clicked, this, [this] {
        const std::string at = this->pointer();
        const Json value = this->schema().initialValue();
        this->context().editAndFocus(at, [&](ScenarioDocument& edited) { edited.set(at, value); });
    });
}

QList<QWidget*> AbsentField::tabStops() const { return {button_}; }

QString summaryOf(const Json& value) {
    if (value.is_string()) return qstring(value.get<std::string>());
    if (!value.is_structured()) return qstring(value.dump());
    QStringList parts;
    for (const auto& item : value.items())
        if (item.value().is_primitive()) parts.append(summaryOf(item.value()));
    constexpr int kMostParts = 4;
    return parts.mid(0, kMostParts).join(QStringLiteral(" \u00b7 "));
}

}  // namespace plimsoll::gui
