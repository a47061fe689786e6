// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/choice_field.hpp"

#include "gui/editor/problem_label.hpp"
#include "gui/models/text.hpp"

#include <QComboBox>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>
#include <utility>

namespace plimsoll::gui {
namespace {

/// What the schema says of one value of an enumeration, where its description does: "spot: ...; reserved: ...".
QString explanation(const QString& description, const QString& choice) {
    for (const QString& part : description.split(QLatin1Char(';'))) {
        QString words = part.trimmed();
        if (words.startsWith(choice + QLatin1String(": "))) return words;
    }
    return {};
}

QString spelt(const Json& value) {
    if (value.is_boolean()) return value.get<bool>() ? ChoiceField::tr("yes") : ChoiceField::tr("no");
    return value.is_string() ? qstring(value.get_ref<const std::string&>()) : qstring(value.dump());
}

}  // namespace

ChoiceField::ChoiceField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : Field(context, std::move(schema), std::move(pointer), parent), box_(new QComboBox(this)) {
    adopt(box_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(box_, 0, Qt::AlignLeft);
    layout->addWidget(problemLabel());

    if (isOptional()) {
        const QString standsFor = this->schema().defaultText();
        box_->addItem(standsFor.isEmpty() ? tr("not set") : tr("%1 (default)").arg(standsFor), QString());
        QFont italic = font();
        italic.setItalic(true);
        box_->setItemData(0, italic, Qt::FontRole);
    }
    const Json* choices = this->schema().choices();
    const Json values = choices != nullptr ? *choices : Json::array({true, false});
    for (const Json& value : values) {
        box_->addItem(spelt(value), qstring(value.dump()));
        box_->setItemData(box_->count() - 1, explanation(this->schema().description(), spelt(value)), Qt::ToolTipRole);
    }
    known_ = box_->count();
    box_->setPlaceholderText(tr("Choose\u2026"));
    constexpr int kNarrowest = 18;
    box_->setMinimumContentsLength(kNarrowest);
    connect(box_, &QComboBox::activated, this, &ChoiceField::commit);
}

void ChoiceField::refresh() {
    while (box_->count() > known_) box_->removeItem(known_);
    const Json* value = this->value();
    const QString wanted = value == nullptr ? QString() : qstring(value->dump());
    int index = value == nullptr && !isOptional() ? -1 : box_->findData(wanted);
    if (index < 0 && value != nullptr) {
        // Somebody wrote what is no choice: it is shown, and the scenario's check says so.
        box_->addItem(spelt(*value), wanted);
        index = box_->count() - 1;
    }
    box_->setCurrentIndex(index);
    QFont shown = font();
    shown.setItalic(value == nullptr);
    box_->setFont(shown);
}

QList<QWidget*> ChoiceField::tabStops() const { return {box_}; }

void ChoiceField::commit(int index) {
    const QString chosen = box_->itemData(index).toString();
    if (chosen.isEmpty())
        document().remove(pointer());
    else
        document().set(pointer(), Json::parse(chosen.toStdString()));
    document().finishEditing();
}

}  // namespace plimsoll::gui
