// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the window runs sweeps, plans and projections of a scenario, and opens what they lead to.
#include "gui/app/main_window.hpp"

#include "gui/app/message_bar.hpp"
#include "gui/app/page_tabs.hpp"
#include "gui/app/plan_board.hpp"
#include "gui/app/plan_page.hpp"
#include "gui/app/projection_board.hpp"
#include "gui/app/projection_page.hpp"
#include "gui/app/sweep_board.hpp"
#include "gui/app/sweep_page.hpp"
#include "gui/editor/apply_overrides.hpp"
#include "gui/editor/scenario_document.hpp"
#include "gui/editor/scenario_editor.hpp"

#include <QFileDialog>
#include <QFileInfo>

namespace plimsoll::gui {

/// Whether the page's scenario says what varies; else it is shown where to say so.
bool MainWindow::requireAxes(Page& page) {
    if (page.document() == nullptr) return false;
    const Json* axes = page.document()->valueAt("/sweep/axes");
    if (axes != nullptr) return true;
    showEditor(true);
    page.editor()->goTo(QStringLiteral("/sweep"));
    page.messages().showRemark(
        tr("Nothing varies yet. Choose a value in the form, then “Vary this” beside it, in its menu, or F9."));
    return false;
}

void MainWindow::sweep(Page& page, bool askForStore) {
    if (!requireAxes(page)) return;
    SweepOrder order{page.scenarioToRun(), page.folder(), {}};
    order.store = sweepCache(program_, order.scenario, order.folder);
    if (askForStore || order.store.isEmpty())
        order.store = QFileDialog::getSaveFileName(
            this, tr("The store for the results of the sweep"), page.folder() + QStringLiteral("/sweep.sqlite"),
            tr("Stores of sweeps (*.sqlite)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (order.store.isEmpty()) return;
    for (auto* other : pages())
        if (auto* open = qobject_cast<SweepPage*>(other); open != nullptr && open->path() == order.store) {
            tabs_->setCurrentWidget(open);
            open->runNow();
            return;
        }
    const QString title = askForStore ? QFileInfo(order.store).fileName() : tr("Sweep of %1").arg(page.title());
    auto* made = new SweepPage(order, title, program_, this);
    made->looks() = page.looks();
    made->board().selection().setBudget(selection_.budget());
    addSweepPage(made);
}

void MainWindow::addSweepPage(SweepPage* page) {
    connect(&page->board(), &SweepBoard::exportRequested, this, &MainWindow::exportView);
    connect(&page->board(), &SweepBoard::pointActivated, this, [this, page](int point) { openPoint(*page, point); });
    addPage(page);
}

void MainWindow::openPoint(SweepPage& page, int point) {
    const auto sweep = page.sweep();
    const QString place = sweep->placeText(point);
    ScenarioDocument varied;
    varied.start(sweep->scenarioText().toStdString());
    applyOverrides(varied, sweep->overridesAt(point), tr("Take %1").arg(place));
    auto document = std::make_unique<ScenarioDocument>();
    document->start(varied.utf8());  // there is nothing to undo, and nothing to save yet
    auto* opened = new Page(std::move(document), program_, this);
    opened->setUntitled(tr("%1 at %2").arg(sweep->name(), place), page.scenarioFolder());
    opened->looks() = page.looks();
    addPage(opened);
}

void MainWindow::plan(Page& page) {
    if (!requireAxes(page)) return;
    auto* made = new PlanPage(page.scenarioToRun(), page.folder(), tr("Plan for %1").arg(page.title()), program_, this);
    made->looks() = page.looks();
    addPlanPage(made, &page);
}

void MainWindow::addPlanPage(PlanPage* page, Page* scenario) {
    connect(&page->board(), &PlanBoard::exportRequested, this, &MainWindow::exportView);
    connect(&page->board(), &PlanBoard::useWanted, this,
            [this, page, scenario = QPointer<Page>(scenario)](int candidate) { use(*page, scenario, candidate); });
    addPage(page);
}

void MainWindow::lookAhead(Page& page) {
    if (page.document() == nullptr) return;
    auto* made = new ProjectionPage({page.scenarioToRun(), page.folder(), selection_.budget()},
                                    tr("Months ahead of %1").arg(page.title()), program_, this);
    made->looks() = page.looks();
    addProjectionPage(made);
}

void MainWindow::addProjectionPage(ProjectionPage* page) {
    connect(&page->board(), &ProjectionBoard::exportRequested, this, &MainWindow::exportView);
    addPage(page);
}

/// Into the scenario that the plan was made for; where that is closed, into a new tab.
void MainWindow::use(PlanPage& plan, Page* scenario, int candidate) {
    const PlanCandidate& chosen = plan.plan()->at(candidate);
    if (scenario == nullptr && plan.scenario().isEmpty()) {
        plan.messages().showRemark(tr("The file holds the answer, not the scenario. What it takes there: %1")
                                       .arg(chosen.sets.join(QStringLiteral(", "))));
        return;
    }
    if (scenario == nullptr) {
        auto document = std::make_unique<ScenarioDocument>();
        document->start(plan.scenario().toStdString());
        scenario = new Page(std::move(document), program_, this);
        scenario->setUntitled(plan.plan()->scenario, plan.scenarioFolder());
        scenario->looks() = plan.looks();
        addPage(scenario);
    }
    tabs_->setCurrentWidget(scenario);
    applyOverrides(*scenario->document(), chosen.sets, tr("Use %1").arg(chosen.name()));
    scenario->messages().showRemark(
        tr("%1 is in the scenario now; Ctrl+Z in the editor takes it back.").arg(chosen.name()));
}

}  // namespace plimsoll::gui
