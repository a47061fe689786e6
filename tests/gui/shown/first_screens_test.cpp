// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_window.hpp"

#include "gui/app/arrangements.hpp"
#include "gui/app/message_bar.hpp"
#include "gui/app/page.hpp"
#include "gui/app/progress_list.hpp"
#include "gui/app/scenario_picture.hpp"
#include "gui/editor/scenario_editor.hpp"
#include "gui/editor/templates.hpp"
#include "tests/gui/made_result.hpp"

#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTextBrowser>
#include <QTimer>
#include <QToolBar>

/// What a person sees at the first start, on a small screen.
namespace plimsoll::gui {
namespace {

class FirstScreens : public ShownWindow {
protected:
    void arrange(const char* name) {
        window_.findChild<QAction*>(QStringLiteral("arrange/") + QLatin1String(name))->trigger();
        QTest::qWait(kFrameMs);
    }

    [[nodiscard]] bool isInFront(const QString& name) const {
        const auto* dock = window_.findChild<QDockWidget*>(QStringLiteral("dock/") + name);
        return dock != nullptr && dock->isVisible() && !dock->visibleRegion().isEmpty();
    }

    [[nodiscard]] QList<QRect> docks() const {
        QList<QRect> all;
        for (const auto* dock : window_.findChildren<QDockWidget*>())
            if (dock->isVisible()) all.append(dock->geometry());
        return all;
    }
};

TEST_F(FirstScreens, AskAQuestionWhereNothingIsOpen) {
    window_.restoreSession(false);
    window_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window_));
    const auto* start = window_.findChild<QWidget*>(QStringLiteral("startPage"));
    ASSERT_TRUE(start->isVisible());
    EXPECT_GE(start->height(), 600) << "it covers the views, which have nothing to show";
    const auto questions = start->findChildren<QAbstractButton*>(QStringLiteral("question"));
    ASSERT_EQ(questions.size(), 10);
    QTest::mouseClick(questions.first(), Qt::LeftButton);
    EXPECT_EQ(window_.pages().size(), 1);
    EXPECT_FALSE(start->isVisible());
    for (auto* action : window_.findChildren<QAction*>())
        if (action->shortcut() == QKeySequence(QKeySequence::Close)) action->trigger();
    EXPECT_TRUE(window_.pages().isEmpty());
    EXPECT_TRUE(start->isVisible()) << "it comes back";
}

// Three ways on from there: what comes with the program, a recording of one's own, and what was open before.
TEST_F(FirstScreens, OfferWhatIsShippedARecordingAndFilesOfBefore) {
    show(testing::sampleComparison());
    window_.saveSession();
    MainWindow later{QStringLiteral(PLIMSOLL_BINARY)};
    later.restoreSession(false);
    later.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&later));
    const auto* start = later.findChild<QWidget*>(QStringLiteral("startPage"));
    const auto buttonNamed = [start](const QString& text) -> QAbstractButton* {
        for (auto* button : start->findChildren<QAbstractButton*>())
            if (button->text() == text) return button;
        return nullptr;
    };
    for (const auto& shipped : templates()) EXPECT_NE(buttonNamed(shipped.name), nullptr) << shipped.name.toStdString();
    bool asked = false;
    QTimer::singleShot(2 * kFrameMs, [&asked] {
        if (auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
            asked = dialog->windowTitle() == QStringLiteral("A recorded trace");
            dialog->reject();
        }
    });
    auto* trace = buttonNamed(QStringLiteral("New from my trace…"));
    ASSERT_NE(trace, nullptr);
    QTest::mouseClick(trace, Qt::LeftButton);
    EXPECT_TRUE(asked) << "for a file";
    QLabel* before = nullptr;
    for (auto* label : start->findChildren<QLabel*>())
        if (label->text().contains(QStringLiteral("made.json"))) before = label;
    ASSERT_NE(before, nullptr);
    emit before->linkActivated(folder_.filePath(QStringLiteral("made.json")));
    EXPECT_EQ(later.pages().size(), 1);
}

TEST_F(FirstScreens, SayOverTheStartPageWhatCouldNotBeOpened) {
    window_.restoreSession(false);
    window_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window_));
    EXPECT_FALSE(window_.open(folder_.filePath(QStringLiteral("gone.json"))));
    window_.resize(window_.size() - QSize(10, 10));  // everything is placed anew
    QTest::qWait(kFrameMs);
    const auto* bar = window_.findChild<QWidget*>(QStringLiteral("windowMessages"));
    const auto* there = window_.childAt(bar->mapTo(&window_, bar->rect().center()));
    EXPECT_TRUE(there == bar || bar->isAncestorOf(there)) << "the start page lies over it";
}

TEST_F(FirstScreens, OpenTheManualByF1) {
    show(testing::sampleComparison());
    window_.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window_));
    QTest::keyClick(&window_, Qt::Key_F1);
    const auto* manual = window_.findChild<QTextBrowser*>(QStringLiteral("manual"));
    ASSERT_NE(manual, nullptr);
    EXPECT_TRUE(manual->isVisible());
    EXPECT_TRUE(manual->toPlainText().startsWith(QStringLiteral("The desktop application")));
}

TEST_F(FirstScreens, FitASmallScreenInEveryArrangement) {
    show(testing::sampleComparison());
    for (const auto& arrangement : arrangements()) {
        SCOPED_TRACE(arrangement.name.toStdString());
        arrange(qPrintable(arrangement.name));
        EXPECT_LE(window_.width(), 1280);
        EXPECT_LE(window_.height(), 800);
        for (const QString& name : arrangement.left) EXPECT_TRUE(isInFront(name)) << name.toStdString();
        for (const auto& row : arrangement.rows)
            for (const auto& stack : row.stacks) {
                SCOPED_TRACE(stack.first().toStdString());
                ASSERT_TRUE(isInFront(stack.first()));
                const auto* dock = window_.findChild<QDockWidget*>(QStringLiteral("dock/") + stack.first());
                EXPECT_GE(dock->width(), 350);
                EXPECT_GE(dock->height(), stack.first() == QLatin1String("load-ribbon") ? 110 : 250);
            }
        for (const auto* bar : window_.findChildren<QTabBar*>())
            for (int tab = 0; bar->isVisible() && tab < bar->count(); ++tab)
                EXPECT_LE(bar->fontMetrics().horizontalAdvance(bar->tabText(tab)), bar->tabRect(tab).width())
                    << bar->tabText(tab).toStdString() << " is cut short";
    }
}

// A long state of a result does not make the window larger than its screen.
TEST_F(FirstScreens, FitASmallScreenWhateverIsSaid) {
    show(testing::sampleComparison());
    const QString words =
        QStringLiteral("What if: load × 2, growth × 1.5, objectives × 0.5, prices × 0.9 ").repeated(6);
    window_.docks().setStamp(words);
    QTest::qWait(kFrameMs);
    EXPECT_LE(window_.minimumSizeHint().width(), 1280);
    EXPECT_LE(window_.width(), 1280);
}

// The form may cover half of a small window, and less of a large one.
TEST_F(FirstScreens, LeaveMoreThanHalfOfALargeScreenToTheViews) {
    show(testing::sampleComparison());
    window_.showEditor(true);
    const auto* editor = window_.findChild<QWidget*>(QStringLiteral("editorOverlay"));
    for (const auto& [screen, most] : {std::pair(QSize(1280, 768), 640), std::pair(QSize(1920, 1080), 806)}) {
        window_.resize(screen);
        QTest::qWait(kFrameMs);
        ASSERT_EQ(window_.width(), screen.width());
        EXPECT_GE(editor->width(), 600);
        EXPECT_LE(editor->width(), most) << screen.width();
    }
}

// The two curves of the architect have one cursor.
TEST_F(FirstScreens, ShowOneCursorInBothCurves) {
    show(testing::sampleComparison());
    arrange("architect");
    EXPECT_TRUE(isInFront(QStringLiteral("cost-over-load")));
    EXPECT_TRUE(isInFront(QStringLiteral("latency-over-load")));
    window_.selection().hoverLoad(1.5);
    QTest::qWait(kFrameMs);
    for (const char* name : {"cost-over-load", "latency-over-load"}) {
        const QByteArray scene = QJsonDocument(window_.docks().view(QLatin1String(name))->scene()).toJson();
        EXPECT_TRUE(scene.contains("1.5 requests/s")) << name;
    }
}

/// Counts how often a widget is asked to lay itself out.
class LayoutRequests : public QObject {
public:
    explicit LayoutRequests(QObject* of) { of->installEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::LayoutRequest) ++count;
        return QObject::eventFilter(watched, event);
    }
};

TEST_F(FirstScreens, RestWhereNothingHappens) {
    show(testing::sampleComparison());
    window_.showEditor(true);
    auto* editor = window_.findChild<QWidget*>(QStringLiteral("editorOverlay"));
    ASSERT_TRUE(editor->isVisible());
    QTest::qWait(10 * kFrameMs);  // until all is drawn
    const LayoutRequests requests(editor);
    QTest::qWait(kFrameMs);
    EXPECT_EQ(requests.count, 0);
}

TEST_F(FirstScreens, MoveNothingWhereTheEditorOrAMessageComes) {
    show(testing::sampleComparison());
    const auto before = docks();
    window_.showEditor(true);
    QTest::qWait(kFrameMs);
    EXPECT_TRUE(window_.findChild<QWidget*>(QStringLiteral("editorOverlay"))->isVisible());
    EXPECT_EQ(docks(), before);
    window_.currentPage()->messages().showError(QStringLiteral("A message of several lines.\nThis is another one."));
    QTest::qWait(kFrameMs);
    EXPECT_TRUE(window_.currentPage()->messages().isVisible());
    EXPECT_EQ(docks(), before);
    window_.currentPage()->messages().clear();
    window_.showEditor(false);
    QTest::qWait(kFrameMs);
    EXPECT_FALSE(window_.findChild<QWidget*>(QStringLiteral("editorOverlay"))->isVisible());
    EXPECT_EQ(docks(), before);
}

// How far a long run is lies over the lower edge of the views.
TEST_F(FirstScreens, MoveNothingWhereProgressIsShown) {
    show(testing::sampleComparison());
    openSmallScenario();
    const auto before = docks();
    auto* progress = qobject_cast<ProgressList*>(window_.currentPage()->progress());
    ASSERT_NE(progress, nullptr);
    progress->showProgress({0.5, 3, {}, {}, {{QStringLiteral("one"), 0.5, 3}, {QStringLiteral("two"), 0.5, 3}}});
    progress->show();
    QTest::qWait(kFrameMs);
    EXPECT_TRUE(progress->isVisible());
    EXPECT_EQ(docks(), before);
}

// The narrowest form that there is, on a small screen.
TEST_F(FirstScreens, NeedNoScrollingSidewaysInTheForm) {
    show(testing::sampleComparison());
    openSmallScenario();
    window_.showEditor(true);
    for (const char* pointer : {"", "/workload/traffic", "/deployments/0", "/experiment/horizon", "/service/time"}) {
        SCOPED_TRACE(pointer);
        window_.currentPage()->editor()->goTo(QString::fromLatin1(pointer));
        QTest::qWait(kFrameMs);
        int areas = 0;
        for (const auto* area : window_.currentPage()->editor()->findChildren<QScrollArea*>()) {
            if (!area->isVisible()) continue;
            ++areas;
            EXPECT_EQ(area->horizontalScrollBar()->maximum(), 0) << area->width();
        }
        EXPECT_GE(areas, 1);
    }
}

// What would happen at another load is asked from any screen, without looking for a menu.
TEST_F(FirstScreens, OfferWhatIfByAButtonBesideTheCards) {
    show(testing::sampleComparison());
    arrange("architect");
    EXPECT_FALSE(isInFront(QStringLiteral("what-if")));
    const auto* bar = window_.findChild<QToolBar*>(QStringLiteral("toolBar"));
    auto* dock = window_.findChild<QDockWidget*>(QStringLiteral("dock/what-if"));
    auto* button = bar->widgetForAction(dock->toggleViewAction());
    ASSERT_NE(button, nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::qWait(kFrameMs);
    EXPECT_TRUE(isInFront(QStringLiteral("what-if")));
    EXPECT_TRUE(isInFront(QStringLiteral("deployments")));
    EXPECT_EQ(window_.dockWidgetArea(dock), Qt::LeftDockWidgetArea);
    EXPECT_LE(window_.height(), 800);
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::qWait(kFrameMs);
    EXPECT_FALSE(isInFront(QStringLiteral("what-if")));
}

TEST_F(FirstScreens, ShowAPictureByEachScenario) {
    window_.restoreSession(false);
    window_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window_));
    const auto* start = window_.findChild<QWidget*>(QStringLiteral("startPage"));
    QList<QImage> pictures;
    for (const auto* question : start->findChildren<QAbstractButton*>(QStringLiteral("question"))) {
        EXPECT_EQ(question->iconSize(), kScenarioPicture);
        const QImage picture = question->icon().pixmap(kScenarioPicture).toImage();
        EXPECT_FALSE(pictures.contains(picture)) << "each has its own";
        pictures.append(picture);
    }
    EXPECT_EQ(pictures.size(), 10);
}

TEST_F(FirstScreens, RememberTheirArrangement) {
    show(testing::sampleComparison());
    arrange("finance");
    EXPECT_TRUE(isInFront(QStringLiteral("money")));
    window_.saveSession();
    window_.hide();
    MainWindow later{QStringLiteral(PLIMSOLL_BINARY)};
    later.restoreSession(false);
    later.show();
    QTest::qWait(kFrameMs);
    EXPECT_TRUE(later.findChild<QDockWidget*>(QStringLiteral("dock/money"))->isVisible());
    EXPECT_FALSE(later.findChild<QDockWidget*>(QStringLiteral("dock/timeline"))->isVisible());
}

}  // namespace
}  // namespace plimsoll::gui
