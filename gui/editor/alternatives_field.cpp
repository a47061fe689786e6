// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/alternatives_field.hpp"

#include "gui/editor/object_field.hpp"
#include "gui/models/text.hpp"
#include "scenarios/json_document.hpp"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>

#include <nlohmann/json.hpp>
#include <utility>

namespace plimsoll::gui {
namespace {

/// What a type of value is called among others.
QString nameOf(const SchemaNode& alternative) {
    using Kind = SchemaNode::Kind;
    switch (alternative.kind()) {
        case Kind::text:
            return alternative.names().isEmpty() ? AlternativesField::tr("text") : AlternativesField::tr("by name");
        case Kind::number:
        case Kind::integer:
            return AlternativesField::tr("number");
        case Kind::list:
        case Kind::numbers:
            return AlternativesField::tr("list");
        default:
            break;
    }
    const auto members = alternative.properties();
    return members.size() == 1 ? members.front().second.title().toLower() : AlternativesField::tr("in place");
}

}  // namespace

AlternativesField::AlternativesField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : Field(context, std::move(schema), std::move(pointer), parent),
      alternatives_(this->schema().alternatives()),
      grid_(new QGridLayout(this)),
      label_(new QLabel(this->schema().title(), this)),
      box_(new QComboBox(this)) {
    constexpr int kGap = 6;
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setVerticalSpacing(kGap);
    grid_->setColumnStretch(2, 1);
    grid_->setColumnMinimumWidth(0, labelWidth());
    label_->setToolTip(helpText(this->schema()));
    label_->setMinimumHeight(box_->sizeHint().height());
    for (const SchemaNode& alternative : alternatives_) box_->addItem(nameOf(alternative));
    box_->setObjectName(qstring(this->pointer()) + QStringLiteral("#kind"));
    box_->setAccessibleName(tr("Kind of %1").arg(this->schema().title()));
    box_->setAccessibleDescription(this->schema().description());
    box_->setToolTip(helpText(this->schema()));
    box_->installEventFilter(this);
    grid_->addWidget(label_, 0, 0, Qt::AlignTop);
    grid_->addWidget(box_, 0, 1, Qt::AlignTop);
    connect(box_, &QComboBox::activated, this, &AlternativesField::choose);
}

int AlternativesField::current() const {
    const Json* now = value();
    for (int i = 0; now != nullptr && i < static_cast<int>(alternatives_.size()); ++i)
        if (alternatives_[static_cast<std::size_t>(i)].accepts(*now)) return i;
    return 0;
}

void AlternativesField::refresh() {
    const int wanted = current();
    if (wanted != shown_) {
        showAlternative(wanted);
        emit context().rebuilt();
    }
    box_->setCurrentIndex(wanted);
    label_->setForegroundRole(value() != nullptr ? QPalette::WindowText : QPalette::PlaceholderText);
    field_->refresh();
}

void AlternativesField::showAlternative(int alternative) {
    shown_ = alternative;
    discard(field_);
    const SchemaNode& node = alternatives_[static_cast<std::size_t>(alternative)];
    field_ = makeInner(node);
    if (field_->hasTitle())
        grid_->addWidget(field_, 1, 0, 1, 3);
    else
        grid_->addWidget(field_, 0, 2);
    setEditor(field_->editor() != nullptr ? field_->editor() : box_);
    label_->setBuddy(editor());
    field_->show();
}

Field* AlternativesField::makeInner(const SchemaNode& node) {
    if (node.kind() != SchemaNode::Kind::object) return makeField(context(), node, pointer(), this);
    // Where an object only wraps another one, the box says what both are.
    const auto members = node.properties();
    const bool wraps = members.size() == 1 && members.front().second.kind() == SchemaNode::Kind::object;
    const SchemaNode& schema = wraps ? members.front().second : node;
    const std::string at = wraps ? scenarios::child_pointer(pointer(), members.front().first) : pointer();
    return new ObjectField(context(), schema, at, this, ObjectField::Heading::none);
}

void AlternativesField::choose(int alternative) {
    if (alternative == current()) return;
    if (value() != nullptr) remembered_[current()] = value()->dump();
    const auto before = remembered_.find(alternative);
    document().set(pointer(), before != remembered_.end()
                                  ? Json::parse(before->second)
                                  : alternatives_[static_cast<std::size_t>(alternative)].initialValue());
}

QList<Field*> AlternativesField::inner() const { return {field_}; }

QList<QWidget*> AlternativesField::tabStops() const { return QList<QWidget*>{box_} + field_->tabStops(); }

}  // namespace plimsoll::gui
