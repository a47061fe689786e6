// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/array_field.hpp"

#include "gui/editor/block.hpp"
#include "gui/editor/glyphs.hpp"
#include "gui/editor/line_field.hpp"
#include "gui/editor/object_field.hpp"
#include "scenarios/json_document.hpp"

#include <QToolButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>
#include <utility>

namespace plimsoll::gui {
namespace {

constexpr int kGap = 6;
constexpr int kCardMargin = 8;

}  // namespace

ArrayField::ArrayField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent, Heading heading)
    : Field(context, std::move(schema), std::move(pointer), parent) {
    const QString element = this->schema().element().title();
    const bool hasHeading = heading == Heading::shown;
    add_ = makeButton(this, icon(Glyph::add), tr("Add %1").arg(element));
    add_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add_->setText(hasHeading ? tr("Add") : tr("Add %1").arg(element.toLower()));
    connect(add_, &QAbstractButton::clicked, this, &ArrayField::add);

    auto* body = new QWidget(this);
    list_ = new QVBoxLayout(body);
    list_->setContentsMargins(0, 0, 0, 0);
    list_->setSpacing(kGap);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    if (hasHeading) {
        header_ = new BlockHeader(context, this->pointer(), false, this);
        header_->setTitle(this->schema().title(), helpText(this->schema()));
        header_->addButton(add_);
        adopt(header_->toggle());
        header_->setBody(body);
        layout->setContentsMargins(0, kBlockGap, 0, 0);
        layout->addWidget(header_);
    }
    layout->addWidget(body);
    if (!hasHeading) {
        layout->addWidget(add_, 0, Qt::AlignLeft);
        adopt(add_);
        add_->setAccessibleName(tr("Add %1").arg(element));
    }
    setInset(inset() + kCardMargin);
}

std::size_t ArrayField::count() const {
    const Json* list = value();
    return list != nullptr && list->is_array() ? list->size() : 0;
}

std::string ArrayField::pointerOf(std::size_t index) const { return scenarios::child_pointer(pointer(), index); }

void ArrayField::refresh() {
    const std::size_t wanted = count();
    bool changed = cards_.size() != wanted;
    while (cards_.size() > wanted) {
        discard(cards_.back().frame);
        cards_.pop_back();
    }
    while (cards_.size() < wanted) addCard();
    QStringList summaries;
    for (std::size_t i = 0; i < wanted; ++i) {
        Card& card = cards_[i];
        changed = reshape(card, i) || changed;
        card.field->refresh();
        const QString element = schema().element().title();
        const QString title = wanted > 1 ? QStringLiteral("%1 %2").arg(element).arg(i + 1) : element;
        card.header->setTitle(title, helpText(schema().element()));
        summaries.append(summaryOf((*value())[i]));
        card.header->setSummary(summaries.back());
        card.up->setEnabled(i > 0);
        card.down->setEnabled(i + 1 < wanted);
        for (const auto& [button, words] :
             {std::pair(card.copy, tr("Duplicate %1")), std::pair(card.up, tr("Move %1 up")),
              std::pair(card.down, tr("Move %1 down")), std::pair(card.remove, tr("Remove %1"))}) {
            button->setToolTip(words.arg(title));
            button->setAccessibleName(words.arg(title));
        }
    }
    if (header_ != nullptr && count() > 0) header_->setSummary(summaries.join(QStringLiteral("; ")));
    if (changed) emit context().rebuilt();
}

void ArrayField::addCard() {
    const std::size_t index = cards_.size();
    Card card;
    card.frame = new BlockBody(BlockBody::Look::card, this);
    card.header = new BlockHeader(context(), pointerOf(index) + "#card", false, card.frame);
    makeButtons(card, index);
    auto* layout = new QVBoxLayout(card.frame);
    layout->setContentsMargins(kCardMargin, kCardMargin / 2, kCardMargin, kCardMargin);
    layout->setSpacing(kGap);
    layout->addWidget(card.header);
    list_->addWidget(card.frame);
    card.frame->show();
    cards_.push_back(card);
}

void ArrayField::makeButtons(Card& card, std::size_t index) {
    const auto button = [&](Glyph glyph, auto act) {
        QToolButton* made = makeButton(card.header, icon(glyph), {});
        card.header->addButton(made);
        connect(made, &QAbstractButton::clicked, this, act);
        return made;
    };
    card.copy = button(Glyph::copy, [this, index] {
        context().editAndFocus(pointerOf(index + 1),
                               [&](ScenarioDocument& edited) { edited.duplicate(pointerOf(index)); });
    });
    card.up = button(Glyph::up, [this, index] { moveTo(index, index - 1); });
    card.down = button(Glyph::down, [this, index] { moveTo(index, index + 1); });
    card.remove = button(Glyph::remove, [this, index] { removeAt(index); });
}

bool ArrayField::reshape(Card& card, std::size_t index) {
    const SchemaNode element = schema().element();
    const FieldShape wanted = shapeOf(element, document().value(), pointerOf(index));
    if (wanted == card.shape) return false;
    card.shape = wanted;
    discard(card.field);
    if (wanted == FieldShape::raw)
        card.field = new JsonField(context(), element, pointerOf(index), card.frame);
    else if (element.kind() == SchemaNode::Kind::object)
        card.field = new ObjectField(context(), element, pointerOf(index), card.frame, ObjectField::Heading::none);
    else
        card.field = makeField(context(), element, pointerOf(index), card.frame);
    card.frame->layout()->addWidget(card.field);
    card.header->setBody(card.field);
    return true;
}

void ArrayField::add() {
    const std::size_t index = count();
    if (header_ != nullptr) header_->setFolded(false);
    const Json value = schema().element().initialValue();
    context().editAndFocus(pointerOf(index), [&](ScenarioDocument& edited) { edited.insert(pointer(), index, value); });
}

void ArrayField::removeAt(std::size_t index) {
    const Json* standsFor = schema().defaultValue();
    const bool isLast = count() == 1 && isOptional() && standsFor != nullptr && standsFor->empty();
    context().editAndFocus(index > 0 ? pointerOf(index - 1) : pointer(),
                           [&](ScenarioDocument& edited) { edited.remove(isLast ? pointer() : pointerOf(index)); });
}

void ArrayField::moveTo(std::size_t from, std::size_t to) {
    context().editAndFocus(pointerOf(to), [&](ScenarioDocument& edited) { edited.move(pointer(), from, to); });
}

QList<Field*> ArrayField::inner() const {
    QList<Field*> fields;
    for (const Card& card : cards_) fields.append(card.field);
    return fields;
}

QList<QWidget*> ArrayField::tabStops() const {
    QList<QWidget*> stops;
    if (header_ != nullptr) stops = {header_->toggle(), add_};
    for (const Card& card : cards_) {
        stops += {card.header->toggle(), card.copy, card.up, card.down, card.remove};
        stops += card.field->tabStops();
    }
    if (header_ == nullptr) stops.append(add_);
    return stops;
}

void ArrayField::reveal(const Field* field) {
    if (header_ != nullptr && field != this) header_->setFolded(false);
    for (const Card& card : cards_)
        if (card.field == field || card.field->isAncestorOf(field)) card.header->setFolded(false);
}

}  // namespace plimsoll::gui
