// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/schema_node.hpp"

#include <QWidget>

class QLabel;

namespace plimsoll::gui {

class ProblemLabel;

/// Says what the field with the focus means: title, unit, description, default, range, example, and where it stands in
/// the file; of a field that has a problem, what that is instead. It keeps its height, so that nothing moves while one
/// goes from field to field, and where a problem comes or goes.
class HelpPanel : public QWidget {
    Q_OBJECT

public:
    explicit HelpPanel(QWidget* parent = nullptr);

    void explain(const SchemaNode& schema, const std::string& pointer);
    /// Empty: there is none.
    void setProblem(const QString& problem);
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* title_;
    ProblemLabel* problem_;
    QLabel* description_;
    QLabel* facts_;
};

}  // namespace plimsoll::gui
