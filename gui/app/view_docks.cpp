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
    panel->view().setFocus(Qt::ShortcutFocusReason);
}

}  // namespace

ViewDocks::ViewDocks(QMainWindow& window, Selection& selection) : QObject(&window), window_(window) {
    for (const ViewKind& kind : viewKinds()) {
        auto* dock = new QDockWidget(kind.title, &window);
        dock->setObjectName(QStringLiteral("dock/") + kind.name);
        auto* panel = new ViewPanel(kind, selection, dock);
        dock->setWidget(panel);
        connect(panel, &ViewPanel::exportRequested, this, &ViewDocks::exportRequested);
        connect(&panel->view(), &View::pointerActivated, this, &ViewDocks::pointerActivated);
        panels_.push_back(panel);
        docks_.push_back(dock);
    }
    resetLayout();
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

/// The summary and the pictures of the whole comparison above, what happens inside a deployment below.
void ViewDocks::resetLayout() {
    QDockWidget* above = nullptr;
    QDockWidget* below = nullptr;
    for (std::size_t i = 0; i < docks_.size(); ++i) {
        auto* dock = docks_[i];
        dock->setFloating(false);
        auto*& place = viewKinds()[i].isOverview ? above : below;
        window_.removeDockWidget(dock);
        if (place != nullptr)
            window_.tabifyDockWidget(place, dock);
        else
            window_.addDockWidget(Qt::RightDockWidgetArea, dock);
        place = dock;
        dock->show();
    }
    // The pictures get more room than the form: they are what is looked at.
    constexpr double kShareOfViews = 0.58;
    const int width = static_cast<int>(window_.width() * kShareOfViews);
    const int height = window_.height() / 2;
    QList<QDockWidget*> places;
    for (auto* place : {above, below})
        if (place != nullptr) places.append(place);
    window_.resizeDocks(places, QList<int>(places.size(), width), Qt::Horizontal);
    window_.resizeDocks(places, QList<int>(places.size(), height), Qt::Vertical);
    for (const bool overview : {true, false})
        for (std::size_t i = 0; i < docks_.size(); ++i)
            if (viewKinds()[i].isOverview == overview) {
                docks_[i]->raise();
                break;
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
