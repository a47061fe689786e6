// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/form_page.hpp"

#include "gui/editor/array_field.hpp"
#include "gui/editor/block.hpp"
#include "gui/editor/glyphs.hpp"
#include "gui/editor/line_field.hpp"
#include "gui/editor/object_field.hpp"
#include "gui/models/text.hpp"
#include "scenarios/json_document.hpp"

#include <QHelpEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

namespace plimsoll::gui {
namespace {

constexpr int kPageMargin = 16;  // the left one is the gutter of the marks
constexpr int kPageMark = 12;
constexpr int kPageMarkLeft = (kPageMargin - kPageMark) / 2;

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
    constexpr int kGap = 10;
    column_->setSpacing(kGap);
    column_->addWidget(title_);
    column_->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    layout->addLayout(column_);
    connect(&context_, &FormContext::placed, this, [this] { update(0, 0, kPageMargin, height()); });
    connect(&context_, &FormContext::problemChanged, this, [this] { update(0, 0, kPageMargin, height()); });
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

void FormPage::showProblems(const std::vector<Problem>& problems) {
    std::map<Field*, QStringList> texts;
    for (const Problem& problem : problems) texts[fieldNear(problem.pointer)].append(textOf(problem));
    forEachField(field_, [&](Field* field) {
        const auto found = texts.find(field);
        const QString text = found == texts.end() ? QString() : found->second.join(QLatin1Char('\n'));
        field->setProblem(text);
    });
}

/// What edits a field; of one that is folded away, the heading that unfolds it.
const QWidget* FormPage::shownFor(const Field& field) const {
    const QWidget* folded = nullptr;
    for (const QWidget* around = &field; around != this; around = around->parentWidget())
        if (around->isHidden()) folded = around;
    if (folded == nullptr) return field.editor() != nullptr ? field.editor() : &field;
    const QWidget* block = folded->parentWidget();
    for (const auto* header : block->findChildren<BlockHeader*>(QString(), Qt::FindDirectChildrenOnly))
        if (header->body() == folded) return header;
    return block;
}

std::vector<FormPage::Mark> FormPage::marks() const {
    std::vector<Mark> all;
    forEachField(field_, [&](Field* field) {
        if (field->problem().isEmpty()) return;
        const QWidget* shown = shownFor(*field);
        const int top = shown->mapTo(this, QPoint()).y();
        constexpr int kPadding = 8;
        const int line = std::min(shown->height(), fontMetrics().height() + kPadding);
        const QRect place(kPageMarkLeft, top + (line - kPageMark) / 2, kPageMark, kPageMark);
        const auto same = std::find_if(all.begin(), all.end(), [&](const Mark& mark) { return mark.place == place; });
        if (same == all.end())
            all.push_back({place, field, field->problem()});
        else
            same->problems += QLatin1Char('\n') + field->problem();
    });
    return all;
}

std::optional<FormPage::Mark> FormPage::markAt(const QPoint& position) const {
    for (const Mark& mark : marks())
        if (mark.place.adjusted(-kPageMarkLeft, -kPageMarkLeft, kPageMarkLeft, kPageMarkLeft).contains(position))
            return mark;
    return std::nullopt;
}

bool FormPage::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto mark = markAt(help->pos());
    QToolTip::showText(help->globalPos(), mark ? mark->problems : QString(), this);
    return true;
}

void FormPage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    for (const Mark& mark : marks()) icon(Glyph::problem).paint(&painter, mark.place);
}

void FormPage::mousePressEvent(QMouseEvent* event) {
    if (const auto mark = markAt(event->pos()))
        emit wanted(mark->field->pointer());
    else
        QWidget::mousePressEvent(event);
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
