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

}  // namespace
}  // namespace plimsoll::gui
