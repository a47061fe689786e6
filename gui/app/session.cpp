// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/main_window.hpp"
#include "gui/app/page_tabs.hpp"
#include "gui/app/start_page.hpp"
#include "gui/app/theme.hpp"
#include "gui/app/view_docks.hpp"
#include "gui/editor/scenario_document.hpp"
#include "gui/models/preferences.hpp"

#include <QAction>
#include <QFileInfo>
#include <QSettings>

/// What the window remembers from one time to the next.
namespace plimsoll::gui {

namespace {

/// Layouts of another version may lack docks or have other ones.
constexpr int kLayoutVersion = 2;

const QString kGeometry = QStringLiteral("window/geometry");
const QString kLayout = QStringLiteral("window/layout");
const QString kLow = QStringLiteral("window/low");
const QString kArrangement = QStringLiteral("window/arrangement");
const QString kEditor = QStringLiteral("window/editor");
const QString kTheme = QStringLiteral("window/theme");
const QString kRunsByItself = QStringLiteral("run/onEveryChange");
const QString kRecent = QStringLiteral("files/recent");
const QString kOpen = QStringLiteral("files/open");
const QString kLooksOfFiles = QStringLiteral("files/looks");
const QString kNotesOfFiles = QStringLiteral("files/notes");
const QString kCurrent = QStringLiteral("files/current");

}  // namespace

void MainWindow::saveSession() const {
    QSettings settings;
    settings.setValue(kGeometry, saveGeometry());
    settings.setValue(kLayout, saveState(kLayoutVersion));
    settings.setValue(kLow, isLow_);
    settings.setValue(kArrangement, arrangement_);
    settings.setValue(kEditor, editorAction_->isChecked());
    settings.setValue(kTheme, theme_);
    savePreferences(preferences());
    settings.setValue(kRunsByItself, runsByItself_);
    settings.setValue(kRecent, recent_);
    QStringList open;
    QVariantMap looks = savedLooks_;
    QVariantMap notes = savedNotes_;
    for (const auto* page : pages()) {
        const QString path = page->path();
        if (path.isEmpty()) continue;
        open.append(path);
        looks.insert(path, page->looks().toVariant());
        notes.insert(path, page->notes());
    }
    settings.setValue(kLooksOfFiles, looks);
    settings.setValue(kNotesOfFiles, notes);
    settings.setValue(kOpen, open);
    settings.setValue(kCurrent, tabs_->currentIndex());
}

void MainWindow::restoreSession(bool files) {
    const QSettings settings;
    restoreGeometry(settings.value(kGeometry).toByteArray());
    arrangeAs(settings.value(kArrangement).toString());
    showEditor(settings.value(kEditor, false).toBool());
    const bool fits = settings.value(kLow, false).toBool() == isLow_;
    isLaidOut_ = fits && restoreState(settings.value(kLayout).toByteArray(), kLayoutVersion);
    const QString theme = settings.value(kTheme, themes().first()).toString();
    if (auto* action = findChild<QAction*>(QStringLiteral("theme/") + theme)) action->trigger();
    setPreferences(savedPreferences());
    runsByItself_ = settings.value(kRunsByItself, true).toBool();
    recent_ = settings.value(kRecent).toStringList();
    start_->setRecent(recent_);
    savedLooks_ = settings.value(kLooksOfFiles).toMap();
    savedNotes_ = settings.value(kNotesOfFiles).toMap();
    if (!files) return;
    for (const QString& path : settings.value(kOpen).toStringList())
        if (QFileInfo::exists(path)) open(path);
    tabs_->setCurrentIndex(settings.value(kCurrent, 0).toInt());
}

}  // namespace plimsoll::gui
