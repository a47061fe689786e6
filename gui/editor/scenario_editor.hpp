// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/catalogs.hpp"
#include "gui/editor/scenario_document.hpp"

#include <QWidget>

class QAction;
class QTabWidget;

namespace plimsoll::gui {

class JsonView;
class ProblemBar;
class ScenarioForm;

/// Edits a scenario as a form or as text, whichever is in front; both show the same document at all times. Everything
/// can be reached with the keyboard: Tab goes through the fields, F4 opens what a field is chosen from, F8 goes to the
/// next problem, Ctrl+PgUp and Ctrl+PgDown change between form and text.
class ScenarioEditor : public QWidget {
    Q_OBJECT

public:
    explicit ScenarioEditor(ScenarioDocument& document, QWidget* parent = nullptr);

    /// Gives the field at a JSON pointer, or the nearest around it, the focus, and opens what hides it. In front of the
    /// text, its line.
    void goTo(const QString& pointer);
    /// Brings one of the two to the front, with the focus.
    void showForm();
    void showText();

    /// With their keys and names ("Undo Change Horizon"); the editor has them already.
    [[nodiscard]] QAction* undoAction() const { return undo_; }
    [[nodiscard]] QAction* redoAction() const { return redo_; }

    [[nodiscard]] ScenarioForm& form() const { return *form_; }
    [[nodiscard]] JsonView& text() const { return *text_; }

signals:
    /// Somebody looks at a deployment.
    void deploymentActivated(const QString& name);

private:
    void goToProblem(const Problem& problem);

    ScenarioDocument& document_;
    Catalogs catalogs_;
    QTabWidget* tabs_;
    ScenarioForm* form_;
    JsonView* text_;
    ProblemBar* problems_;
    QAction* undo_;
    QAction* redo_;
};

}  // namespace plimsoll::gui
