// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/arrangements.hpp"
#include "gui/app/deployments_panel.hpp"
#include "gui/app/main_window.hpp"
#include "gui/app/manual.hpp"
#include "gui/app/page_tabs.hpp"
#include "gui/app/theme.hpp"
#include "gui/app/view_docks.hpp"
#include "gui/app/what_if_panel.hpp"
#include "gui/editor/scenario_editor.hpp"
#include "gui/editor/templates.hpp"

#include <QActionGroup>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QSaveFile>
#include <QTabBar>
#include <QToolBar>

/// The menus and the tool bar of the window.
namespace plimsoll::gui {

/// The open scenarios at the left; at the right the editor and the arrangements of the views.
void MainWindow::makeToolBar() {
    toolBar_ = addToolBar(tr("Scenarios and arrangements"));
    toolBar_->setObjectName(QStringLiteral("toolBar"));
    toolBar_->setMovable(false);
    toolBar_->setToolButtonStyle(Qt::ToolButtonTextOnly);
    toolBar_->addWidget(&tabs_->bar());
    auto* space = new QWidget(toolBar_);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    toolBar_->addWidget(space);
    editorAction_ = toolBar_->addAction(tr("Edit"));
    editorAction_->setObjectName(QStringLiteral("editor"));
    editorAction_->setCheckable(true);
    editorAction_->setShortcut(QKeySequence(Qt::Key_F2));
    editorAction_->setToolTip(tr("Show the form and the text of the scenario (F2)"));
    connect(editorAction_, &QAction::triggered, this, &MainWindow::showEditor);
    auto* whatIf = qobject_cast<QDockWidget*>(whatIf_->parentWidget())->toggleViewAction();
    whatIf->setToolTip(
        tr("Factors on load, growth, objectives, interruptions and prices, laid over the scenario (Alt+0)"));
    // Where it lies behind another dock, it comes to the front.
    connect(whatIf, &QAction::triggered, whatIf_->parentWidget(), [dock = whatIf_->parentWidget()](bool shown) {
        if (shown) dock->raise();
    });
    toolBar_->addAction(whatIf);
    toolBar_->addSeparator();
    arrangementActions_ = new QActionGroup(this);
}

void MainWindow::makeMenus() {
    makeFileMenu();

    // The editor of each page has these actions and their keys already; the menu shows those of the current one.
    auto* edit = menuBar()->addMenu(tr("&Edit"));
    auto* preferring = new QAction(tr("&Preferences…"), this);
    preferring->setObjectName(QStringLiteral("preferences"));
    preferring->setShortcut(QKeySequence(tr("Ctrl+,")));
    connect(preferring, &QAction::triggered, this, &MainWindow::showPreferences);
    addAction(preferring);  // with its key, also while the menu is empty
    connect(edit, &QMenu::aboutToShow, this, [this, edit, preferring] {
        edit->clear();
        const auto* page = currentPage();
        if (page == nullptr || page->editor() == nullptr)
            edit->addAction(tr("Nothing to edit"))->setEnabled(false);
        else
            edit->addActions({page->editor()->undoAction(), page->editor()->redoAction()});
        edit->addSeparator();
        edit->addAction(preferring);
    });

    auto* run = menuBar()->addMenu(tr("&Run"));
    run->addAction(tr("&Run"), QKeySequence(tr("Ctrl+R")), this, [this] {
        if (auto* page = currentPage()) page->runNow();
    });
    run->addAction(tr("&Cancel"), QKeySequence(Qt::Key_Escape), this, [this] {
        if (auto* page = currentPage()) page->cancel();
    });

    run->addSeparator();
    run->addAction(tr("&Sweep"), QKeySequence(tr("Ctrl+Shift+R")), this, [this] {
        if (auto* page = currentPage()) sweep(*page, false);
    });
    run->addAction(tr("&Plan"), QKeySequence(tr("Ctrl+Shift+P")), this, [this] {
        if (auto* page = currentPage()) plan(*page);
    });
    run->addAction(tr("&Months ahead"), QKeySequence(tr("Ctrl+Shift+M")), this, [this] {
        if (auto* page = currentPage()) lookAhead(*page);
    });
    run->addAction(tr("Sweep into a &file…"), this, [this] {
        if (auto* page = currentPage()) sweep(*page, true);
    });

    auto* view = menuBar()->addMenu(tr("&View"));
    docks_->fillMenu(*view);
    for (auto* tool : {static_cast<QWidget*>(whatIf_), static_cast<QWidget*>(deployments_)})
        view->addAction(qobject_cast<QDockWidget*>(tool->parentWidget())->toggleViewAction());
    view->addSeparator();
    referenceMenu_ = view->addMenu(tr("Show the &difference to"));
    connect(referenceMenu_, &QMenu::aboutToShow, this, &MainWindow::chooseReference);
    auto* pinning =
        view->addAction(tr("&Pin this result as the reference"), QKeySequence(tr("F3")), this, &MainWindow::pin);
    pinning->setObjectName(QStringLiteral("pin"));
    pinning->setStatusTip(tr("Later results show what they change against this one; again: let it go"));
    view->addSeparator();
    view->addAction(editorAction_);
    for (const Arrangement& arrangement : arrangements()) {
        auto* action = view->addAction(arrangement.title, QKeySequence(arrangement.key), this,
                                       [this, name = arrangement.name] { arrangeAs(name); });
        action->setObjectName(QStringLiteral("arrange/") + arrangement.name);
        action->setStatusTip(arrangement.help);
        action->setToolTip(tr("%1 (%2)").arg(arrangement.help, arrangement.key));
        arrangementActions_->addAction(action);
        action->setCheckable(true);
        toolBar_->addAction(action);
    }
    view->addAction(tr("Compare all &tabs…"), QKeySequence(tr("Ctrl+M")), this, &MainWindow::compareTabs)
        ->setObjectName(QStringLiteral("compareTabs"));
    view->addAction(tr("&Commands…"), QKeySequence(tr("Ctrl+K")), this, &MainWindow::showCommands)
        ->setObjectName(QStringLiteral("commands"));
    view->addAction(tr("&Reset the layout"), this, [this] { arrangeAs(arrangement_); });
    auto* themeMenu = view->addMenu(tr("&Theme"));
    auto* group = new QActionGroup(this);
    for (const QString& theme : themes()) {
        auto* action = themeMenu->addAction(theme, this, [this, theme] { setTheme(theme); });
        action->setObjectName(QStringLiteral("theme/") + theme);
        action->setCheckable(true);
        group->addAction(action);
    }

    auto* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Manual"), QKeySequence(tr("F1")), this, [this] { showManual(*this); })
        ->setObjectName(QStringLiteral("manual"));
    help->addAction(tr("&About Plimsoll"), this, [this] {
        QMessageBox::about(this, tr("About Plimsoll"),
                           tr("Plimsoll %1\nCost-aware capacity planning for AI workloads.\n\nThis window is under the "
                              "GNU General Public License, version 3 or later, as QCustomPlot is.")
                               .arg(QCoreApplication::applicationVersion()));
    });
}

void MainWindow::makeFileMenu() {
    auto* file = menuBar()->addMenu(tr("&File"));
    auto* fresh = file->addMenu(tr("&New from template"));
    for (const Template& model : templates()) {
        auto* action = fresh->addAction(model.name, this, [this, path = model.path] { newFromTemplate(path); });
        action->setToolTip(model.description);
        action->setStatusTip(model.description);
    }
    file->addAction(tr("New from a &trace…"), this, &MainWindow::newFromTrace)
        ->setObjectName(QStringLiteral("newFromTrace"));
    auto* opening = file->addAction(tr("&Open…"), QKeySequence::Open, this, [this] {
        const auto paths =
            QFileDialog::getOpenFileNames(this, tr("Open scenarios, results or stores of sweeps"), {},
                                          tr("Scenarios, results and sweeps (*.json *.sqlite);;All files (*)"));
        for (const QString& path : paths) open(path);
    });
    opening->setObjectName(QStringLiteral("open"));
    recentMenu_ = file->addMenu(tr("Open &recent"));
    connect(recentMenu_, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    file->addSeparator();
    auto* saving = file->addAction(tr("&Save"), QKeySequence::Save, this, [this] {
        if (auto* page = currentPage()) save(*page, false);
    });
    saving->setObjectName(QStringLiteral("save"));
    file->addAction(tr("Save &as…"), QKeySequence::SaveAs, this, [this] {
        if (auto* page = currentPage()) save(*page, true);
    });
    file->addAction(tr("Save the &result…"), this, [this] {
        auto* page = currentPage();
        if (page == nullptr || !page->result()) return;
        const QString path = QFileDialog::getSaveFileName(this, tr("Save the result"), {}, tr("Results (*.json)"));
        if (path.isEmpty()) return;
        QSaveFile out(path);
        const QByteArray& text = page->result()->text();
        if (!out.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || out.write(text) != text.size() || !out.commit())
            say(tr("%1 could not be written: %2.").arg(path, out.errorString()));
    });
    file->addSeparator();
    file->addAction(tr("&Close"), QKeySequence::Close, this, [this] { closePage(tabs_->currentIndex()); });
    file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

}  // namespace plimsoll::gui
