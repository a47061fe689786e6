// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/field.hpp"

#include <string>
#include <vector>

class QGridLayout;

namespace plimsoll::gui {

class BlockBody;
class BlockHeader;
class LineEdit;

/// An object whose keys are the user's: a row for each, with its key, its value and a button that removes it. A key is
/// renamed when its line is left, or with Enter.
class MapField : public Field {
    Q_OBJECT

public:
    MapField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent);

    void refresh() override;
    [[nodiscard]] bool hasTitle() const override { return true; }
    [[nodiscard]] QList<Field*> inner() const override;
    [[nodiscard]] QList<QWidget*> tabStops() const override;
    void reveal(const Field* field) override;

private:
    struct Row {
        std::string key;
        LineEdit* name = nullptr;
        Field* field = nullptr;
        QToolButton* remove = nullptr;
    };

    [[nodiscard]] static QList<QWidget*> widgetsOf(const Row& row);
    void addRow(const std::string& key, int line);
    void clearRows();
    void add();
    void renameRow(const std::string& key, LineEdit& name);

    std::vector<Row> rows_;
    BlockHeader* header_;
    QToolButton* add_;
    BlockBody* body_;
    QGridLayout* grid_;
};

}  // namespace plimsoll::gui
