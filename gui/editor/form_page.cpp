// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/form_page.hpp"

#include "gui/editor/array_field.hpp"
#include "gui/editor/line_field.hpp"
#include "gui/editor/object_field.hpp"
#include "gui/models/text.hpp"
#include "scenarios/json_document.hpp"

#include <QLabel>
#include <QVBoxLayout>

#include <functional>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

namespace plimsoll::gui {
namespace {

Field* makeRoot(FormContext& context, const Section& section, const std::string& pointer, QWidget* parent) {
    const SchemaNode& root = SchemaNode::root();
    if (pointer == section.pointer() && section.keys.size() > 1) {
        const bool isFirst = pointer == sectionsOfSchema().front().pointer();
        return new ObjectField(context, root, "", parent, ObjectField::Heading::none, section.keys, isFirst);
    }
    const SchemaNode schema = *root.at(pointer);
    const Json* value = context.document().valueAt(pointer);
    if (value != nullptr && !schema.accepts(*value)) return new JsonField(context, schema, pointer, parent);
    if (schema.kind() == SchemaNode::Kind::list)
        return new ArrayField(context, schema, pointer, parent, ArrayField::Heading::none);
    return new ObjectField(context, schema, pointer, parent, ObjectField::Heading::none);
}

void forEachField(Field* field, const std::function<void(Field*)>& visit) {
    visit(field);
    for (Field* inner : field->inner()) forEachField(inner, visit);
}

}  // namespace

FormPage::FormPage(FormContext& context, const Section& section, std::string pointer, QWidget* parent)
    : QWidget(parent),
      context_(context),
      section_(section),
      pointer_(std::move(pointer)),
      title_(new QLabel(section.title, this)),
      column_(new QVBoxLayout) {
    constexpr double kTitleSize = 1.35;
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * kTitleSize);
    large.setBold(true);
    title_->setFont(large);
    title_->setTextFormat(Qt::PlainText);
    title_->setWordWrap(true);
    constexpr int kMargin = 16;
    constexpr int kGap = 10;
    column_->setSpacing(kGap);
    column_->addWidget(title_);
    column_->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->addLayout(column_);
    makeField();
}

void FormPage::makeField() {
    discard(field_);
    field_ = makeRoot(context_, section_, pointer_, this);
    constexpr int kWidest = 860;
    field_->setMaximumWidth(kWidest);
    column_->insertWidget(1, field_);
    field_->show();
}

void FormPage::refresh() {
    const Json* value = context_.document().valueAt(pointer_);
    const bool isRaw = qobject_cast<JsonField*>(field_) != nullptr;
    const bool isPart = !field_->pointer().empty();
    if (isPart && isRaw != (value != nullptr && !SchemaNode::root().at(pointer_)->accepts(*value))) {
        makeField();
        emit context_.rebuilt();
    }
    if (pointer_ != section_.pointer()) {
        const Json* name = context_.document().valueAt(pointer_ + "/name");
        title_->setText(name != nullptr && name->is_string() ? qstring(name->get<std::string>()) : tr("(no name)"));
    }
    field_->refresh();
}

bool FormPage::showProblems(const std::vector<Problem>& problems) {
    std::map<Field*, QStringList> texts;
    for (const Problem& problem : problems) texts[fieldNear(problem.pointer)].append(textOf(problem));
    bool changed = false;
    forEachField(field_, [&](Field* field) {
        const auto found = texts.find(field);
        const QString text = found == texts.end() ? QString() : found->second.join(QLatin1Char('\n'));
        changed = changed || field->problem() != text;
        field->setProblem(text);
    });
    return changed;
}

Field* FormPage::fieldNear(std::string_view pointer) const {
    std::unordered_map<std::string, Field*> fields;
    // Of two fields at one pointer the inner one shows the value.
    forEachField(field_, [&](Field* field) { fields[field->pointer()] = field; });
    for (;;) {
        if (const auto found = fields.find(std::string(pointer)); found != fields.end()) return found->second;
        if (pointer.empty()) return field_;
        pointer = scenarios::parent_pointer(pointer);
    }
}

void FormPage::focus(Field& field) {
    for (QWidget* around = &field; around != this; around = around->parentWidget())
        if (auto* outer = qobject_cast<Field*>(around)) outer->reveal(&field);
    QWidget* editor = field.editor();
    if (editor == nullptr && !field.tabStops().isEmpty()) editor = field.tabStops().front();
    if (editor != nullptr) editor->setFocus(Qt::OtherFocusReason);
}

QString textOf(const Problem& problem) {
    return problem.hint.empty() ? qstring(problem.message)
                                : qstring(problem.message) + QLatin1Char('\n') + qstring(problem.hint);
}

}  // namespace plimsoll::gui
