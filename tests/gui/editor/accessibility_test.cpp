// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor_test_base.hpp"
#include "gui/editor/form_page.hpp"
#include "gui/editor/scenario_form.hpp"
#include "gui/editor/section_tree.hpp"

#include <QAccessible>
#include <QApplication>
#include <QTest>

#include <nlohmann/json.hpp>
#include <set>

namespace plimsoll::gui {
namespace {

class Accessibility : public EditorTest {
protected:
    /// What Tab must reach.
    [[nodiscard]] QList<QWidget*> focusable() {
        QList<QWidget*> found;
        for (auto* widget : editor_.findChildren<QWidget*>())
            if ((widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisible() && widget->isEnabled() &&
                widget->focusProxy() == nullptr)
                found.append(widget);
        return found;
    }

    /// The widgets that Tab goes to, from the tree until it comes back there.
    [[nodiscard]] QList<QWidget*> tabRound() {
        QList<QWidget*> round;
        QWidget* start = &editor_.form().tree();
        start->setFocus();
        do {
            round.append(QApplication::focusWidget());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        } while (QApplication::focusWidget() != start && !round.contains(QApplication::focusWidget()));
        return round;
    }

    void expectGoodPage(const std::string& pointer) {
        SCOPED_TRACE(pointer);
        editor_.goTo(QString::fromStdString(pointer));
        QTest::qWait(1);
        const QList<QWidget*> round = tabRound();
        const std::set<QWidget*> reached(round.begin(), round.end());
        for (QWidget* widget : focusable()) {
            const auto* accessible = QAccessible::queryAccessibleInterface(widget);
            const std::string who =
                std::string(widget->metaObject()->className()) + " " + widget->objectName().toStdString();
            ASSERT_NE(accessible, nullptr);
            EXPECT_FALSE(accessible->text(QAccessible::Name).isEmpty()) << who << " has no name";
            EXPECT_TRUE(reached.contains(widget)) << who << " is not reached by Tab";
        }
        expectReadingOrder(round);
    }

    /// Down the page and, within a row, to the right.
    void expectReadingOrder(const QList<QWidget*>& round) {
        const QWidget* page = editor_.form().page();
        if (page == nullptr) return;
        QPoint last(0, -1);
        for (QWidget* widget : round) {
            if (!page->isAncestorOf(widget)) continue;
            const QPoint place = widget->mapTo(page, widget->rect().center());
            constexpr int kSameRow = 12;
            const bool isBelow = place.y() > last.y() + kSameRow;
            const bool isBeside = std::abs(place.y() - last.y()) <= kSameRow && place.x() > last.x();
            EXPECT_TRUE(isBelow || isBeside)
                << widget->objectName().toStdString() << " " << widget->accessibleName().toStdString();
            last = place;
        }
    }
};

TEST_F(Accessibility, EveryWidgetHasANameAndAPlaceInTheOrderOfTabs) {
    ASSERT_TRUE(document_.set("/deployments/0/pools/0/nonsense", 1));
    ASSERT_TRUE(document_.set("/deployments/0/pools/0/offer", Json::parse(R"({"price": "1 USD/h"})")));
    ASSERT_TRUE(
        document_.set("/deployments/1/service", Json::parse(R"({"time": {"table": {"1": "5 ms", "8": "9 ms"}}})")));
    ASSERT_TRUE(document_.duplicate("/deployments/1/pools/0"));
    ASSERT_TRUE(document_.set("/model/profile", Json::parse(R"(["a.json", "b.json"])")));
    document_.checkNow();
    const QList<QTreeWidgetItem*> rows =
        editor_.form().tree().findItems(QString(), Qt::MatchContains | Qt::MatchRecursive);
    EXPECT_EQ(rows.size(), 15);
    for (const QTreeWidgetItem* row : rows) expectGoodPage(row->data(0, Qt::UserRole).toString().toStdString());
}

TEST_F(Accessibility, HoldsForWhatComesAndGoesToo) {
    expectGoodPage("/deployments/3");
    ASSERT_TRUE(document_.set("/deployments/3/pools/0/batching", Json::parse(R"({"max_batch": 8})")));
    expectGoodPage("/deployments/3");
    ASSERT_TRUE(document_.set("/deployments/3/serving", "serverless"));
    expectGoodPage("/deployments/3");
    document_.undoStack().undo();
    document_.undoStack().undo();
    expectGoodPage("/deployments/3");
}

TEST_F(Accessibility, ProblemsHaveAnIconAndNotOnlyAColor) {
    ASSERT_TRUE(document_.set("/experiment/horizon", "soon"));
    editor_.goTo(QStringLiteral("/experiment/horizon"));
    EXPECT_NE(problemAt("/experiment/horizon"), "");
    EXPECT_FALSE(editor_.form().tree().item("/experiment")->icon(1).isNull());
}

}  // namespace
}  // namespace plimsoll::gui
