// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/field.hpp"

#include <map>
#include <string>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;

namespace plimsoll::gui {

class BlockBody;
class BlockHeader;

/// The members of an object, one below the other, in the order of the schema: those that are there, those that mean
/// something here and have a default, and a button for each that could be added. Keys that the schema does not know are
/// shown, too. Of members that exclude each other, a box chooses.
class ObjectField : public Field {
    Q_OBJECT

public:
    enum class Heading { none, shown };

    /// `only` names the members to show; all where it is empty. Keys that the schema does not know are shown or not.
    ObjectField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent,
                Heading heading = Heading::shown, std::vector<std::string> only = {}, bool showsUnknown = true);

    void refresh() override;
    [[nodiscard]] bool hasTitle() const override { return true; }
    [[nodiscard]] QList<Field*> inner() const override;
    [[nodiscard]] QList<QWidget*> tabStops() const override;
    void reveal(const Field* field) override;

    /// Chooses among members of which exactly one is there; what the old one held comes back if it is chosen again.
    void choose(const std::string& key);

private:
    struct Row {
        std::string key;
        SchemaNode schema;
        FieldShape shape = FieldShape::hidden;
        QLabel* label = nullptr;
        Field* field = nullptr;
    };

    void build();
    void buildChooser();
    void addUnknownRows();
    [[nodiscard]] bool isAlternative(const Row& row) const;
    [[nodiscard]] FieldShape wantedShape(const Row& row) const;
    [[nodiscard]] std::string pointerOf(const Row& row) const;
    /// Makes the field of a row anew; returns whether anything changed.
    bool reshape(Row& row);
    void layOutRows();
    void placeRow(Row& row, QGridLayout& grid, int line);
    void refreshChooser();
    void refreshLabel(const Row& row) const;

    std::vector<std::string> only_;
    bool showsUnknown_;
    std::vector<Row> rows_;
    BlockHeader* header_ = nullptr;
    QToolButton* remove_ = nullptr;
    BlockBody* body_;
    QGridLayout* grid_;
    QLabel* chooserLabel_ = nullptr;
    QComboBox* chooser_ = nullptr;
    BlockHeader* advancedHeader_ = nullptr;
    BlockBody* advancedBody_ = nullptr;
    QGridLayout* advancedGrid_ = nullptr;
    std::map<std::string, std::string> remembered_;  ///< JSON that an alternative held
};

/// Stands for an object that is not there: a button that adds it.
class AbsentField : public Field {
    Q_OBJECT

public:
    AbsentField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent);

    void refresh() override {}
    [[nodiscard]] QList<QWidget*> tabStops() const override;

private:
    QToolButton* button_;
};

/// A value in a few words: its plain members, in their order.
[[nodiscard]] QString summaryOf(const Json& value);

}  // namespace plimsoll::gui
