// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/app/page.hpp"
#include "gui/models/selected_names.hpp"
#include "gui/models/selection.hpp"

#include <QMainWindow>
#include <QVariantMap>

#include <optional>

class QActionGroup;
class QMenu;
class QStackedWidget;
class QToolBar;

namespace plimsoll::gui {

class DeploymentsPanel;
class MessageBar;
class Overlay;
class PageTabs;
class PlanPage;
class ProjectionPage;
class StartPage;
class SweepPage;
class View;
class ViewDocks;
class WhatIfPanel;

/// Tabs of scenarios and results in the middle, views of the current one's result around them. Only wires things
/// together.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `program` is the `plimsoll` to run.
    explicit MainWindow(QString program, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a scenario or a result, or shows its tab where it is open. Says on the page what went wrong.
    bool open(const QString& path);
    /// All of them; says of each that could not be opened why.
    void openAll(const QStringList& paths);
    void newFromTemplate(const QString& path);

    /// What the window says went wrong, outside of any page; empty: nothing.
    [[nodiscard]] QString message() const;

    [[nodiscard]] Page* currentPage() const;
    [[nodiscard]] QList<Page*> pages() const;
    [[nodiscard]] ViewDocks& docks() const { return *docks_; }
    [[nodiscard]] Selection& selection() { return selection_; }

    /// Puts the views where that arrangement has them.
    void arrangeAs(const QString& arrangement);
    /// Shows the form and the text of the current scenario beside the views, or hides them.
    void showEditor(bool shown);
    /// Everything that the window can do, and the deployments, by name.
    void showCommands();
    /// The results of all tabs side by side, in a window of their own.
    void compareTabs();
    /// Takes the current result as the one that differences are shown to, or lets it go.
    void pin();

    /// Runs the sweep of a page's scenario, or goes on with it, in a tab of its own; in a store that is asked for, or
    /// in one of the session's caches.
    void sweep(Page& page, bool askForStore);

    /// Finds the cheapest of what a page's scenario varies that meets its objectives, in a tab of its own.
    void plan(Page& page);
    /// The bills of the months ahead, in a tab of their own.
    void lookAhead(Page& page);

    /// Layout, files and settings of the last time. Without what was open, where `files` is false.
    void restoreSession(bool files);
    void saveSession() const;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void takeFirstPlace();
    void followHeight();
    void makeMenus();
    void makeFileMenu();
    void makeToolBar();
    void makeOverlays();
    void newFromTrace();
    void openTrace(const QString& path);
    /// A dock beside the form, hidden at first.
    void addToolDock(const QString& name, const QString& title, const QKeySequence& keys, QWidget* widget);
    void addPage(Page* page);
    bool closePage(int index);
    /// Asks whether to save; false where the user would rather stay.
    bool mayClose(Page& page);
    /// Not over what another program has written since: then the page offers what to do.
    bool save(Page& page, bool askForPath);
    bool write(Page& page, bool askForPath);
    void showCurrentPage();
    void showResult();
    void chooseReference();
    void exportView(View* view);
    [[nodiscard]] bool requireAxes(Page& page);
    void addSweepPage(SweepPage* page);
    void addPlanPage(PlanPage* page, Page* scenario);
    void addProjectionPage(ProjectionPage* page);
    void openPoint(SweepPage& page, int point);
    void use(PlanPage& plan, Page* scenario, int candidate);
    void setTheme(const QString& theme);
    void showPreferences();
    void noteRecent(const QString& path);
    void fillRecentMenu();
    void setWhatIf(const WhatIf& factors) const;
    void say(const QString& message);

    QString program_;
    Selection selection_;
    SelectedNames names_;  ///< of what is selected: indices change with the result
    PageTabs* tabs_;
    MessageBar* messages_;
    QStackedWidget* runStrips_;  ///< in the status bar: how the run of the current page goes
    Overlay* editor_ = nullptr;  ///< slides over the views at the left
    Overlay* notices_ = nullptr;
    Overlay* progress_ = nullptr;
    Overlay* boards_ = nullptr;  ///< what other pages than comparisons show in the place of the docks
    StartPage* start_;
    Overlay* startOverlay_ = nullptr;
    QToolBar* toolBar_ = nullptr;
    QActionGroup* arrangementActions_ = nullptr;
    QAction* editorAction_ = nullptr;
    QString arrangement_;
    bool isLow_ = false;      ///< and laid out so
    QByteArray otherLayout_;  ///< of the window while it was low, or while it was not
    ViewDocks* docks_;
    WhatIfPanel* whatIf_;
    DeploymentsPanel* deployments_;
    QMenu* recentMenu_ = nullptr;
    QMenu* referenceMenu_ = nullptr;
    QStringList recent_;
    QVariantMap savedLooks_;  ///< of deployments, by the path of the file
    QVariantMap savedNotes_;  ///< on plots, by the same
    QString theme_;
    bool runsByItself_ = true;
    bool isLaidOut_ = false;  ///< by a session before, or by the first showing
    Page* reference_ = nullptr;
    ResultPtr pinned_;  ///< goes before it
};

}  // namespace plimsoll::gui
