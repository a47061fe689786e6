// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/schema_node.hpp"

#include <QWidget>

class QLabel;

namespace plimsoll::gui {

/// Says what the field with the focus means: title, unit, description, default, range, example, and where it stands in
/// the file. It keeps its height, so that nothing moves while one goes from field to field.
class HelpPanel : public QWidget {
    Q_OBJECT

public:
    explicit HelpPanel(QWidget* parent = nullptr);

    void explain(const SchemaNode& schema, const std::string& pointer);
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* title_;
    QLabel* description_;
    QLabel* facts_;
};

}  // namespace plimsoll::gui
