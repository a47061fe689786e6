// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"
#include "gui/models/selection.hpp"

#include <QObject>

#include <vector>

class QDockWidget;
class QMainWindow;
class QMenu;

namespace plimsoll::gui {

class View;
class ViewPanel;

/// The views of a window, each in a dock that can be moved, stacked, hidden and found again by its shortcut.
class ViewDocks : public QObject {
    Q_OBJECT

public:
    ViewDocks(QMainWindow& window, Selection& selection);

    /// Adds show and hide actions, with their shortcuts.
    void fillMenu(QMenu& menu);

    void setResult(const ResultPtr& result);
    void setReference(const ResultPtr& reference);
    /// For every view (View::setStamp).
    void setStamp(const QString& stamp);

    [[nodiscard]] View* view(const QString& name) const;
    [[nodiscard]] QDockWidget* dock(const QString& name) const;
    [[nodiscard]] const std::vector<ViewPanel*>& panels() const { return panels_; }

signals:
    void exportRequested(View* view);
    void pointerActivated(const QString& pointer);
    void sensitivitiesWanted();

private:
    std::vector<ViewPanel*> panels_;
    std::vector<QDockWidget*> docks_;
};

}  // namespace plimsoll::gui
