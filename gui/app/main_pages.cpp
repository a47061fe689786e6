// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the window opens, saves and closes scenarios and results.
#include "gui/app/main_window.hpp"

#include "gui/app/arrangements.hpp"
#include "gui/app/message_bar.hpp"
#include "gui/app/open_file.hpp"
#include "gui/app/overlay.hpp"
#include "gui/app/page_tabs.hpp"
#include "gui/app/plan_page.hpp"
#include "gui/app/projection_page.hpp"
#include "gui/app/sweep_page.hpp"
#include "gui/app/view_docks.hpp"
#include "gui/editor/scenario_document.hpp"
#include "gui/editor/scenario_editor.hpp"
#include "gui/models/text.hpp"

#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

#include <utility>

namespace plimsoll::gui {

namespace {

constexpr int kMostRecent = 12;

}  // namespace

void MainWindow::newFromTrace() {
    const QString path = QFileDialog::getOpenFileName(this, tr("A recorded trace"));
    if (!path.isEmpty()) openTrace(path);
}

QList<Page*> MainWindow::pages() const {
    QList<Page*> all;
    for (int i = 0; i < tabs_->count(); ++i) all.append(qobject_cast<Page*>(tabs_->widget(i)));
    return all;
}

bool MainWindow::open(const QString& path) {
    const QString full = QFileInfo(path).absoluteFilePath();
    for (auto* page : pages()) {
        const QString its = page->path();
        if (its.isEmpty() || QFileInfo(its).absoluteFilePath() != full) continue;
        tabs_->setCurrentWidget(page);
        return true;
    }
    OpenedFile opened = openFile(full, program_);
    if (const auto* error = std::get_if<OpenError>(&opened)) {
        QList<MessageBar::Offer> offers;
        if (error->isTrace) offers.append({tr("Make a scenario of it"), [this, full] { openTrace(full); }});
        messages_->showError(error->message, offers);
        return false;
    }
    messages_->clear();
    if (auto* document = std::get_if<std::unique_ptr<ScenarioDocument>>(&opened))
        addPage(new Page(std::move(*document), program_, this));
    else if (const auto* answer = std::get_if<PlanPtr>(&opened))
        addPlanPage(new PlanPage(*answer, full, program_, this), nullptr);
    else if (const auto* bills = std::get_if<ProjectedBillsPtr>(&opened))
        addProjectionPage(new ProjectionPage(*bills, full, program_, this));
    else if (std::holds_alternative<SweepStore>(opened))
        addSweepPage(new SweepPage(full, program_, this));
    else
        addPage(new Page(std::get<ResultPtr>(opened), full, this));
    currentPage()->looks().restore(savedLooks_.value(full).toMap());
    selection_.notes().restore(savedNotes_.value(full).toList());
    showResult();
    noteRecent(full);
    return true;
}

void MainWindow::openAll(const QStringList& paths) {
    QStringList problems;
    for (const QString& path : paths)
        if (!open(path)) problems.append(message());
    if (problems.size() > 1) say(problems.join(QLatin1Char('\n')));
}

void MainWindow::newFromTemplate(const QString& path) {
    QString problem;
    const auto model = ScenarioDocument::load(path, &problem);
    if (!model) {
        say(problem);
        return;
    }
    auto document = std::make_unique<ScenarioDocument>();
    document->start(model->utf8());
    addPage(new Page(std::move(document), program_, this));
}

void MainWindow::openTrace(const QString& path) {
    auto document = std::make_unique<ScenarioDocument>();
    if (const QString problem = startFromTrace(*document, path, program_); !problem.isEmpty()) {
        say(problem);
        return;
    }
    addPage(new Page(std::move(document), program_, this));
    showEditor(true);
    currentPage()->editor()->goTo(QStringLiteral("/workload/traffic"));
}

void MainWindow::addPage(Page* page) {
    page->setRunsByItself(runsByItself_);
    connect(page, &Page::resultChanged, this, [this, page] {
        if (page == currentPage() || page == reference_) showResult();
    });
    connect(page, &Page::sweepRequested, this, [this, page] { sweep(*page, false); });
    connect(page, &Page::planRequested, this, [this, page] { plan(*page); });
    connect(page, &Page::monthsRequested, this, [this, page] { lookAhead(*page); });
    connect(page, &Page::saveRequested, this, [this, page] { write(*page, false); });
    connect(page, &Page::stampChanged, this, [this, page] {
        if (page == currentPage()) docks_->setStamp(page->stamp());
    });
    connect(page, &Page::titleChanged, this, [this, page] {
        tabs_->setTabText(tabs_->indexOf(page), page->title());
        if (page == currentPage()) setWindowTitle(tr("%1 – Plimsoll").arg(page->title()));
    });
    connect(page, &Page::runsByItselfChanged, this, [this](bool runs) { runsByItself_ = runs; });
    notices_->add(page->notices());
    if (page->boardViews() != nullptr) boards_->add(page->boardViews());
    if (page->progress() != nullptr) progress_->add(page->progress());
    if (page->runStrip() != nullptr) runStrips_->addWidget(page->runStrip());
    connect(page, &Page::runEnded, this, [this, page](bool hasResult) {
        if (page == currentPage() && !hasResult && !page->result()) showEditor(true);  // there is something to mend
    });
    tabs_->setCurrentIndex(tabs_->addTab(page, page->title()));
}

bool MainWindow::mayClose(Page& page) {
    if (page.document() == nullptr || !page.document()->isModified()) return true;
    tabs_->setCurrentWidget(&page);
    const auto answer =
        QMessageBox::question(this, tr("Unsaved changes"), tr("Save the changes to %1?").arg(page.title()),
                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save) return save(page, false);
    return answer == QMessageBox::Discard;
}

bool MainWindow::closePage(int index) {
    auto* page = qobject_cast<Page*>(tabs_->widget(index));
    if (page == nullptr || !mayClose(*page)) return false;
    if (page == reference_) reference_ = nullptr;
    tabs_->removeTab(index);
    page->deleteLater();
    return true;
}

bool MainWindow::save(Page& page, bool askForPath) {
    if (page.document() == nullptr) return true;
    if (!askForPath && page.warnOfOutsideChange()) return false;
    return write(page, askForPath);
}

bool MainWindow::write(Page& page, bool askForPath) {
    QString path = page.document()->path();
    if (askForPath || path.isEmpty()) {
        path = QFileDialog::getSaveFileName(this, tr("Save the scenario"), path, tr("Scenarios (*.json)"));
        if (path.isEmpty()) return false;
    }
    if (const QString problem = page.document()->save(path); !problem.isEmpty()) {
        page.messages().showError(problem);
        return false;
    }
    noteRecent(path);
    return true;
}

void MainWindow::noteRecent(const QString& path) {
    recent_.removeAll(path);
    recent_.prepend(path);
    recent_ = recent_.mid(0, kMostRecent);
}

void MainWindow::fillRecentMenu() {
    recentMenu_->clear();
    for (const QString& path : recent_) recentMenu_->addAction(path, this, [this, path] { open(path); });
    if (recent_.isEmpty()) recentMenu_->addAction(tr("nothing yet"))->setEnabled(false);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    for (auto* page : pages())
        if (!mayClose(*page)) {
            event->ignore();
            return;
        }
    saveSession();
    event->accept();
}

/// Docks can be given sizes only once the window has its own.
void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (!std::exchange(isLaidOut_, true)) arrangeAs(arrangement_);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    // Docks are not moved while they are being resized.
    if (isLaidOut_) QMetaObject::invokeMethod(this, &MainWindow::followHeight, Qt::QueuedConnection);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) open(url.toLocalFile());
    event->acceptProposedAction();
}

}  // namespace plimsoll::gui
