// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/field.hpp"

#include <map>
#include <string>

class QComboBox;
class QGridLayout;
class QLabel;

namespace plimsoll::gui {

/// A value of one of several types, such as a name or an object in its place: a box chooses, and the field of that type
/// follows. What the other type held comes back if it is chosen again.
class AlternativesField : public Field {
    Q_OBJECT

public:
    AlternativesField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent);

    void refresh() override;
    [[nodiscard]] bool hasTitle() const override { return true; }
    [[nodiscard]] QList<Field*> inner() const override;
    [[nodiscard]] QList<QWidget*> tabStops() const override;

    void choose(int alternative);

private:
    [[nodiscard]] int current() const;
    void showAlternative(int alternative);
    [[nodiscard]] Field* makeInner(const SchemaNode& node);

    std::vector<SchemaNode> alternatives_;
    std::map<int, std::string> remembered_;  ///< JSON that an alternative held
    QGridLayout* grid_;
    QLabel* label_;
    QComboBox* box_;
    int shown_ = -1;
    Field* field_ = nullptr;
};

}  // namespace plimsoll::gui
