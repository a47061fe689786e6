// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_window.hpp"

#include "gui/app/arrangements.hpp"
#include "tests/gui/made_result.hpp"

#include <QAbstractButton>
#include <QDockWidget>
#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QTabBar>
#include <QToolBar>

#include <qcustomplot.h>

/// What must be readable on every screen. These tests run with one, 1.25 and 1.5 pixels of a screen of 1280x800 for
/// each of the window's: on 1280x800, 1024x640 and 853x533.
namespace plimsoll::gui {
namespace {

class SmallScreens : public ShownWindow {
protected:
    void SetUp() override { show(testing::sampleComparison()); }

    [[nodiscard]] static QRect room() { return QGuiApplication::primaryScreen()->availableGeometry(); }

    [[nodiscard]] QDockWidget* dock(const QString& name) const {
        return window_.findChild<QDockWidget*>(QStringLiteral("dock/") + name);
    }

    [[nodiscard]] bool isInFront(const QString& name) const {
        return dock(name)->isVisible() && !dock(name)->visibleRegion().isEmpty();
    }

    /// Nothing of it is covered, cut off or beyond the screen.
    void expectWhole(const QWidget& widget) const {
        SCOPED_TRACE(widget.objectName().toStdString());
        EXPECT_EQ(widget.visibleRegion().boundingRect(), widget.rect());
        EXPECT_TRUE(room().contains(QRect(widget.mapToGlobal(QPoint()), widget.size())));
    }

    void arrange(const Arrangement& arrangement) {
        window_.findChild<QAction*>(QStringLiteral("arrange/") + arrangement.name)->trigger();
        QTest::qWait(kFrameMs);
    }
};

TEST_F(SmallScreens, HoldTheWholeWindowInEveryArrangement) {
    for (const auto& arrangement : arrangements()) {
        SCOPED_TRACE(arrangement.name.toStdString());
        arrange(arrangement);
        EXPECT_TRUE(room().contains(window_.geometry())) << window_.width() << "x" << window_.height();
        for (auto* action : window_.findChild<QToolBar*>()->actions())
            if (const auto* button = window_.findChild<QToolBar*>()->widgetForAction(action);
                qobject_cast<const QAbstractButton*>(button) != nullptr)
                expectWhole(*button);
        for (const auto* bar : window_.findChildren<QTabBar*>())
            for (int tab = 0; bar->isVisible() && tab < bar->count(); ++tab) {
                EXPECT_LE(bar->fontMetrics().horizontalAdvance(bar->tabText(tab)), bar->tabRect(tab).width())
                    << bar->tabText(tab).toStdString() << " is cut short";
                EXPECT_LE(bar->tabRect(tab).right(), bar->width()) << bar->tabText(tab).toStdString();
            }
        const auto rows = isLow(window_) ? QList<Arrangement::Row>{arrangement.low} : arrangement.rows;
        for (const auto& row : rows)
            for (const Stack& stack : row.stacks) {
                EXPECT_TRUE(isInFront(stack.first())) << stack.first().toStdString();
                expectWhole(*dock(stack.first()));
            }
    }
}

TEST_F(SmallScreens, LeaveTheArchitectsCurvesHighEnoughToRead) {
    arrange(arrangements().front());
    for (const char* name : {"cost-over-load", "latency-over-load"}) {
        SCOPED_TRACE(name);
        const auto* plot = dock(QLatin1String(name))->findChild<QCustomPlot*>();
        EXPECT_GE(plot->axisRect()->height(), room().height() < 700 ? 150 : 60);
        EXPECT_GE(plot->axisRect()->width(), 180);
    }
    const auto* cards = window_.findChild<QListWidget*>(QStringLiteral("deployments/list"));
    if (room().height() < 700) {
        EXPECT_EQ(cards->verticalScrollBar()->maximum(), 0) << "the cards are seen without scrolling";
    }
}

TEST_F(SmallScreens, ShowTheRunAtTheLowerEdge) {
    openSmallScenario();
    for (const auto& arrangement : arrangements()) {
        SCOPED_TRACE(arrangement.name.toStdString());
        arrange(arrangement);
        for (const char* name : {"run", "cancel", "runSweep", "runPlan", "runsByItself"})
            for (const auto* button : window_.findChildren<QAbstractButton*>(QLatin1String(name))) expectWhole(*button);
    }
}

TEST_F(SmallScreens, BringWhatIfToTheFront) {
    arrange(arrangements().front());
    auto* action = dock(QStringLiteral("what-if"))->toggleViewAction();
    action->trigger();
    QTest::qWait(kFrameMs);
    EXPECT_TRUE(isInFront(QStringLiteral("what-if")));
    EXPECT_TRUE(room().contains(window_.geometry())) << window_.width() << "x" << window_.height();
    expectWhole(*window_.findChild<QAbstractButton*>(QStringLiteral("whatIf/reset")));
    EXPECT_GE(window_.findChild<QSlider*>(QStringLiteral("whatIf/load"))->width(), 60);
}

TEST_F(SmallScreens, ReachEverythingOfTheStartPage) {
    for (auto* action : window_.findChildren<QAction*>())
        if (action->shortcut() == QKeySequence(QKeySequence::Close)) action->trigger();
    QTest::qWait(kFrameMs);
    const auto* start = window_.findChild<QWidget*>(QStringLiteral("startPage"));
    auto* area = start->findChild<QScrollArea*>();
    ASSERT_TRUE(start->isVisible());
    EXPECT_EQ(area->horizontalScrollBar()->maximum(), 0);
    for (auto* button : start->findChildren<QAbstractButton*>()) {
        if (button->text().isEmpty()) continue;
        SCOPED_TRACE(button->text().toStdString());
        area->ensureWidgetVisible(button);
        QTest::qWait(1);
        EXPECT_GE(button->height(), button->sizeHint().height());
        expectWhole(*button);
    }
}

// A window that becomes low on another screen has its own layout there, and the old one when it comes back.
TEST_F(SmallScreens, FollowTheHeightOfTheWindow) {
    arrange(arrangements().front());
    const bool low = isLow(window_);
    dock(QStringLiteral("latency-over-load"))->hide();
    const QSize large(1200, 760);
    const QSize little(1200, 520);
    window_.resize(low ? large : little);
    QTest::qWait(kFrameMs);
    ASSERT_NE(isLow(window_), low) << window_.height();
    EXPECT_TRUE(isInFront(QStringLiteral("latency-over-load")));
    EXPECT_EQ(isInFront(QStringLiteral("load-ribbon")), low);
    window_.resize(low ? little : large);
    QTest::qWait(kFrameMs);
    ASSERT_EQ(isLow(window_), low) << window_.height();
    EXPECT_FALSE(isInFront(QStringLiteral("latency-over-load"))) << "what was moved stays moved";
}

}  // namespace
}  // namespace plimsoll::gui
