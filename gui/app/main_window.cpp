// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/main_window.hpp"

#include "gui/app/arrangements.hpp"
#include "gui/app/command_palette.hpp"
#include "gui/app/deployments_panel.hpp"
#include "gui/app/message_bar.hpp"
#include "gui/app/overlay.hpp"
#include "gui/app/page_tabs.hpp"
#include "gui/app/preferences_dialog.hpp"
#include "gui/app/start_page.hpp"
#include "gui/app/theme.hpp"
#include "gui/app/view_docks.hpp"
#include "gui/app/what_if_panel.hpp"
#include "gui/editor/scenario_document.hpp"
#include "gui/editor/scenario_editor.hpp"
#include "gui/export/export.hpp"
#include "gui/models/result_matrix.hpp"
#include "gui/models/text.hpp"
#include "gui/views/basis_box.hpp"
#include "gui/views/table_widget.hpp"
#include "gui/views/view.hpp"

#include <QDockWidget>
#include <QFileDialog>
#include <QMenu>
#include <QScreen>
#include <QStackedWidget>
#include <utility>

namespace plimsoll::gui {

MainWindow::MainWindow(QString program, QWidget* parent)
    : QMainWindow(parent),
      program_(std::move(program)),
      tabs_(new PageTabs(this)),
      messages_(new MessageBar(this)),
      runStrips_(new QStackedWidget(this)),
      start_(new StartPage(this)),
      docks_(new ViewDocks(*this, selection_)),
      whatIf_(new WhatIfPanel(this)),
      deployments_(new DeploymentsPanel(selection_, this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Plimsoll"));
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | AnimatedDocks | GroupedDragging);
    setAcceptDrops(true);
    messages_->setObjectName(QStringLiteral("windowMessages"));
    takeFirstPlace();

    addToolDock(QStringLiteral("what-if"), tr("What if"), QKeySequence(tr("Alt+0")), whatIf_);
    addToolDock(QStringLiteral("deployments"), tr("Deployments"), QKeySequence(tr("Alt+Shift+0")), deployments_);

    makeToolBar();
    makeMenus();
    makeOverlays();
    arrangeAs({});
    showEditor(false);
    connect(tabs_, &PageTabs::currentChanged, this, &MainWindow::showCurrentPage);
    connect(tabs_, &PageTabs::tabCloseRequested, this, &MainWindow::closePage);
    connect(whatIf_, &WhatIfPanel::factorsChanged, this, &MainWindow::setWhatIf);
    connect(docks_, &ViewDocks::exportRequested, this, &MainWindow::exportView);
    connect(docks_, &ViewDocks::pointerActivated, this, [this](const QString& pointer) {
        auto* page = currentPage();
        if (page == nullptr || page->editor() == nullptr) return;
        showEditor(true);
        page->editor()->goTo(pointer);
    });
    connect(
        docks_, &ViewDocks::sensitivitiesWanted, this,
        [this] {
            if (auto* page = currentPage()) page->varyAssumptions();
        },
        Qt::QueuedConnection);  // the page may be about to tell of its result
    connect(&selection_, &Selection::changed, this, [this] {
        if (const auto* page = currentPage(); page != nullptr && page->result())
            names_ = namesOf(selection_, *page->result());
    });
    connect(&selection_.notes(), &Notes::changed, this, [this] {
        auto* page = currentPage();
        if (page == nullptr) return;
        page->setNotes(selection_.notes().toVariant());
        if (!page->path().isEmpty()) savedNotes_.insert(page->path(), page->notes());
    });
    connect(deployments_, &DeploymentsPanel::lookChosen, this, [this](const QString& name, int look) {
        currentPage()->looks().choose(name, look);
        showResult();
    });
    connect(&selection_, &Selection::loadChosen, this, [this](double multiple) {
        WhatIf factors = whatIf_->factors();
        factors.load *= multiple;
        whatIf_->setFactors(factors);
        whatIf_->parentWidget()->show();  // where it can be seen and taken back
        setWhatIf(whatIf_->factors());
    });
}

/// Where nothing is remembered: in the middle of the screen, comfortably large where that fits on it with its frame.
void MainWindow::takeFirstPlace() {
    constexpr QSize kComfortable(1760, 1000);
    constexpr double kShareOfScreen = 0.96;
    const QRect room = screen()->availableGeometry();
    const QSize size = kComfortable.boundedTo((QSizeF(room.size()) * kShareOfScreen).toSize());
    resize(size);
    move(room.center() - QRect({}, size).center());
}

MainWindow::~MainWindow() {
    disconnect(tabs_, nullptr, this, nullptr);
    qDeleteAll(pages());  // before the places that hold parts of them
}

/// What comes and goes has places where it moves nothing: the run in the status bar, what is to be said over the upper
/// edge of the views, and how far a long run is over their lower edge.
void MainWindow::makeOverlays() {
    statusBar()->addPermanentWidget(runStrips_, 1);
    editor_ = new Overlay(Overlay::Edge::left, this, toolBar_, statusBar());
    editor_->setAutoFillBackground(true);
    editor_->setObjectName(QStringLiteral("editorOverlay"));
    editor_->add(&tabs_->stack());
    notices_ = new Overlay(Overlay::Edge::upper, this, toolBar_, statusBar());
    notices_->add(messages_);
    progress_ = new Overlay(Overlay::Edge::lower, this, toolBar_, statusBar());
    boards_ = new Overlay(Overlay::Edge::all, this, toolBar_, statusBar());
    startOverlay_ = new Overlay(Overlay::Edge::all, this, toolBar_, statusBar());
    startOverlay_->add(start_);
    connect(start_, &StartPage::templateChosen, this, &MainWindow::newFromTemplate);
    connect(start_, &StartPage::fileChosen, this, [this](const QString& path) { open(path); });
    connect(start_, &StartPage::traceWanted, this, &MainWindow::newFromTrace);
    connect(start_, &StartPage::fileWanted, this, [this] { findChild<QAction*>(QStringLiteral("open"))->trigger(); });
}

void MainWindow::arrangeAs(const QString& arrangement) {
    const Arrangement& wanted = arrangementNamed(arrangement);
    arrangement_ = wanted.name;
    isLow_ = isLow(*this);
    deployments_->setCompact(isLow_);
    arrange(*this, wanted);
    findChild<QAction*>(QStringLiteral("arrange/") + wanted.name)->setChecked(true);
}

/// What was moved stays moved, in a low window and in a high one, and the view with the keyboard stays in front.
void MainWindow::followHeight() {
    if (isLow(*this) == isLow_) return;
    auto* used = focusWidget();
    auto* dock = used;
    while (dock != nullptr && qobject_cast<QDockWidget*>(dock) == nullptr) dock = dock->parentWidget();
    const QByteArray other = std::exchange(otherLayout_, saveState());
    arrangeAs(arrangement_);
    if (!other.isEmpty()) restoreState(other);
    if (dock == nullptr) return;
    dock->show();
    dock->raise();
    used->setFocus();
}

void MainWindow::showEditor(bool shown) {
    tabs_->stack().setVisible(shown);
    editorAction_->setChecked(shown);
}

void MainWindow::showCommands() {
    QList<Command> commands;
    const auto nameOf = [](const QAction& action) {
        return action.text().remove(QLatin1Char('&')).remove(QStringLiteral("…"));
    };
    for (auto* action : findChildren<QAction*>()) {
        if (action->text().isEmpty() || action->isSeparator() || action->menu() != nullptr || !action->isEnabled())
            continue;
        if (qobject_cast<QMenu*>(action->parent()) == nullptr && action->shortcut().isEmpty()) continue;
        commands.append(
            {nameOf(*action), action->shortcut().toString(QKeySequence::NativeText), [action] { action->trigger(); }});
    }
    if (const auto* page = currentPage(); page != nullptr && page->result())
        for (int i = 0; i < static_cast<int>(page->result()->deployments().size()); ++i)
            commands.append({tr("Select %1").arg(qstring(page->result()->deployment(i).name)), {}, [this, i] {
                                 selection_.select(i);
                             }});
    auto* palette = new CommandPalette(std::move(commands), this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

void MainWindow::compareTabs() {
    QList<NamedResult> results;
    for (const auto* page : pages()) {
        const QString stamp = page->stamp();
        results.append({stamp.isEmpty() ? page->title() : tr("%1 (%2)").arg(page->title(), stamp), page->result()});
    }
    auto* table = new TableWidget(this);
    table->setObjectName(QStringLiteral("matrix"));
    table->setWindowFlag(Qt::Window);
    table->setWindowTitle(tr("All tabs side by side; ★ is recommended"));
    table->setAttribute(Qt::WA_DeleteOnClose);
    table->setTable(matrixOf(results));
    constexpr QSize kSize(900, 420);
    table->resize(kSize);
    table->show();
}

void MainWindow::pin() {
    const auto* page = currentPage();
    const bool can = pinned_ == nullptr && page != nullptr && page->result() && !page->result()->isCoarse();
    pinned_ = can ? page->result() : nullptr;
    showResult();
}

/// A scenario that replays a trace, from the first of those that come with the program.
void MainWindow::addToolDock(const QString& name, const QString& title, const QKeySequence& keys, QWidget* widget) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(QStringLiteral("dock/") + name);
    dock->setWidget(widget);
    dock->toggleViewAction()->setShortcut(keys);
    addDockWidget(Qt::LeftDockWidgetArea, dock);
    dock->hide();  // the form comes first
}

Page* MainWindow::currentPage() const { return qobject_cast<Page*>(tabs_->currentWidget()); }

void MainWindow::showCurrentPage() {
    auto* page = currentPage();
    whatIf_->setEnabled(page != nullptr && page->document() != nullptr);
    whatIf_->setFactors(page != nullptr ? page->whatIf() : WhatIf{});
    selection_.forgetChosenLoad();
    selection_.notes().restore(page != nullptr ? page->notes() : QVariantList());
    for (auto* other : pages()) {
        other->notices()->setVisible(other == page);
        if (other != page && other->progress() != nullptr) other->progress()->hide();
    }
    for (auto* other : pages())
        if (other->boardViews() != nullptr) other->boardViews()->setVisible(other == page);
    editorAction_->setEnabled(page == nullptr || page->boardViews() == nullptr);
    tabs_->stack().setVisible(editorAction_->isChecked() && editorAction_->isEnabled());
    runStrips_->setVisible(page != nullptr && page->runStrip() != nullptr);
    if (runStrips_->isVisibleTo(this)) runStrips_->setCurrentWidget(page->runStrip());
    start_->setRecent(recent_);
    start_->setVisible(page == nullptr);
    setWindowTitle(page == nullptr ? tr("Plimsoll") : tr("%1 – Plimsoll").arg(page->title()));
    showResult();
}

void MainWindow::showResult() {
    const auto* page = currentPage();
    const ResultPtr result = page != nullptr ? page->result() : nullptr;
    const SelectedNames wanted = names_;
    selection_.restrictTo(result ? static_cast<int>(result->deployments().size()) : 0);
    selection_.setLooks(result ? currentPage()->looks().looksOf(namesOf(*result)) : QList<int>());
    const ResultPtr other = reference_ != nullptr && reference_ != page ? reference_->result() : nullptr;
    docks_->setReference(pinned_ != nullptr && pinned_ != result ? pinned_ : other);
    if (result && !result->isCoarse()) selection_.forgetChosenLoad();
    docks_->setStamp(page != nullptr ? page->stamp() : QString());
    docks_->setResult(result);
    deployments_->setResult(result);
    if (!result) return;
    selectNames(selection_, wanted, *result);
    names_ = wanted;  // also those that this result lacks
}

void MainWindow::setWhatIf(const WhatIf& factors) const {
    if (auto* page = currentPage()) page->setWhatIf(factors);
}

void MainWindow::chooseReference() {
    referenceMenu_->clear();
    const auto add = [this](const QString& title, Page* page) {
        auto* action = referenceMenu_->addAction(title, this, [this, page] {
            reference_ = page;
            showResult();
        });
        action->setCheckable(true);
        action->setChecked(reference_ == page);
    };
    add(tr("nothing"), nullptr);
    for (auto* page : pages())
        if (page != currentPage()) add(page->title(), page);
}

void MainWindow::exportView(View* view) {
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export"), view->accessibleName() + QStringLiteral(".png"),
                                     tr("Pictures and tables (*.png *.svg *.pdf *.csv)"));
    if (path.isEmpty()) return;
    const QString problem = gui::exportView(*view, path, kPictureSize, kPictureScale, frameOf(*view));
    if (!problem.isEmpty()) say(problem);
}

void MainWindow::setTheme(const QString& theme) {
    theme_ = theme;
    applyTheme(theme);
}

void MainWindow::showPreferences() {
    auto* dialog = new PreferencesDialog(preferences(), theme_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PreferencesDialog::changed, this, [this](const Preferences& wanted) {
        setPreferences(wanted);
        savePreferences(wanted);
        for (auto* box : findChildren<BasisBox*>()) box->followPeriod();
        for (auto* page : pages()) page->followPreferences();
        showResult();
    });
    connect(dialog, &PreferencesDialog::themeChanged, this,
            [this](const QString& theme) { findChild<QAction*>(QStringLiteral("theme/") + theme)->trigger(); });
    dialog->open();
}

void MainWindow::say(const QString& message) { messages_->showError(message); }

QString MainWindow::message() const { return messages_->message(); }

}  // namespace plimsoll::gui
