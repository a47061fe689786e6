// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/text_field.hpp"

#include "gui/editor/line_edit.hpp"
#include "gui/editor/raw_text.hpp"
#include "gui/models/text.hpp"

#include <QEvent>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>
#include <utility>

namespace plimsoll::gui {

TextField::TextField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : Field(context, std::move(schema), std::move(pointer), parent), edit_(new QPlainTextEdit(this)) {
    adopt(edit_);
    edit_->setTabChangesFocus(true);
    edit_->setUndoRedoEnabled(false);  // the document undoes
    const QString standsFor = this->schema().defaultText();
    edit_->setPlaceholderText(standsFor.isEmpty() ? tr("not set") : standsFor);
    constexpr int kFrame = 10;
    edit_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    edit_->setFixedHeight(edit_->fontMetrics().lineSpacing() * this->schema().lines() + kFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(edit_);
    connect(edit_, &QPlainTextEdit::textChanged, this, &TextField::commit);
}

void TextField::refresh() {
    const Json* value = this->value();
    QString text;
    if (value != nullptr) text = value->is_string() ? qstring(value->get<std::string>()) : qstring(value->dump());
    if (text == rawText(*edit_->document())) return;
    const QSignalBlocker blocker(edit_);
    edit_->setPlainText(text);
}

QList<QWidget*> TextField::tabStops() const { return {edit_}; }

bool TextField::eventFilter(QObject* watched, QEvent* event) {
    if (isUndoKey(event)) {
        event->ignore();
        return true;
    }
    return Field::eventFilter(watched, event);
}

void TextField::commit() {
    const QString text = rawText(*edit_->document());
    if (text.isEmpty() && isOptional())
        document().remove(pointer());
    else
        document().set(pointer(), text.toStdString());
}

}  // namespace plimsoll::gui
