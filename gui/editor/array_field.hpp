// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/field.hpp"

#include <string>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace plimsoll::gui {

class BlockBody;
class BlockHeader;

/// The elements of a list, each in a card that can be folded, duplicated, moved and removed. An absent list is shown
/// as an empty one.
class ArrayField : public Field {
    Q_OBJECT

public:
    enum class Heading { none, shown };

    ArrayField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent,
               Heading heading = Heading::shown);

    void refresh() override;
    [[nodiscard]] bool hasTitle() const override { return true; }
    [[nodiscard]] QList<Field*> inner() const override;
    [[nodiscard]] QList<QWidget*> tabStops() const override;
    void reveal(const Field* field) override;

private:
    struct Card {
        BlockBody* frame = nullptr;
        BlockHeader* header = nullptr;
        QToolButton* up = nullptr;
        QToolButton* down = nullptr;
        QToolButton* copy = nullptr;
        QToolButton* remove = nullptr;
        FieldShape shape = FieldShape::hidden;
        Field* field = nullptr;
    };

    void addCard();
    void makeButtons(Card& card, std::size_t index);
    bool reshape(Card& card, std::size_t index);
    void add();
    void removeAt(std::size_t index);
    void moveTo(std::size_t from, std::size_t to);
    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] std::string pointerOf(std::size_t index) const;

    std::vector<Card> cards_;
    BlockHeader* header_ = nullptr;
    QToolButton* add_;
    QVBoxLayout* list_;
};

}  // namespace plimsoll::gui
