// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/page_tabs.hpp"

#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>

namespace plimsoll::gui {

PageTabs::PageTabs(QWidget* window) : QObject(window), bar_(new QTabBar(window)), stack_(new QStackedWidget(window)) {
    bar_->setObjectName(QStringLiteral("pages"));
    bar_->setAccessibleName(tr("Scenarios"));
    bar_->setTabsClosable(true);
    bar_->setMovable(true);
    bar_->setDocumentMode(true);
    bar_->setExpanding(false);
    bar_->setElideMode(Qt::ElideMiddle);
    bar_->setUsesScrollButtons(true);
    connect(bar_, &QTabBar::currentChanged, this, &PageTabs::showCurrent);
    connect(bar_, &QTabBar::tabCloseRequested, this, &PageTabs::tabCloseRequested);
}

int PageTabs::count() const { return bar_->count(); }

QWidget* PageTabs::widget(int index) const { return bar_->tabData(index).value<QWidget*>(); }

QWidget* PageTabs::currentWidget() const { return widget(currentIndex()); }

int PageTabs::currentIndex() const { return bar_->currentIndex(); }

int PageTabs::indexOf(const QWidget* page) const {
    for (int index = 0; index < count(); ++index)
        if (widget(index) == page) return index;
    return -1;
}

void PageTabs::setCurrentIndex(int index) { bar_->setCurrentIndex(index); }

void PageTabs::setCurrentWidget(const QWidget* page) { setCurrentIndex(indexOf(page)); }

int PageTabs::addTab(QWidget* page, const QString& title) {
    stack_->addWidget(page);
    int index = -1;
    {
        const QSignalBlocker quiet(bar_);  // until the tab knows its page
        index = bar_->addTab(title);
        bar_->setTabData(index, QVariant::fromValue(page));
    }
    if (count() == 1) showCurrent(0);
    return index;
}

void PageTabs::removeTab(int index) {
    stack_->removeWidget(widget(index));
    bar_->removeTab(index);
}

void PageTabs::setTabText(int index, const QString& title) { bar_->setTabText(index, title); }

void PageTabs::showCurrent(int index) {
    if (auto* page = widget(index)) stack_->setCurrentWidget(page);
    emit currentChanged(index);
}

}  // namespace plimsoll::gui
