// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/assumptions_view.hpp"

#include "tests/gui/golden_scene.hpp"
#include "tests/gui/made_result.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

namespace plimsoll::gui {
namespace {

using testing::expectGolden;
using testing::resultOf;
using testing::sampleComparison;

class AssumptionsViewTest : public ::testing::Test {
protected:
    AssumptionsViewTest() { shown_.view.setToday(QDate(2026, 8, 1)); }

    [[nodiscard]] QString count() const { return shown_.view.scene()[QStringLiteral("count")].toString(); }
    [[nodiscard]] QTreeView& tree() const { return *shown_.view.findChild<QTreeView*>(QStringLiteral("assumptions")); }
    [[nodiscard]] QCheckBox& box(const char* name) const {
        return *shown_.view.findChild<QCheckBox*>(QLatin1String(name));
    }

    testing::ShownView<AssumptionsView> shown_{resultOf(sampleComparison())};
};

TEST_F(AssumptionsViewTest, ShowsEveryValueWithItsOriginAndDate) {
    expectGolden(shown_.view.scene(), QStringLiteral("assumptions"));
    EXPECT_EQ(count(), QStringLiteral("6 values"));
}

TEST_F(AssumptionsViewTest, ShowsHowValuesDifferFromAReference) {
    auto before = sampleComparison();
    before.notes.assumptions[1].value = "7";
    before.notes.assumptions.pop_back();
    shown_.view.setReference(resultOf(before));
    shown_.settle();
    expectGolden(shown_.view.scene(), QStringLiteral("assumptions-difference"));
}

TEST_F(AssumptionsViewTest, FiltersAsOneTypes) {
    QTest::keyClicks(shown_.view.findChild<QLineEdit*>(QStringLiteral("words")), QStringLiteral("price spot"));
    EXPECT_EQ(count(), QStringLiteral("2 of 6 values"));
    EXPECT_EQ(shown_.view.table().rows.size(), 6) << "the table has all of them";
}

TEST_F(AssumptionsViewTest, ShowsDefaultsAloneAndDifferencesAlone) {
    EXPECT_FALSE(box("only-differences").isEnabled()) << "to what?";
    box("only-defaults").setChecked(true);
    EXPECT_EQ(count(), QStringLiteral("2 of 6 values"));
    auto before = sampleComparison();
    before.notes.assumptions[1].value = "7";
    shown_.view.setReference(resultOf(before));
    shown_.settle();
    box("only-differences").setChecked(true);
    EXPECT_EQ(count(), QStringLiteral("1 of 6 values"));
    shown_.view.setReference(nullptr);
    shown_.settle();
    EXPECT_FALSE(box("only-differences").isChecked());
    EXPECT_EQ(count(), QStringLiteral("2 of 6 values"));
}

TEST_F(AssumptionsViewTest, LeadsToTheScenarioByEnterAndDoubleClick) {
    const QSignalSpy asked(&shown_.view, &View::pointerActivated);
    const QModelIndex part = tree().model()->index(3, 0);
    const QModelIndex queue = tree().model()->index(2, 1, part);
    tree().setCurrentIndex(queue);
    QTest::keyClick(&tree(), Qt::Key_Return);
    ASSERT_EQ(asked.count(), 1);
    EXPECT_EQ(asked[0][0].toString(), QStringLiteral("/deployments/1/pools/0/queue"));

    tree().scrollTo(queue);
    const QPoint place = tree().visualRect(queue).center();
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(tree().viewport(), Qt::LeftButton, {}, place);
    EXPECT_EQ(asked.count(), 2);

    tree().setCurrentIndex(part);
    QTest::keyClick(&tree(), Qt::Key_Return);
    EXPECT_EQ(asked.count(), 2) << "a part is no value";
}

TEST_F(AssumptionsViewTest, ScrollsToTheSelectedDeployment) {
    shown_.view.resize(600, 120);
    shown_.settle();
    shown_.selection.select(1);
    const QModelIndex part = tree().model()->index(3, 0);
    EXPECT_TRUE(tree().viewport()->rect().contains(tree().visualRect(part).center()));
}

}  // namespace
}  // namespace plimsoll::gui
