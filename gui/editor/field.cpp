// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/field.hpp"

#include "gui/editor/block.hpp"
#include "gui/editor/glyphs.hpp"
#include "gui/editor/json_parts.hpp"
#include "gui/editor/vary_offer.hpp"
#include "gui/models/text.hpp"
#include "scenarios/json_document.hpp"

#include <QEvent>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace plimsoll::gui {

Field::Field(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : QWidget(parent), context_(context), schema_(std::move(schema)), pointer_(std::move(pointer)) {
    for (const QWidget* around = parent; around != nullptr; around = around->parentWidget())
        if (const auto* field = qobject_cast<const Field*>(around)) {
            inset_ = field->inset_;
            break;
        }
}

void Field::setProblem(const QString& problem) {
    if (problem == problem_) return;
    problem_ = problem;
    emit context_.problemChanged(this);
    if (editor_ == nullptr) return;
    const QString help = schema_.description();
    editor_->setAccessibleDescription(problem.isEmpty() ? help : tr("Problem: %1\n%2").arg(problem, help));
    const QString wrong = problem.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(problem.toHtmlEscaped());
    editor_->setToolTip(wrong + helpText(schema_));
    colourEditor();
}

void Field::colourEditor() {
    QPalette colours;  // the window's
    if (!problem_.isEmpty())
        for (const auto role : {QPalette::Text, QPalette::ButtonText}) colours.setColor(role, problemColor(palette()));
    editor_->setPalette(colours);
}

void Field::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && editor_ != nullptr && !problem_.isEmpty()) colourEditor();
}

bool Field::event(QEvent* event) {
    switch (event->type()) {
        case QEvent::Move:
        case QEvent::Resize:
        case QEvent::ShowToParent:
        case QEvent::HideToParent:
            emit context_.placed();
            break;
        default:
            break;
    }
    return QWidget::event(event);
}

bool Field::isOptional() const {
    const auto around = SchemaNode::root().at(scenarios::parent_pointer(pointer_));
    const std::string key = scenarios::last_token(pointer_);
    if (!around || around->kind() == SchemaNode::Kind::list || around->kind() == SchemaNode::Kind::map) return false;
    const std::vector<std::string> alternatives = around->exactlyOne();
    const bool isChosen = std::find(alternatives.begin(), alternatives.end(), key) != alternatives.end();
    return !around->isRequired(key) && !isChosen;
}

int Field::labelWidth() const {
    // The longest title of a pool, as deep as it stands; deeper blocks with longer ones have a wider column.
    const int text = fontMetrics().horizontalAdvance(QStringLiteral("Mean time to interruption"));
    return std::max(text + 3 * kBlockIndent - inset_, 0);
}

void Field::adopt(QWidget* editor) {
    editor->setObjectName(qstring(pointer_));
    editor->setAccessibleName(schema_.titleWithUnit());
    editor->setAccessibleDescription(schema_.description());
    editor->setToolTip(helpText(schema_));
    editor->installEventFilter(this);
    // Not a focus proxy: with one, this widget would be a stop of Tab as well.
    editor_ = editor;
}

VaryOffer* Field::offerVariation() {
    // No comparison depends on these.
    const bool compared = !pointer_.starts_with("/sweep/") && !pointer_.starts_with("/projection/");
    return compared ? new VaryOffer(context_, *this) : nullptr;
}

bool Field::eventFilter(QObject* watched, QEvent* event) {
    // What scrolls is the form; a value that the wheel passes over stays.
    if (event->type() == QEvent::Wheel) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::FocusIn) emit context_.entered(this);
    if (event->type() == QEvent::FocusOut) document().finishEditing();
    return QWidget::eventFilter(watched, event);
}

QToolButton* makeButton(QWidget* parent, const QIcon& icon, const QString& words) {
    auto* button = new QToolButton(parent);
    button->setIcon(icon);
    button->setAutoRaise(true);
    button->setToolTip(words);
    button->setAccessibleName(words);
    return button;
}

void discard(QWidget* widget) {
    if (widget == nullptr) return;
    widget->hide();
    widget->setParent(nullptr);
    widget->deleteLater();
}

QString helpText(const SchemaNode& schema) {
    QString text = QStringLiteral("<p><b>%1</b></p><p>%2</p>")
                       .arg(schema.titleWithUnit().toHtmlEscaped(), schema.description().toHtmlEscaped());
    QStringList facts;
    if (const QString value = schema.defaultText(); !value.isEmpty() && !schema.description().contains(value))
        facts.append(Field::tr("Default: %1").arg(value));
    if (const QString range = schema.rangeText(); !range.isEmpty()) facts.append(Field::tr("Range: %1").arg(range));
    if (const QString example = schema.exampleText(); !example.isEmpty())
        facts.append(Field::tr("Example: %1").arg(example));
    if (const QString units = schema.unitsText(); !units.isEmpty()) facts.append(Field::tr("Units: %1").arg(units));
    for (const QString& fact : facts) text += QStringLiteral("<p>%1</p>").arg(fact.toHtmlEscaped());
    return text;
}

FieldShape shapeOf(const SchemaNode& schema, const Json& document, const std::string& pointer) {
    using Kind = SchemaNode::Kind;
    const Json* value = valueAt(document, pointer);
    const Kind kind = schema.kind();
    if (value == nullptr) {
        if (!applies(schema, document, pointer)) return FieldShape::hidden;
        const bool isBlock = (kind == Kind::object && !schema.isImplied()) || kind == Kind::map;
        return isBlock ? FieldShape::absent : FieldShape::kind;
    }
    const bool isBlock = kind == Kind::object || kind == Kind::map || kind == Kind::list || kind == Kind::alternatives;
    return isBlock && !schema.accepts(*value) ? FieldShape::raw : FieldShape::kind;
}

}  // namespace plimsoll::gui
