// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QStackedWidget;
class QTabBar;
class QWidget;

namespace plimsoll::gui {

/// Pages behind one another, and the tabs that choose one: the tabs stand in the window's tool bar, so that they can be
/// seen while the pages are hidden.
class PageTabs : public QObject {
    Q_OBJECT

public:
    explicit PageTabs(QWidget* window);

    [[nodiscard]] QTabBar& bar() const { return *bar_; }
    [[nodiscard]] QStackedWidget& stack() const { return *stack_; }

    [[nodiscard]] int count() const;
    /// In the order of the tabs, which can be moved.
    [[nodiscard]] QWidget* widget(int index) const;
    [[nodiscard]] QWidget* currentWidget() const;
    [[nodiscard]] int currentIndex() const;
    [[nodiscard]] int indexOf(const QWidget* page) const;
    void setCurrentIndex(int index);
    void setCurrentWidget(const QWidget* page);
    int addTab(QWidget* page, const QString& title);
    void removeTab(int index);
    void setTabText(int index, const QString& title);

signals:
    void currentChanged(int index);
    void tabCloseRequested(int index);

private:
    void showCurrent(int index);

    QTabBar* bar_;
    QStackedWidget* stack_;
};

}  // namespace plimsoll::gui
