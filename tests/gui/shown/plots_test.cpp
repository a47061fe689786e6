// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_window.hpp"

#include "gui/views/plot_view.hpp"
#include "tests/gui/made_result.hpp"

#include <qcustomplot.h>

/// What a person does in plots with the mouse and with the keyboard, in the window as it is shown.
namespace plimsoll::gui {
namespace {

class ShownPlots : public ShownWindow {
protected:
    ShownPlots() {
        show(testing::sampleComparison());
        QTest::qWait(kFrameMs);
    }

    PlotView& turnTo(const char* name) {
        auto* view = qobject_cast<PlotView*>(window_.docks().view(QLatin1String(name)));
        window_.findChild<QAction*>(QStringLiteral("show/") + QLatin1String(name))->trigger();
        window_.activateWindow();
        QTest::qWait(kFrameMs);
        return *view;
    }
};

// The first entry of the legend is the deployment "on demand".
TEST_F(ShownPlots, IsolateByAClickOnTheLegendAndToggleWithControl) {
    for (const char* name : {"cost-over-load", "latency-over-load", "latency-distribution", "timeline"}) {
        SCOPED_TRACE(name);
        auto& plot = turnTo(name).plot();
        const QPoint onFirst(20, 12);
        QTest::mouseClick(&plot, Qt::LeftButton, {}, onFirst);
        QTest::qWait(kFrameMs);
        EXPECT_EQ(window_.selection().hidden(), QSet<int>({1, 2, 3, 4}));
        QTest::mouseClick(&plot, Qt::LeftButton, {}, onFirst);
        QTest::qWait(kFrameMs);
        EXPECT_EQ(window_.selection().hidden(), QSet<int>());
        QTest::mouseClick(&plot, Qt::LeftButton, Qt::ControlModifier, onFirst);
        QTest::qWait(kFrameMs);
        EXPECT_EQ(window_.selection().hidden(), QSet<int>({0}));
        QTest::mouseClick(&plot, Qt::LeftButton, Qt::ControlModifier, onFirst);
        QTest::qWait(kFrameMs);
        EXPECT_EQ(window_.selection().hidden(), QSet<int>());
    }
}

/// Between the plot and what is around it.
QColor frameOf(const QImage& screen, const QCustomPlot& plot) {
    return screen.pixelColor(plot.mapToGlobal(QPoint(plot.width() / 2, -1)));
}

TEST_F(ShownPlots, HaveAFrameWhileTheyHaveTheKeyboard) {
    for (const char* theme : {"light", "dark"}) {
        SCOPED_TRACE(theme);
        window_.findChild<QAction*>(QStringLiteral("theme/") + QLatin1String(theme))->trigger();
        for (const char* name :
             {"cost-over-load", "timeline", "instances", "cost", "cost-waterfall", "latency-parts"}) {
            SCOPED_TRACE(name);
            auto& plot = turnTo(name).plot();
            const QColor accent = plot.palette().color(QPalette::Highlight);
            ASSERT_TRUE(plot.hasFocus());
            EXPECT_EQ(frameOf(screen(), plot), accent);
            window_.findChild<QAction*>(QStringLiteral("show/summary"))->trigger();
            QTest::qWait(kFrameMs);
            if (!plot.isVisible()) continue;  // the summary lies over it
            EXPECT_NE(frameOf(screen(), plot), accent);
        }
    }
    window_.findChild<QAction*>(QStringLiteral("theme/system"))->trigger();
}

// By Alt and a digit the keyboard is in the plot, and what the manual says of it holds there.
TEST_F(ShownPlots, DoWhatTheManualSaysOfTheKeyboard) {
    for (const char* name : {"cost-latency", "cost-over-load", "latency-over-load", "latency-distribution",
                             "latency-parts", "timeline", "instances", "cost", "cost-waterfall"}) {
        SCOPED_TRACE(name);
        auto& view = turnTo(name);
        auto* keyboard = QApplication::focusWidget();
        ASSERT_EQ(keyboard, &view.plot());
        QTest::keyClick(keyboard, Qt::Key_Down);
        EXPECT_EQ(window_.selection().deployment(), 0);
        QTest::keyClick(keyboard, Qt::Key_Down);
        EXPECT_EQ(window_.selection().deployment(), 1);
        QTest::keyClick(keyboard, Qt::Key_Up);
        EXPECT_EQ(window_.selection().deployment(), 0);
        QTest::keyClick(keyboard, Qt::Key_Space);
        EXPECT_EQ(window_.selection().hidden(), QSet<int>({1, 2, 3, 4}));
        QTest::keyClick(keyboard, Qt::Key_Space);
        EXPECT_EQ(window_.selection().hidden(), QSet<int>());
        QTest::keyClick(keyboard, Qt::Key_T);
        QTest::qWait(kFrameMs);
        EXPECT_FALSE(view.isVisible()) << "the table is in its place";
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_T);
        QTest::qWait(kFrameMs);
        EXPECT_TRUE(view.plot().hasFocus());
        QTest::keyClick(keyboard, Qt::Key_Escape);
        EXPECT_EQ(window_.selection().deployment(), std::nullopt);
        QTest::qWait(kFrameMs);
        EXPECT_TRUE(view.isVisible());
    }
}

TEST_F(ShownPlots, MoveTheCursorsOfLoadAndOfTimeByTheKeyboard) {
    auto* load = &turnTo("cost-over-load").plot();
    QTest::keyClick(load, Qt::Key_Right);
    EXPECT_DOUBLE_EQ(window_.selection().hoverLoad().value_or(0), 1.05);
    QTest::keyClick(load, Qt::Key_Left);
    EXPECT_DOUBLE_EQ(window_.selection().hoverLoad().value_or(0), 1);
    QTest::keyClick(load, Qt::Key_Escape);
    EXPECT_EQ(window_.selection().hoverLoad(), std::nullopt);
    // From the middle of the 7200 s, a hundredth at a time.
    for (const char* name : {"timeline", "instances"}) {
        SCOPED_TRACE(name);
        auto* time = &turnTo(name).plot();
        QTest::keyClick(time, Qt::Key_Right);
        EXPECT_DOUBLE_EQ(window_.selection().hoverTime().value_or(0), 3672);
        QTest::keyClick(time, Qt::Key_Left);
        QTest::keyClick(time, Qt::Key_Left);
        EXPECT_DOUBLE_EQ(window_.selection().hoverTime().value_or(0), 3528);
        QTest::keyClick(time, Qt::Key_Escape);
        EXPECT_EQ(window_.selection().hoverTime(), std::nullopt);
        QTest::keyClick(time, Qt::Key_Plus);
        ASSERT_TRUE(window_.selection().shownTime().has_value());
        EXPECT_DOUBLE_EQ(window_.selection().shownTime()->from, 720);
        EXPECT_DOUBLE_EQ(window_.selection().shownTime()->to, 6480);
        QTest::keyClick(time, Qt::Key_Home);
        EXPECT_EQ(window_.selection().shownTime(), std::nullopt);
    }
}

}  // namespace
}  // namespace plimsoll::gui
