// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_window.hpp"

#include "gui/export/export.hpp"
#include "gui/models/text.hpp"
#include "gui/views/plot_view.hpp"
#include "tests/gui/made_result.hpp"

#include <QInputDialog>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QTimer>

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

// Where a deployment is under the pointer, the menu is about it, too.
TEST_F(ShownPlots, OfferWhatCanBeDoneWithADeploymentInItsMenu) {
    auto& plot = turnTo("cost-over-load").plot();
    const QPoint onFirst(20, 12);
    QStringList offered;
    QTimer::singleShot(2 * kFrameMs, [&offered] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        ASSERT_NE(menu, nullptr);
        for (const auto* action : menu->actions()) offered.append(action->text());
        for (auto* action : menu->actions())
            if (action->text() == QStringLiteral("&Hide 'on demand'")) QTimer::singleShot(0, action, &QAction::trigger);
        QTimer::singleShot(kFrameMs, menu, &QMenu::close);
    });
    QContextMenuEvent asked(QContextMenuEvent::Mouse, onFirst, plot.mapToGlobal(onFirst));
    QCoreApplication::sendEvent(&plot, &asked);
    QTest::qWait(kFrameMs);
    for (const char* item : {"&Copy the picture", "Copy the &table", "&Print…", "Show &everything",
                             "&Select 'on demand'", "&Only 'on demand'", "Compare with 'on demand' as the &baseline"})
        EXPECT_TRUE(offered.contains(QString::fromUtf8(item))) << item;
    EXPECT_EQ(window_.selection().hidden(), QSet<int>({0}));
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
            ASSERT_TRUE(QTest::qWaitFor([&] { return plot.hasFocus(); }, kPatienceMs));
            // The screen shows it a little later, on a busy machine.
            EXPECT_TRUE(QTest::qWaitFor([&] { return frameOf(screen(), plot) == accent; }, kPatienceMs));
            window_.findChild<QAction*>(QStringLiteral("show/summary"))->trigger();
            QTest::qWait(kFrameMs);
            if (!plot.isVisible()) continue;  // the summary lies over it
            EXPECT_TRUE(QTest::qWaitFor([&] { return frameOf(screen(), plot) != accent; }, kPatienceMs));
        }
    }
    window_.findChild<QAction*>(QStringLiteral("theme/system"))->trigger();
}

// By Alt and a digit the keyboard is in the plot, and what the manual says of it holds there.
TEST_F(ShownPlots, DoWhatTheManualSaysOfTheKeyboard) {
    for (const char* name : {"cost-latency", "cost-over-load", "latency-over-load", "latency-distribution",
                             "latency-parts", "timeline", "instances", "cost", "cost-waterfall", "load-ribbon"}) {
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

/// Drags with the left button, as a hand does: step by step.
void drag(QWidget& plot, const QPoint& from, const QPoint& to, Qt::KeyboardModifiers modifiers) {
    QTest::mousePress(&plot, Qt::LeftButton, modifiers, from);
    for (const double way : {0.1, 0.5, 1.0}) {
        const QPointF at = QPointF(from) + way * QPointF(to - from);
        QMouseEvent move(QEvent::MouseMove, at, plot.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(&plot, &move);
    }
    QTest::mouseRelease(&plot, Qt::LeftButton, modifiers, to);
}

// From 00:33:20 to 00:56:40: the buckets from 00:30 to 01:00, with 600, 660 and 720 arrivals of "on demand".
TEST_F(ShownPlots, TellTheFiguresOfARangeThatIsDraggedOnTheTimeline) {
    window_.findChild<QAction*>(QStringLiteral("arrange/engineer"))->trigger();
    auto& timeline = turnTo("timeline");
    auto* rect = timeline.plot().axisRect();
    const auto x = [&](double seconds) { return qRound(rect->axis(QCPAxis::atBottom)->coordToPixel(seconds)); };
    drag(timeline.plot(), {x(2000), rect->center().y()}, {x(3400), rect->center().y() + 5}, Qt::ShiftModifier);
    QTest::qWait(kFrameMs);

    const auto range = window_.selection().shownTime();
    ASSERT_TRUE(range.has_value());
    EXPECT_NEAR(range->from, 2000, 20);
    EXPECT_NEAR(range->to, 3400, 20);
    const QString text = spanText(range->from, range->to);
    for (const char* name : {"timeline", "instances", "figures"}) {
        SCOPED_TRACE(name);
        const auto* view = window_.docks().view(QLatin1String(name));
        EXPECT_EQ(view->range(), text);
        EXPECT_EQ(view->parentWidget()->parentWidget()->findChild<QLabel*>(QStringLiteral("stamp"))->text(), text);
    }
    const auto figures = timeline.scene()[QLatin1String("range")].toObject();
    EXPECT_TRUE(figures[QLatin1String("title")].toString().startsWith(QStringLiteral("From 00:30 to 01:00,")));
    const auto first = figures[QLatin1String("rows")].toArray().first().toArray();
    EXPECT_EQ(first[0].toString(), QStringLiteral("on demand"));
    EXPECT_EQ(first[1].toString(), QStringLiteral("1,980"));
    const Table all = window_.docks().view(QStringLiteral("figures"))->table();
    EXPECT_EQ(all.rows.first().first().toString(), QStringLiteral("range · arrivals"));
    EXPECT_EQ(all.rows.first()[1].toDouble(), 1980);
    EXPECT_EQ(timeline.table().rows.size(), 3 * 4) << "three buckets of the four that have any";

    QTest::keyClick(&timeline.plot(), Qt::Key_Home);
    QTest::qWait(kFrameMs);
    EXPECT_EQ(timeline.range(), QString());
    EXPECT_FALSE(timeline.scene().contains(QLatin1String("range")));
}

TEST_F(ShownPlots, BearTheirRangeInExports) {
    auto& timeline = turnTo("timeline");
    window_.selection().showTime(TimeSpan{1800, 3600});
    PictureFrame frame;
    frame.range = timeline.range();
    frame.palette = timeline.palette();
    for (const char* name : {"range.svg", "range.csv"}) {
        const QString path = folder_.filePath(QLatin1String(name));
        ASSERT_EQ(exportView(timeline, path, {1280, 800}, 1, frame), QString());
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_TRUE(file.readAll().contains("from 00:30 to 01:00")) << name;
    }
}

/// Types a text into the dialog that the next call opens.
void answer(const QString& text) {
    QTimer::singleShot(200, [text] {
        auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
        ASSERT_NE(dialog, nullptr);
        dialog->setTextValue(text);
        dialog->accept();
    });
}

// Where it is no range, it is asked for once more.
TEST_F(ShownPlots, GoToARangeOfTimeThatIsTyped) {
    auto& plot = turnTo("timeline").plot();
    answer(QStringLiteral("later"));
    QString asked;
    QTimer::singleShot(5 * kFrameMs, [&asked] {
        auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
        ASSERT_NE(dialog, nullptr);
        asked = dialog->labelText();
        dialog->setTextValue(QStringLiteral("00:30 to 01:00"));
        dialog->accept();
    });
    QTest::keyClick(&plot, Qt::Key_G);
    EXPECT_EQ(asked, QStringLiteral("'later' is no range of this horizon. From and to, such as 08:00 to 09:30:"));
    EXPECT_EQ(window_.selection().shownTime(), (TimeSpan{1800, 3600}));
    QTest::qWait(kFrameMs);
    QTest::keyClick(&plot, Qt::Key_Backspace);
    EXPECT_EQ(window_.selection().shownTime(), std::nullopt) << "back to all of it";
}

TEST_F(ShownPlots, TakeNotesThatAreMovedEditedAndKept) {
    auto& plot = turnTo("cost-over-load").plot();
    const auto& notes = window_.selection().notes();
    window_.selection().hoverLoad(1.5);
    answer(QStringLiteral("next year"));
    QTest::keyClick(&plot, Qt::Key_N);
    ASSERT_EQ(notes.all().size(), 1);
    EXPECT_EQ(notes.all().first().space, QStringLiteral("load"));
    EXPECT_DOUBLE_EQ(notes.all().first().x, 1.5) << "at the cursor: 1 request/s times 1.5";
    QTest::qWait(kFrameMs);
    for (const char* name : {"cost-over-load", "latency-over-load", "load-ribbon"})
        EXPECT_TRUE(QJsonDocument(window_.docks().view(QLatin1String(name))->scene()).toJson().contains("next year"))
            << name;

    const auto pixel = [&] {
        const Note& note = window_.selection().notes().all().first();
        const QRect room = plot.axisRect()->rect();
        return QPoint(qRound(plot.xAxis->coordToPixel(note.x)), qRound(room.top() + note.y * room.height()));
    };
    const QPoint from =
        pixel() + QPoint(plot.xAxis->coordToPixel(1.5) > plot.axisRect()->center().x() * 1.3 ? -8 : 8, 0);
    const QPoint to = from - QPoint(60, 40);
    drag(plot, from, to, {});
    QTest::qWait(kFrameMs);
    EXPECT_NEAR(plot.xAxis->coordToPixel(notes.all().first().x), pixel().x(), 1);
    EXPECT_LT(notes.all().first().x, 1.5);
    EXPECT_LT(notes.all().first().y, 0.5);
    EXPECT_EQ(window_.selection().deployment(), std::nullopt) << "that was no click on a curve";

    answer(QStringLiteral("in 2027"));
    QTest::mouseDClick(&plot, Qt::LeftButton, {}, to);
    ASSERT_EQ(notes.all().size(), 1);
    EXPECT_EQ(notes.all().first().text, QStringLiteral("in 2027"));

    window_.saveSession();
    window_.hide();
    MainWindow later{QStringLiteral(PLIMSOLL_BINARY)};
    later.restoreSession(true);
    ASSERT_EQ(later.selection().notes().all().size(), 1);
    EXPECT_EQ(later.selection().notes().all().first().text, QStringLiteral("in 2027"));
}

// 00:30 of two hours, where the cursor is; the menu key opens the menu there.
TEST_F(ShownPlots, PutANoteAtTheCursorByTheMenuKey) {
    auto& plot = turnTo("timeline").plot();
    window_.selection().hoverTime(1800);
    QTimer::singleShot(200, [] {
        const auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        ASSERT_NE(menu, nullptr);
        answer(QStringLiteral("deploy"));
        for (auto* action : menu->actions())
            if (action->text() == QStringLiteral("Add a &note here…")) QTimer::singleShot(0, action, &QAction::trigger);
        QTimer::singleShot(100, menu, &QMenu::close);
    });
    QContextMenuEvent key(QContextMenuEvent::Keyboard, plot.rect().center(), plot.mapToGlobal(plot.rect().center()));
    QCoreApplication::sendEvent(&plot, &key);
    QTest::qWait(10 * kFrameMs);
    const auto& notes = window_.selection().notes().all();
    ASSERT_EQ(notes.size(), 1);
    EXPECT_EQ(notes.first().text, QStringLiteral("deploy"));
    EXPECT_NEAR(notes.first().x, 1800, 20);
}

}  // namespace
}  // namespace plimsoll::gui
