// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/arrangements.hpp"

#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>

#include <algorithm>

namespace plimsoll::gui {

namespace {

QStringList docksNamed(const char* names) { return QString::fromLatin1(names).split(QLatin1Char(' ')); }

QDockWidget* dockOf(const QMainWindow& window, const QString& name) {
    return window.findChild<QDockWidget*>(QStringLiteral("dock/") + name);
}

void placeLeft(QMainWindow& window, const QStringList& names, bool stacked) {
    QDockWidget* above = nullptr;
    for (const QString& name : names) {
        auto* dock = dockOf(window, name);
        if (above == nullptr)
            window.addDockWidget(Qt::LeftDockWidgetArea, dock);
        else if (stacked)
            window.tabifyDockWidget(above, dock);
        else
            window.splitDockWidget(above, dock, Qt::Vertical);
        dock->show();
        above = dock;
    }
    dockOf(window, names.first())->raise();
}

/// Rows first, so that each can be cut into stacks of its own.
void placeRows(QMainWindow& window, const QList<Arrangement::Row>& rows) {
    QDockWidget* above = nullptr;
    for (const auto& row : rows) {
        auto* head = dockOf(window, row.stacks.first().first());
        if (above == nullptr)
            window.addDockWidget(Qt::RightDockWidgetArea, head);
        else
            window.splitDockWidget(above, head, Qt::Vertical);
        head->show();
        above = head;
    }
    for (const auto& row : rows) {
        QDockWidget* before = dockOf(window, row.stacks.first().first());
        for (const Stack& stack : row.stacks) {
            auto* front = dockOf(window, stack.first());
            if (front != before) window.splitDockWidget(before, front, Qt::Horizontal);
            front->show();
            before = front;
        }
    }
    // What is split from a dock that has others behind it would join them: only then the others.
    for (const auto& row : rows)
        for (const Stack& stack : row.stacks)
            for (const QString& name : stack.mid(1)) {
                window.tabifyDockWidget(dockOf(window, stack.first()), dockOf(window, name));
                dockOf(window, name)->show();
            }
    for (const auto& row : rows)
        for (const Stack& stack : row.stacks) dockOf(window, stack.first())->raise();
}

/// What is no view stands at the left, in every arrangement.
bool isTool(const QDockWidget& dock) {
    return dock.objectName() == QLatin1String("dock/what-if") || dock.objectName() == QLatin1String("dock/deployments");
}

/// Hidden behind the last stack, where they come to the front when somebody wants them.
void placeOthers(QMainWindow& window, const Arrangement& arrangement, bool stacked) {
    auto* last = dockOf(window, arrangement.rows.last().stacks.last().first());
    for (auto* dock : window.findChildren<QDockWidget*>()) {
        if (window.dockWidgetArea(dock) != Qt::NoDockWidgetArea) continue;
        if (isTool(*dock) && !stacked)
            window.splitDockWidget(dockOf(window, arrangement.left.last()), dock, Qt::Vertical);
        else
            window.tabifyDockWidget(isTool(*dock) ? dockOf(window, arrangement.left.last()) : last, dock);
        dock->hide();
    }
    last->raise();
    dockOf(window, arrangement.left.first())->raise();
}

void size(QMainWindow& window, const Arrangement& arrangement) {
    const int left = isLow(window) ? 220 : 250;
    if (!arrangement.left.isEmpty())
        window.resizeDocks({dockOf(window, arrangement.left.first())}, {left}, Qt::Horizontal);
    const int width = window.width() - (arrangement.left.isEmpty() ? 0 : left);
    QList<QDockWidget*> heads;
    QList<int> heights;
    for (const auto& row : arrangement.rows) {
        heads.append(dockOf(window, row.stacks.first().first()));
        heights.append(static_cast<int>(row.share * window.height()));
        QList<QDockWidget*> fronts;
        for (const Stack& stack : row.stacks) fronts.append(dockOf(window, stack.first()));
        window.resizeDocks(fronts, QList<int>(fronts.size(), width / static_cast<int>(fronts.size())), Qt::Horizontal);
    }
    window.resizeDocks(heads, heights, Qt::Vertical);
}

}  // namespace

const std::vector<Arrangement>& arrangements() {
    const auto tr = [](const char* text) { return QCoreApplication::translate("Arrangements", text); };
    static const std::vector<Arrangement> all{
        {QStringLiteral("architect"),
         tr("Architect"),
         tr("What each deployment costs and how fast it is, over load, and where its time and its money go."),
         QStringLiteral("F5"),
         docksNamed("deployments"),
         {{0.44, {docksNamed("cost-over-load"), docksNamed("latency-over-load")}},
          {0.12, {docksNamed("load-ribbon")}},
          {0.44, {docksNamed("summary verdict cost-latency"), docksNamed("latency-parts timeline cost tokens")}}},
         {1, {docksNamed("cost-over-load summary"), docksNamed("latency-over-load latency-parts")}}},
        {QStringLiteral("finance"),
         tr("Finance"),
         tr("What it costs a month and a year, what for, and what would change that."),
         QStringLiteral("F6"),
         docksNamed("what-if deployments"),
         {{0.5, {docksNamed("money"), docksNamed("cost")}},
          {0.5, {docksNamed("cost-over-load"), docksNamed("cost-waterfall sensitivities assumptions")}}},
         {1, {docksNamed("money cost cost-over-load cost-waterfall")}}},
        {QStringLiteral("engineer"),
         tr("Engineer"),
         tr("What happens over time, and where latency comes from."),
         QStringLiteral("F7"),
         docksNamed("deployments"),
         {{0.5, {docksNamed("timeline")}},
          {0.5,
           {docksNamed("latency-distribution latency-over-load"),
            docksNamed("latency-parts tokens instances assumptions figures")}}},
         {1, {docksNamed("timeline latency-distribution latency-parts instances")}}},
    };
    return all;
}

const Arrangement& arrangementNamed(const QString& name) {
    const auto& all = arrangements();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == name; });
    return found == all.end() ? all.front() : *found;
}

bool isLow(const QMainWindow& window) {
    constexpr int kLowest = 700;
    return window.height() < kLowest;
}

void arrange(QMainWindow& window, const Arrangement& wanted) {
    const bool low = isLow(window);
    Arrangement arrangement = wanted;
    if (low) arrangement.rows = {wanted.low};
    for (auto* dock : window.findChildren<QDockWidget*>()) {
        dock->setFloating(false);
        window.removeDockWidget(dock);
    }
    placeLeft(window, arrangement.left, low);
    placeRows(window, arrangement.rows);
    placeOthers(window, arrangement, low);
    size(window, arrangement);
}

}  // namespace plimsoll::gui
