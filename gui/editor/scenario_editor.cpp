// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/scenario_editor.hpp"

#include "gui/editor/axes_panel.hpp"
#include "gui/editor/json_view.hpp"
#include "gui/editor/problem_bar.hpp"
#include "gui/editor/scenario_form.hpp"
#include "gui/models/text.hpp"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>
#include <utility>

namespace plimsoll::gui {

namespace {

/// Paths of the catalogs that the scenario names: those that are there, so that one path that is typed at the moment
/// costs nobody the others.
QStringList ownCatalogs(const ScenarioDocument& document) {
    QStringList paths;
    const Json* named = document.valueAt("/catalogs");
    if (named == nullptr || !named->is_array()) return paths;
    const QDir folder = QFileInfo(document.path()).absoluteDir();
    for (const Json& each : *named) {
        const QString path = each.is_string() ? folder.filePath(qstring(each.get<std::string>())) : QString();
        if (QFileInfo::exists(path)) paths.append(path);
    }
    return paths;
}

}  // namespace

ScenarioEditor::ScenarioEditor(ScenarioDocument& document, QWidget* parent)
    : QWidget(parent),
      document_(document),
      catalogs_([&document] { return ownCatalogs(document); }),
      tabs_(new QTabWidget(this)),
      form_(new ScenarioForm(document, catalogs_, this)),
      text_(new JsonView(document, this)),
      problems_(new ProblemBar(document, this)),
      undo_(document.undoStack().createUndoAction(this, tr("Undo"))),
      redo_(document.undoStack().createRedoAction(this, tr("Redo"))) {
    form_->addBelow("/sweep", new AxesPanel(document, catalogs_));
    tabs_->setDocumentMode(true);
    tabs_->addTab(form_, tr("Form"));
    tabs_->addTab(text_, tr("JSON"));
    tabs_->setObjectName(QStringLiteral("tabs"));
    tabs_->tabBar()->setAccessibleName(tr("Form or JSON"));
    tabs_->setAccessibleName(tr("Form or JSON"));
    undo_->setShortcuts(QKeySequence::Undo);
    redo_->setShortcuts(QKeySequence::Redo);
    addAction(undo_);
    addAction(redo_);
    for (const auto& [key, turn] : {std::pair(Qt::Key_PageUp, &ScenarioEditor::showForm),
                                    std::pair(Qt::Key_PageDown, &ScenarioEditor::showText)}) {
        auto* action = new QAction(this);
        action->setShortcut(QKeySequence(Qt::CTRL | key));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, turn);
        addAction(action);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tabs_, 1);
    layout->addWidget(problems_);

    connect(form_, &ScenarioForm::deploymentActivated, this, &ScenarioEditor::deploymentActivated);
    connect(form_, &ScenarioForm::textWanted, this, [this] {
        const auto& problems = document_.problems();
        showText();
        text_->goToLine(problems.empty() ? 1 : document_.lineOf(problems.front()));
    });
    connect(problems_, &ProblemBar::problemActivated, this, &ScenarioEditor::goToProblem);
}

void ScenarioEditor::showForm() {
    tabs_->setCurrentWidget(form_);
    form_->tree().setFocus();
}

void ScenarioEditor::showText() {
    tabs_->setCurrentWidget(text_);
    text_->setFocus();
}

void ScenarioEditor::goTo(const QString& pointer) {
    const std::string place = pointer.toStdString();
    if (tabs_->currentWidget() == text_)
        text_->goToLine(document_.lineOf(place));
    else
        form_->goTo(place);
}

void ScenarioEditor::goToProblem(const Problem& problem) {
    if (document_.isReadable() && tabs_->currentWidget() == form_) {
        form_->goTo(problem.pointer);
        return;
    }
    showText();
    text_->goToLine(document_.lineOf(problem));
}

}  // namespace plimsoll::gui
