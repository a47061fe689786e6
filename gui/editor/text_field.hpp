// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/field.hpp"

class QPlainTextEdit;

namespace plimsoll::gui {

/// A text of several lines, such as a description.
class TextField : public Field {
    Q_OBJECT

public:
    TextField(FormContext& context, SchemaNode schema, std::string pointer, QWidget* parent);

    void refresh() override;
    [[nodiscard]] QList<QWidget*> tabStops() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void commit();

    QPlainTextEdit* edit_;
};

}  // namespace plimsoll::gui
