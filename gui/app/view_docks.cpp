// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/view_docks.hpp"

#include "gui/views/view.hpp"
#include "gui/views/view_panel.hpp"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>

namespace plimsoll::gui {

namespace {

constexpr const char* kShortcutKeys = "123456789";

/// A dock that is hidden, or behind another one, comes to the front with the keyboard in it; the one that has the
/// keyboard goes away.
void toggle(QDockWidget* dock, ViewPanel* panel) {
    if (dock->isVisible() && panel->isAncestorOf(dock->window()->focusWidget())) {
        dock->hide();
        return;
    }
    dock->show();
    dock->raise();
    panel->setFocus(Qt::ShortcutFocusReason);
}

}  // namespace

ViewDocks::ViewDocks(QMainWindow& window, Selection& selection) : QObject(&window) {
    for (const ViewKind& kind : viewKinds()) {
        auto* dock = new QDockWidget(kind.title, &window);
        dock->setObjectName(QStringLiteral("dock/") + kind.name);
        auto* panel = new ViewPanel(kind, selection, dock);
        dock->setWidget(panel);
        window.addDockWidget(Qt::RightDockWidgetArea, dock);
        connect(panel, &ViewPanel::exportRequested, this, &ViewDocks::exportRequested);
        connect(&panel->view(), &View::pointerActivated, this, &ViewDocks::pointerActivated);
        connect(&panel->view(), &View::sensitivitiesWanted, this, &ViewDocks::sensitivitiesWanted);
        panels_.push_back(panel);
        docks_.push_back(dock);
    }
}

void ViewDocks::fillMenu(QMenu& menu) {
    for (std::size_t i = 0; i < docks_.size(); ++i) {
        auto* action = menu.addAction(viewKinds()[i].title);
        action->setObjectName(QStringLiteral("show/") + viewKinds()[i].name);
        action->setStatusTip(viewKinds()[i].help);
        // The first nine by Alt and a digit, the others by Alt+Shift and one.
        const auto digits = std::char_traits<char>::length(kShortcutKeys);
        const QString key = QString(QLatin1Char(kShortcutKeys[i % digits]));
        action->setShortcut(QKeySequence((i < digits ? QStringLiteral("Alt+") : QStringLiteral("Alt+Shift+")) + key));
        connect(action, &QAction::triggered, this, [dock = docks_[i], panel = panels_[i]] { toggle(dock, panel); });
    }
}

void ViewDocks::setResult(const ResultPtr& result) {
    for (auto* panel : panels_) panel->view().setResult(result);
}

void ViewDocks::setReference(const ResultPtr& reference) {
    for (auto* panel : panels_) panel->view().setReference(reference);
}

void ViewDocks::setStamp(const QString& stamp) {
    for (auto* panel : panels_) panel->view().setStamp(stamp);
}

View* ViewDocks::view(const QString& name) const {
    for (auto* panel : panels_)
        if (panel->objectName() == name) return &panel->view();
    return nullptr;
}

QDockWidget* ViewDocks::dock(const QString& name) const {
    for (auto* dock : docks_)
        if (dock->objectName() == QStringLiteral("dock/") + name) return dock;
    return nullptr;
}

}  // namespace plimsoll::gui
