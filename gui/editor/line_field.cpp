// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/line_field.hpp"

#include "gui/editor/glyphs.hpp"
#include "gui/editor/line_edit.hpp"
#include "gui/editor/vary_offer.hpp"
#include "gui/models/text.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>
#include <utility>

namespace plimsoll::gui {

LineField::LineField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : Field(context, std::move(schema), std::move(pointer), parent),
      edit_(new LineEdit(this)),
      row_(new QHBoxLayout),
      details_(new QLabel(this)) {
    adopt(edit_);
    const QString standsFor = this->schema().defaultText();
    // Reset is for the mouse; the keyboard empties the line.
    reset_ = makeButton(this, icon(Glyph::reset),
                        standsFor.isEmpty() ? tr("Remove %1").arg(this->schema().title())
                                            : tr("Reset %1 to its default, %2").arg(this->schema().title(), standsFor));
    reset_->setFocusPolicy(Qt::NoFocus);
    QSizePolicy keepsItsPlace = reset_->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    reset_->setSizePolicy(keepsItsPlace);
    details_->setWordWrap(true);
    details_->setTextFormat(Qt::PlainText);
    details_->setForegroundRole(QPalette::PlaceholderText);
    details_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    details_->hide();

    row_->setSpacing(2);
    row_->addWidget(edit_, 1);
    row_->addWidget(reset_);
    row_->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(row_);
    layout->addWidget(details_);

    connect(edit_, &QLineEdit::textEdited, this, &LineField::commit);
    connect(reset_, &QAbstractButton::clicked, this, [this] { enter({}); });
    if (!standsFor.isEmpty())
        edit_->setPlaceholderText(standsFor);
    else if (const QString example = this->schema().exampleText(); !isOptional() && !example.isEmpty())
        edit_->setPlaceholderText(tr("for example %1").arg(example));
    else
        edit_->setPlaceholderText(tr("not set"));
}

void LineField::refresh() {
    const Json* value = this->value();
    const QString text = edit_->text();
    // Where the line already means the value, it stays as it was typed, and so does the cursor.
    if (value == nullptr) {
        if (!text.isEmpty()) edit_->clear();
    } else if (parsed(text) != *value) {
        edit_->setText(shown(*value));
        edit_->setCursorPosition(0);
    }
    reset_->setVisible(value != nullptr && isOptional());
    describe();
}

QList<QWidget*> LineField::tabStops() const { return QList<QWidget*>{edit_} + buttons_; }

Json LineField::parsed(const QString& text) const { return text.toStdString(); }

QString LineField::shown(const Json& value) const {
    return value.is_string() ? qstring(value.get_ref<const std::string&>()) : qstring(value.dump());
}

void LineField::enter(const QString& text) {
    edit_->setText(text);
    commit(text);
}

void LineField::reserveDetails(int lines) {
    details_->setWordWrap(false);
    details_->setMinimumHeight(lines * fontMetrics().lineSpacing());
    QSizePolicy keepsItsPlace = details_->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    details_->setSizePolicy(keepsItsPlace);
}

void LineField::setShort() {
    constexpr int kCharacters = 34;
    edit_->setMaximumWidth(fontMetrics().averageCharWidth() * kCharacters);
}

void LineField::offerToVary() {
    vary_ = offerVariation();
    if (vary_ != nullptr) row_->insertWidget(row_->count() - 1, vary_->button());
}

void LineField::addButton(QWidget* button) {
    row_->insertWidget(row_->count() - 2, button);
    buttons_.append(button);
}

void LineField::addBelow(QWidget* widget) { static_cast<QBoxLayout*>(layout())->insertWidget(1, widget); }

void LineField::commit(const QString& text) {
    const bool done =
        text.isEmpty() && isOptional() ? document().remove(pointer()) : document().set(pointer(), parsed(text));
    if (!done) refresh();
    // The scenario's check says it too, perhaps after a pause.
    const QString wrong = text.isEmpty() ? QString() : complaint(text);
    if (!wrong.isEmpty() || complained_) setProblem(wrong);
    complained_ = !wrong.isEmpty();
}

void LineField::describe() {
    const QString text = edit_->text();
    edit_->setHint(text.isEmpty() ? schema().unit() : hint(text));
    QStringList words{details(text)};
    if (vary_ != nullptr) {
        vary_->follow();
        words.append(vary_->words());
    }
    words.removeAll(QString());
    details_->setText(words.join(QLatin1Char('\n')));
    details_->setToolTip(details_->text());
    details_->setVisible(!words.isEmpty());
}

}  // namespace plimsoll::gui
