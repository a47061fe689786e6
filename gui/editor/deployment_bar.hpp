// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/section_tree.hpp"

#include <QWidget>

class QAction;
class QToolButton;

namespace plimsoll::gui {

class ScenarioDocument;

/// Adds, duplicates, removes and moves the elements of the list section (the deployments) that a tree shows; with
/// buttons, and with keys while the tree has the focus.
class DeploymentBar : public QWidget {
    Q_OBJECT

public:
    DeploymentBar(ScenarioDocument& document, SectionTree& tree, const Section& list, QWidget* parent = nullptr);

    [[nodiscard]] QList<QWidget*> tabStops() const { return buttons_; }
    /// What is possible depends on the current row.
    void refresh();

    /// Room for icons; words come where there is more.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QAction* makeAction(const QIcon& icon, const QString& words, const QKeySequence& key, void (DeploymentBar::*act)());
    QToolButton* addButton(QAction* action);
    void add();
    void duplicate();
    void removeCurrent();
    void moveUp();
    void moveDown();
    void moveBy(int by);
    /// Index of the current element; -1 where the row is none.
    [[nodiscard]] int index() const;
    [[nodiscard]] int count() const;
    [[nodiscard]] std::string pointerOf(int index) const;

    ScenarioDocument& document_;
    SectionTree& tree_;
    std::string array_;
    QAction* duplicate_;
    QAction* remove_;
    QAction* up_;
    QAction* down_;
    QList<QWidget*> buttons_;
    QList<QToolButton*> worded_;  ///< that have words where there is room
};

}  // namespace plimsoll::gui
