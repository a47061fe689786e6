// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/main_window.hpp"

#include "gui/app/deployments_panel.hpp"
#include "gui/app/message_bar.hpp"
#include "gui/app/open_file.hpp"
#include "gui/app/theme.hpp"
#include "gui/app/view_docks.hpp"
#include "gui/app/what_if_panel.hpp"
#include "gui/editor/scenario_document.hpp"
#include "gui/editor/scenario_editor.hpp"
#include "gui/editor/templates.hpp"
#include "gui/export/export.hpp"
#include "gui/models/text.hpp"
#include "gui/views/view.hpp"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDate>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSaveFile>
#include <QScreen>
#include <QStatusBar>
#include <QTabWidget>
#include <QVBoxLayout>
#include <utility>

namespace plimsoll::gui {

namespace {

constexpr int kMostRecent = 12;

/// What tells a picture apart from others, once it has left the window.
PictureFrame frameOf(const View& view) {
    PictureFrame frame;
    frame.palette = lightPalette();
    frame.title = view.accessibleName();
    frame.stamp = view.stamp();
    if (view.result() == nullptr) return frame;
    const auto& comparison = view.result()->comparison();
    frame.about = MainWindow::tr("%1 · exported %2 · fingerprint %3")
                      .arg(qstring(comparison.scenario.name), QDate::currentDate().toString(Qt::ISODate),
                           QString::number(comparison.fingerprint, 16).rightJustified(16, u'0'));
    return frame;
}

}  // namespace

MainWindow::MainWindow(QString program, QWidget* parent)
    : QMainWindow(parent),
      program_(std::move(program)),
      tabs_(new QTabWidget(this)),
      messages_(new MessageBar(this)),
      docks_(new ViewDocks(*this, selection_)),
      whatIf_(new WhatIfPanel(this)),
      deployments_(new DeploymentsPanel(selection_, this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Plimsoll"));
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | AnimatedDocks | GroupedDragging);
    setAcceptDrops(true);
    takeFirstPlace();

    tabs_->setObjectName(QStringLiteral("pages"));
    tabs_->setAccessibleName(tr("Scenarios"));
    tabs_->setTabsClosable(true);
    tabs_->setMovable(true);
    tabs_->setDocumentMode(true);
    auto* middle = new QWidget(this);
    auto* layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(messages_);
    layout->addWidget(tabs_, 1);
    setCentralWidget(middle);

    addToolDock(QStringLiteral("what-if"), tr("What if"), QKeySequence(tr("Alt+0")), whatIf_);
    addToolDock(QStringLiteral("deployments"), tr("Deployments"), QKeySequence(tr("Alt+Shift+0")), deployments_);

    makeMenus();
    statusBar();
    connect(tabs_, &QTabWidget::currentChanged, this, &MainWindow::showCurrentPage);
    connect(tabs_, &QTabWidget::tabCloseRequested, this, &MainWindow::closePage);
    connect(whatIf_, &WhatIfPanel::factorsChanged, this, &MainWindow::setWhatIf);
    connect(docks_, &ViewDocks::exportRequested, this, &MainWindow::exportView);
    connect(docks_, &ViewDocks::pointerActivated, this, [this](const QString& pointer) {
        if (auto* page = currentPage(); page != nullptr && page->editor() != nullptr) page->editor()->goTo(pointer);
    });
    connect(&selection_, &Selection::changed, this, [this] {
        if (const auto* page = currentPage(); page != nullptr && page->result())
            names_ = namesOf(selection_, *page->result());
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
    constexpr QSize kComfortable(1440, 900);
    constexpr double kShareOfScreen = 0.96;
    const QRect room = screen()->availableGeometry();
    const QSize size = kComfortable.boundedTo((QSizeF(room.size()) * kShareOfScreen).toSize());
    resize(size);
    move(room.center() - QRect({}, size).center());
}

MainWindow::~MainWindow() { disconnect(tabs_, nullptr, this, nullptr); }

void MainWindow::addToolDock(const QString& name, const QString& title, const QKeySequence& keys, QWidget* widget) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(QStringLiteral("dock/") + name);
    dock->setWidget(widget);
    dock->toggleViewAction()->setShortcut(keys);
    addDockWidget(Qt::LeftDockWidgetArea, dock);
    dock->hide();  // the form comes first
}

void MainWindow::makeMenus() {
    makeFileMenu();

    // The editor of each page has these actions and their keys already; the menu shows those of the current one.
    auto* edit = menuBar()->addMenu(tr("&Edit"));
    connect(edit, &QMenu::aboutToShow, this, [this, edit] {
        edit->clear();
        const auto* page = currentPage();
        if (page == nullptr || page->editor() == nullptr) {
            edit->addAction(tr("Nothing to edit"))->setEnabled(false);
            return;
        }
        edit->addActions({page->editor()->undoAction(), page->editor()->redoAction()});
    });

    auto* run = menuBar()->addMenu(tr("&Run"));
    run->addAction(tr("&Run"), QKeySequence(tr("Ctrl+R")), this, [this] {
        if (auto* page = currentPage()) page->runNow();
    });
    run->addAction(tr("&Cancel"), QKeySequence(Qt::Key_Escape), this, [this] {
        if (auto* page = currentPage()) page->cancel();
    });

    auto* view = menuBar()->addMenu(tr("&View"));
    docks_->fillMenu(*view);
    for (auto* tool : {static_cast<QWidget*>(whatIf_), static_cast<QWidget*>(deployments_)})
        view->addAction(qobject_cast<QDockWidget*>(tool->parentWidget())->toggleViewAction());
    view->addSeparator();
    referenceMenu_ = view->addMenu(tr("Show the &difference to"));
    connect(referenceMenu_, &QMenu::aboutToShow, this, &MainWindow::chooseReference);
    view->addAction(tr("&Reset the layout"), this, [this] { docks_->resetLayout(); });
    auto* themeMenu = view->addMenu(tr("&Theme"));
    auto* group = new QActionGroup(this);
    for (const QString& theme : themes()) {
        auto* action = themeMenu->addAction(theme, this, [this, theme] { setTheme(theme); });
        action->setObjectName(QStringLiteral("theme/") + theme);
        action->setCheckable(true);
        group->addAction(action);
    }

    auto* help = menuBar()->addMenu(tr("&Help"));
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
    file->addAction(tr("&Open…"), QKeySequence::Open, this, [this] {
        const auto paths = QFileDialog::getOpenFileNames(this, tr("Open scenarios or results"), {},
                                                         tr("Scenarios and results (*.json);;All files (*)"));
        for (const QString& path : paths) open(path);
    });
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

Page* MainWindow::currentPage() const { return qobject_cast<Page*>(tabs_->currentWidget()); }

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
    OpenedFile opened = openFile(full);
    if (const auto* error = std::get_if<OpenError>(&opened)) {
        say(error->message);
        return false;
    }
    messages_->clear();
    if (auto* document = std::get_if<std::unique_ptr<ScenarioDocument>>(&opened))
        addPage(new Page(std::move(*document), program_, this));
    else
        addPage(new Page(std::get<ResultPtr>(opened), full, this));
    currentPage()->looks().restore(savedLooks_.value(full).toMap());
    showResult();
    noteRecent(full);
    return true;
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

void MainWindow::addPage(Page* page) {
    page->setRunsByItself(runsByItself_);
    connect(page, &Page::resultChanged, this, [this, page] {
        if (page == currentPage() || page == reference_) showResult();
    });
    connect(page, &Page::saveRequested, this, [this, page] { write(*page, false); });
    connect(page, &Page::stampChanged, this, [this, page] {
        if (page == currentPage()) docks_->setStamp(page->stamp());
    });
    connect(page, &Page::titleChanged, this, [this, page] { tabs_->setTabText(tabs_->indexOf(page), page->title()); });
    connect(page, &Page::runsByItselfChanged, this, [this](bool runs) { runsByItself_ = runs; });
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

void MainWindow::showCurrentPage() {
    auto* page = currentPage();
    whatIf_->setEnabled(page != nullptr && page->document() != nullptr);
    whatIf_->setFactors(page != nullptr ? page->whatIf() : WhatIf{});
    selection_.forgetChosenLoad();
    showResult();
}

void MainWindow::showResult() {
    const auto* page = currentPage();
    const ResultPtr result = page != nullptr ? page->result() : nullptr;
    const SelectedNames wanted = names_;
    selection_.restrictTo(result ? static_cast<int>(result->deployments().size()) : 0);
    selection_.setLooks(result ? currentPage()->looks().looksOf(namesOf(*result)) : QList<int>());
    docks_->setReference(reference_ != nullptr && reference_ != page ? reference_->result() : nullptr);
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
    constexpr QSize kSize(1280, 800);  // whatever room the dock has
    constexpr double kScale = 2;
    const QString problem = gui::exportView(*view, path, kSize, kScale, frameOf(*view));
    if (!problem.isEmpty()) say(problem);
}

void MainWindow::setTheme(const QString& theme) {
    theme_ = theme;
    applyTheme(theme);
}

void MainWindow::say(const QString& message) { messages_->showError(message); }

QString MainWindow::message() const { return messages_->message(); }

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
    if (!std::exchange(isLaidOut_, true)) docks_->resetLayout();
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
