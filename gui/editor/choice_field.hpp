// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/field.hpp"

class QComboBox;
class QLabel;

namespace plimsoll::gui {

class VaryOffer;

/// One of a few values, or yes and no. Where the value is optional, the first entry stands for its absence.
class ChoiceField : public Field {
    Q_OBJECT

public:
    ChoiceField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent);

    void refresh() override;
    [[nodiscard]] QList<QWidget*> tabStops() const override;

private:
    void commit(int index);

    QComboBox* box_;
    VaryOffer* vary_;  ///< null: the value cannot vary
    QLabel* varied_;   ///< what it takes in a sweep
    int known_ = 0;    ///< entries that the schema knows
};

}  // namespace plimsoll::gui
