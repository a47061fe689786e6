// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/choice_field.hpp"

#include "gui/editor/offered_values.hpp"
#include "gui/editor/vary_offer.hpp"
#include "gui/models/text.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
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

}  // namespace

ChoiceField::ChoiceField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent)
    : Field(context, std::move(schema), std::move(pointer), parent), box_(new QComboBox(this)) {
    adopt(box_);
    vary_ = offerVariation();
    varied_ = new QLabel(this);
    varied_->setTextFormat(Qt::PlainText);
    varied_->setForegroundRole(QPalette::PlaceholderText);
    varied_->setWordWrap(true);
    varied_->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    row->addWidget(box_);
    if (vary_ != nullptr) {
        box_->setContextMenuPolicy(Qt::ActionsContextMenu);
        row->addWidget(vary_->button());
    }
    row->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addWidget(varied_);

    if (isOptional()) {
        const QString standsFor = this->schema().defaultText();
        box_->addItem(standsFor.isEmpty() ? tr("not set") : tr("%1 (default)").arg(standsFor), QString());
        QFont italic = font();
        italic.setItalic(true);
        box_->setItemData(0, italic, Qt::FontRole);
    }
    for (const Json& value : choicesOf(this->schema())) {
        box_->addItem(choiceText(value), qstring(value.dump()));
        box_->setItemData(box_->count() - 1, explanation(this->schema().description(), choiceText(value)),
                          Qt::ToolTipRole);
    }
    known_ = box_->count();
    box_->setPlaceholderText(tr("Choose\u2026"));
    constexpr int kNarrowest = 16;
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
        box_->addItem(choiceText(*value), wanted);
        index = box_->count() - 1;
    }
    box_->setCurrentIndex(index);
    QFont shown = font();
    shown.setItalic(value == nullptr);
    box_->setFont(shown);
    if (vary_ == nullptr) return;
    vary_->follow();
    varied_->setText(vary_->words());
    varied_->setVisible(!varied_->text().isEmpty());
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
