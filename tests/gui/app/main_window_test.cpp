// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.hpp"

#include "gui/app/what_if_panel.hpp"
#include "gui/editor/scenario_editor.hpp"
#include "gui/export/export.hpp"
#include "gui/models/preferences.hpp"
#include "gui/models/result.hpp"
#include "gui/models/text.hpp"
#include "gui/models/tornado.hpp"

#include <nlohmann/json.hpp>

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QJsonDocument>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMenu>
#include <QTabBar>
#include <QTableView>
#include <QTimer>

namespace plimsoll::gui {
namespace {

// The screen of tests is a square of 800 pixels; what the window needs at least fits one of 1280x800 with its frame.
TEST_F(MainWindowTest, FitsASmallScreenAtTheFirstStart) {
    window_.restoreSession(false);
    window_.show();
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    EXPECT_LE(window_.width(), 1229);
    EXPECT_LE(window_.height(), 768);
}

TEST_F(MainWindowTest, FollowsTheSelectedDeploymentByName) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    window_.selection().select(1);
    page.document()->move("/deployments", 1, 0);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return page.result()->deployments()[0].name == "two" && !page.isBusy(); }, kPatienceMs));
    EXPECT_EQ(window_.selection().deployment(), 0);
}

// Hidden by name: another scenario's deployment in the same place stays.
TEST_F(MainWindowTest, HidesWhatIsUncheckedInTheListOfDeployments) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    auto* list = window_.findChild<QListWidget*>(QStringLiteral("deployments/list"));
    ASSERT_NE(list, nullptr);
    ASSERT_EQ(list->count(), 2);
    list->item(0)->setCheckState(Qt::Unchecked);
    list->setCurrentRow(1);
    EXPECT_TRUE(window_.selection().isHidden(0));
    EXPECT_EQ(window_.selection().deployment(), 1);

    ASSERT_TRUE(window_.open(file("b.json", QByteArray(scenario()).replace("\"one\"", "\"other\""))));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    EXPECT_FALSE(window_.selection().isHidden(0));
    EXPECT_EQ(window_.selection().deployment(), 1);
    EXPECT_TRUE(list->item(0)->text().startsWith(QStringLiteral("other\n$730 a month\n✓ met")))
        << qPrintable(list->item(0)->text());
}

TEST_F(MainWindowTest, TakesABaselineAndABudgetFromTheListOfDeployments) {
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    auto* baseline = window_.findChild<QComboBox*>(QStringLiteral("deployments/baseline"));
    baseline->setCurrentIndex(2);
    emit baseline->activated(2);
    EXPECT_EQ(window_.selection().baseline(), 1);
    auto* budget = window_.findChild<QLineEdit*>(QStringLiteral("deployments/budget"));
    budget->setText(QStringLiteral("1000.5"));
    emit budget->editingFinished();
    QLocale::setDefault(before);
    EXPECT_EQ(window_.selection().budget(), 1000.5);
    budget->clear();
    emit budget->editingFinished();
    EXPECT_FALSE(window_.selection().budget());
}

TEST_F(MainWindowTest, SaysOnACardWhyAnObjectiveIsMissed) {
    ASSERT_TRUE(window_.open(file("a.json", QByteArray(scenario()).replace("\"1 s\"", "\"50 ms\""))));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    const auto* list = window_.findChild<QListWidget*>(QStringLiteral("deployments/list"));
    EXPECT_TRUE(list->item(1)->text().startsWith(QStringLiteral("two\n$1,460 a month\n✗ p99 latency ")))
        << qPrintable(list->item(1)->text());
    EXPECT_TRUE(list->item(1)->text().contains(QStringLiteral(" of 50 ms: "))) << "and what it is made of";
}

TEST_F(MainWindowTest, ShowsTheSameNumbersInACommaLocale) {
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    const Table table = window_.docks().view(QStringLiteral("figures"))->table();
    QLocale::setDefault(before);
    EXPECT_DOUBLE_EQ(costOf(page, 0), 730);
    EXPECT_FALSE(csvOf(table).contains("730,00"));
    EXPECT_GT(table.rows.size(), 20);
}

TEST_F(MainWindowTest, AppliesPreferencesAtOnceEverywhere) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    window_.show();
    window_.findChild<QAction*>(QStringLiteral("preferences"))->trigger();
    auto* dialog = window_.findChild<QDialog*>(QStringLiteral("preferencesDialog"));
    ASSERT_NE(dialog, nullptr);
    auto* sign = dialog->findChild<QComboBox*>(QStringLiteral("currencySign"));
    EXPECT_EQ(sign->itemText(0), QStringLiteral("$1,234"));
    sign->setCurrentIndex(sign->findData(QStringLiteral("US$")));
    const auto* cards = window_.findChild<QListWidget*>(QStringLiteral("deployments/list"));
    EXPECT_TRUE(cards->item(0)->text().contains(QStringLiteral("US$730 a month")))
        << qPrintable(cards->item(0)->text());
    const QByteArray summary = QJsonDocument(window_.docks().view(QStringLiteral("summary"))->scene()).toJson();
    EXPECT_TRUE(summary.contains("US$730 a month"));
    EXPECT_FALSE(summary.contains(" $730"));
    EXPECT_EQ(savedPreferences().currencySign, QStringLiteral("US$"));

    // Twelve months of 730: on the cards, in the summary, along the curves and by item; tables stay by the month.
    dialog->findChild<QComboBox*>(QStringLiteral("period"))->setCurrentIndex(1);
    EXPECT_TRUE(cards->item(0)->text().contains(QStringLiteral("US$8,760 a year")))
        << qPrintable(cards->item(0)->text());
    const auto sceneOf = [&](const char* view) {
        return QJsonDocument(window_.docks().view(QString::fromLatin1(view))->scene()).toJson();
    };
    EXPECT_TRUE(sceneOf("summary").contains("US$8,760 a year"));
    EXPECT_FALSE(sceneOf("summary").contains("a month"));
    EXPECT_TRUE(sceneOf("cost-over-load").contains("a year")) << sceneOf("cost-over-load").toStdString();
    QStringList units;
    for (const auto& column : window_.docks().view(QStringLiteral("cost-over-load"))->table().columns)
        units.append(column.unit);
    EXPECT_TRUE(units.contains(QStringLiteral("USD/month"))) << qPrintable(units.join(QLatin1Char(' ')));
    const auto boxes = window_.findChildren<QComboBox*>(QStringLiteral("basis"));
    EXPECT_FALSE(boxes.isEmpty());
    for (const auto* box : boxes) EXPECT_EQ(box->currentText(), QStringLiteral("Cost a year"));
    EXPECT_EQ(savedPreferences().period, Period::year);
    setPreferences({});
}

TEST_F(MainWindowTest, ComparesAllTabs) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    ASSERT_TRUE(window_.open(file("b.json", QByteArray(scenario()).replace("\"one\"", "\"other\""))));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    window_.findChild<QAction*>(QStringLiteral("compareTabs"))->trigger();
    const auto* matrix = window_.findChild<QTableView*>(QStringLiteral("matrix"));
    ASSERT_NE(matrix, nullptr);
    EXPECT_EQ(matrix->model()->columnCount(), 3);
    EXPECT_EQ(matrix->model()->rowCount(), 3) << "one, two, other";
    window_.currentPage()->setRunsByItself(false);
    window_.currentPage()->document()->set("/experiment/seed", 2);
    window_.findChild<QAction*>(QStringLiteral("compareTabs"))->trigger();
    QStringList headings;
    for (const auto* each : window_.findChildren<QTableView*>(QStringLiteral("matrix")))
        headings.append(each->model()->headerData(2, Qt::Horizontal).toString());
    EXPECT_EQ(headings.filter(QStringLiteral("Older result: ")).size(), 1) << qPrintable(headings.join(u'|'));
}

TEST_F(MainWindowTest, OffersActionsViewsAndDeploymentsByName) {
    window_.show();
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    EXPECT_EQ(window_.findChild<QAction*>(QStringLiteral("commands"))->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_K));
    window_.findChild<QAction*>(QStringLiteral("commands"))->trigger();
    auto* palette = window_.findChild<QDialog*>(QStringLiteral("commandPalette"));
    ASSERT_NE(palette, nullptr);
    const auto* list = palette->findChild<QListWidget*>(QStringLiteral("commands"));
    QStringList names;
    for (int row = 0; row < list->count(); ++row) names.append(list->item(row)->text());
    for (const char* name : {"Timeline   (Alt+7)", "Save   (Ctrl+S)", "Finance   (F6)", "Select two"})
        EXPECT_EQ(names.count(QLatin1String(name)), 1) << name;
    auto* words = palette->findChild<QLineEdit*>(QStringLiteral("words"));
    words->setText(QStringLiteral("select two"));
    QTest::keyClick(words, Qt::Key_Return);
    EXPECT_EQ(window_.selection().deployment(), 1);
}

TEST_F(MainWindowTest, KeepsTheColourOfADeploymentWhereAnotherOneComesBeforeIt) {
    const QString path = file("a.json", scenario());
    ASSERT_TRUE(window_.open(path));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    EXPECT_EQ(window_.selection().lookOf(1), 1);
    auto& document = *page.document();
    auto added = document.valueAt("/deployments/0");
    ASSERT_NE(added, nullptr);
    auto copy = *added;
    copy["name"] = "first";
    document.insert("/deployments", 0, copy);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return !page.isBusy() && page.result()->deployments().size() == 3; }, kPatienceMs));
    EXPECT_EQ(window_.selection().lookOf(0), 2);
    EXPECT_EQ(window_.selection().lookOf(1), 0);
    EXPECT_EQ(window_.selection().lookOf(2), 1);
    ASSERT_TRUE(document.save(path).isEmpty());
    window_.saveSession();
    MainWindow later{QStringLiteral(PLIMSOLL_BINARY)};
    later.restoreSession(true);
    ASSERT_TRUE(waitForFullResult(*later.currentPage()));
    EXPECT_EQ(later.selection().lookOf(0), 2);
    EXPECT_EQ(later.selection().lookOf(1), 0);
}

// By the menu of its card; the session keeps it.
TEST_F(MainWindowTest, GivesADeploymentTheLookThatIsChosen) {
    const QString path = file("a.json", scenario());
    ASSERT_TRUE(window_.open(path));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    window_.show();
    auto* list = window_.findChild<QListWidget*>(QStringLiteral("deployments/list"));
    QTimer::singleShot(100, [] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        ASSERT_NE(menu, nullptr);
        auto* looks = menu->actions().first()->menu();
        ASSERT_NE(looks, nullptr);
        menu->setActiveAction(menu->actions().first());
        looks->setActiveAction(looks->actions().at(4));
        QTest::keyClick(looks, Qt::Key_Return);
    });
    emit list->customContextMenuRequested(list->visualItemRect(list->item(0)).center());
    EXPECT_EQ(window_.selection().lookOf(0), 4);
    EXPECT_EQ(window_.selection().lookOf(1), 1);
    window_.saveSession();
    MainWindow later{QStringLiteral(PLIMSOLL_BINARY)};
    later.restoreSession(true);
    ASSERT_TRUE(waitForFullResult(*later.currentPage()));
    EXPECT_EQ(later.selection().lookOf(0), 4);
}

TEST_F(MainWindowTest, HasAShortcutForEveryDockAndNoneTwice) {
    QSet<QKeySequence> taken;
    for (const auto* action : window_.findChildren<QAction*>())
        for (const auto& shortcut : action->shortcuts()) {
            EXPECT_FALSE(taken.contains(shortcut)) << shortcut.toString().toStdString();
            taken.insert(shortcut);
        }
    for (const auto& kind : viewKinds()) {
        const auto* action = window_.findChild<QAction*>(QStringLiteral("show/") + kind.name);
        ASSERT_NE(action, nullptr);
        EXPECT_FALSE(action->shortcut().isEmpty());
    }
}

TEST_F(MainWindowTest, NamesEverythingThatTakesTheKeyboard) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    window_.show();
    QCoreApplication::processEvents();
    int seen = 0;
    for (auto* widget : window_.findChildren<QWidget*>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || !widget->isEnabled()) continue;
        if (widget->window() != &window_) continue;  // the list of a combo box speaks through it
        if (widget->objectName().startsWith(QLatin1String("qt_"))) continue;  // so does what is inside another widget
        if (const auto* bar = qobject_cast<QTabBar*>(widget); bar != nullptr && bar->count() == 0) continue;  // a spare
        const auto* accessible = QAccessible::queryAccessibleInterface(widget);
        ASSERT_NE(accessible, nullptr);
        ++seen;
        EXPECT_FALSE(accessible->text(QAccessible::Name).isEmpty())
            << widget->metaObject()->className() << ' ' << widget->objectName().toStdString() << " in "
            << (widget->parentWidget() == nullptr ? "" : widget->parentWidget()->metaObject()->className());
    }
    EXPECT_GT(seen, 20);
}

}  // namespace
}  // namespace plimsoll::gui
