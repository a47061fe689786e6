// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor_test_base.hpp"
#include "gui/editor/axes_panel.hpp"
#include "gui/editor/axis_dialog.hpp"
#include "gui/editor/axis_draft.hpp"
#include "gui/editor/line_edit.hpp"
#include "gui/editor/schema_node.hpp"

#include <QAbstractButton>
#include <QAction>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

class Axis : public EditorTest {
protected:
    /// The dialog that F9 in the field at a pointer opens.
    AxisDialog* vary(const std::string& pointer) {
        auto* field = goTo(pointer);
        QTest::keyClick(field->editor(), Qt::Key_F9);
        return field->findChild<AxisDialog*>();
    }
    std::string totalText() { return editor_.findChild<QLabel*>(QStringLiteral("axes/total"))->text().toStdString(); }
};

AxisDraft suggestion(const char* pointer, const Json& value) {
    return suggestedAxis(*SchemaNode::root().at(pointer), &value);
}

TEST(AxisDraft, GoesFromAQuarterToFourTimesThePresentValue) {
    const auto load = suggestion("/workload/load", 2);
    EXPECT_EQ(axisOf(load, "/workload/load"),
              Json::parse(R"({"pointer": "/workload/load", "from": 0.5, "to": 8, "points": 5, "scale": "log"})"));
    const auto rate = suggestion("/workload/traffic/generate/rate", "8 /s");
    EXPECT_EQ(axisOf(rate, "/p"),
              Json::parse(R"({"pointer": "/p", "from": "2 /s", "to": "32 /s", "points": 5, "scale": "log"})"));
}

TEST(AxisDraft, DoublesWholeNumbers) {
    EXPECT_EQ(axisOf(suggestion("/deployments/0/pools/0/replicas/max", 3), "/p"),
              Json::parse(R"({"pointer": "/p", "values": [3, 6, 12]})"));
}

// Four times half of the requests are more than all.
TEST(AxisDraft, StaysBelowTheLargestValue) {
    EXPECT_EQ(axisOf(suggestion("/slo/0/percentile", 40), "/p"),
              Json::parse(R"({"pointer": "/p", "values": [10, 20, 40, 80]})"));
}

TEST(AxisDraft, ReadsBackWhatItMeans) {
    for (const char* text : {R"({"pointer": "/p", "values": [1, "2 s", true]})",
                             R"({"pointer": "/p", "from": "1 s", "to": "100 s", "points": 3, "scale": "log"})",
                             R"({"pointer": "/p", "from": 0, "to": 10, "points": 11})"}) {
        const Json axis = Json::parse(text);
        EXPECT_EQ(axisOf(draftOf(axis), "/p"), axis);
    }
}

TEST(AxisDraft, SaysWhatIsWrong) {
    EXPECT_FALSE(complaintOf({false, QStringLiteral(" "), {}, {}, 5, true}).isEmpty());
    EXPECT_FALSE(complaintOf({true, {}, QStringLiteral("1 s"), QStringLiteral("ten"), 5, true}).isEmpty());
    // Equal factors from 0 lead nowhere.
    EXPECT_FALSE(complaintOf({true, {}, QStringLiteral("0"), QStringLiteral("8"), 5, true}).isEmpty());
    EXPECT_TRUE(complaintOf({true, {}, QStringLiteral("0"), QStringLiteral("8"), 5, false}).isEmpty());
}

TEST_F(Axis, IsMadeFromANumberOfTheFormAndUndone) {
    auto* dialog = vary("/workload/load");
    ASSERT_NE(dialog, nullptr);
    dialog->findChild<QLineEdit*>(QStringLiteral("axis/from"))->setText(QStringLiteral("1"));
    dialog->findChild<QLineEdit*>(QStringLiteral("axis/to"))->setText(QStringLiteral("16"));
    dialog->accept();
    EXPECT_EQ(
        *document_.valueAt("/sweep"),
        Json::parse(R"({"axes": [{"pointer": "/workload/load", "from": 1, "to": 16, "points": 5, "scale": "log"}]})"));
    EXPECT_EQ(countOfPoints(document_), 5);
    document_.undoStack().undo();
    EXPECT_EQ(document_.valueAt("/sweep"), nullptr);
}

TEST_F(Axis, OfTheSameValueIsChanged) {
    setAxis(document_, Json::parse(R"({"pointer": "/workload/load", "values": [1, 2]})"));
    setAxis(document_, Json::parse(R"({"pointer": "/experiment/seed", "values": [1, 2, 3]})"));
    auto* dialog = vary("/workload/load");
    ASSERT_NE(dialog, nullptr);
    auto* values = dialog->findChild<QLineEdit*>(QStringLiteral("axis/values"));
    EXPECT_EQ(values->text().toStdString(), "1, 2");
    values->setText(QStringLiteral("1, 2, 4, 8"));
    EXPECT_EQ(dialog->findChild<QLabel*>(QStringLiteral("axis/outcome"))->text().toStdString(),
              "4 values; the sweep has 12 points.");
    values->setText({});
    EXPECT_FALSE(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->isEnabled());
    values->setText(QStringLiteral("8"));
    dialog->accept();
    EXPECT_EQ(*document_.valueAt("/sweep/axes/0/values"), Json::array({8}));
    EXPECT_EQ(document_.valueAt("/sweep/axes/2"), nullptr);
}

TEST_F(Axis, IsLetGoFromItsDialog) {
    setAxis(document_, Json::parse(R"({"pointer": "/workload/load", "values": [1, 2]})"));
    auto* dialog = vary("/workload/load");
    ASSERT_NE(dialog, nullptr);
    dialog->findChild<QPushButton*>(QStringLiteral("axis/remove"))->click();
    EXPECT_EQ(document_.valueAt("/sweep"), nullptr);
}

TEST_F(Axis, IsListedWithItsValuesAndTheNumberOfPoints) {
    setAxis(document_, Json::parse(R"({"pointer": "/workload/load", "values": [1, 2, 4]})"));
    setAxis(document_, Json::parse(R"({"pointer": "/experiment/seed", "from": 1, "to": 1000, "points": 1000})"));
    goTo("/sweep");
    auto* panel = editor_.findChild<AxesPanel*>();
    ASSERT_TRUE(panel->isVisible());
    EXPECT_EQ(totalText(), "A sweep compares the deployments at <b>3,000 points</b>.");
    QStringList texts;
    for (const auto* label : panel->findChildren<QLabel*>()) texts.append(label->text());
    EXPECT_TRUE(texts.contains(QStringLiteral("1, 2, 4 (3 values)"))) << texts.join('|').toStdString();
    EXPECT_TRUE(texts.contains(QStringLiteral("1 … 1000 in equal steps (1,000 values)")))
        << texts.join('|').toStdString();
    button(*panel, QStringLiteral("Vary Seed no longer"))->click();
    EXPECT_EQ(totalText(), "A sweep compares the deployments at <b>3 points</b>.");
    goTo("/workload/load");
    EXPECT_FALSE(panel->isVisible());
}

TEST_F(Axis, IsOfferedBesideTheFieldWithTheKeyboardAndInItsMenu) {
    auto* field = goTo("/workload/load");
    auto* offered = button(*field, QStringLiteral("Vary Load in a sweep (F9)"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return offered->isVisible(); }));
    EXPECT_NE(field->editor()->findChild<QAction*>(QStringLiteral("vary")), nullptr);
    EXPECT_FALSE(offered->isChecked());
    setAxis(document_, Json::parse(R"({"pointer": "/workload/load", "values": [1, 2]})"));
    EXPECT_TRUE(offered->isChecked());
}

}  // namespace
}  // namespace plimsoll::gui
