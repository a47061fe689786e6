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
#include <QListWidget>
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

TEST(AxisDraft, TakesAllValuesOfAChoice) {
    EXPECT_EQ(axisOf(suggestion("/deployments/0/pools/0/purchase", "spot"), "/p"),
              Json::parse(R"({"pointer": "/p", "values": ["on-demand", "spot", "reserved"]})"));
    EXPECT_EQ(axisOf(suggestion("/workload/traffic/repeat", false), "/p"),
              Json::parse(R"({"pointer": "/p", "values": [true, false]})"));
}

TEST_F(Axis, IsMadeFromAChoiceByCheckMarks) {
    const std::string pointer = "/deployments/0/pools/0/purchase";
    auto* dialog = vary(pointer);
    ASSERT_NE(dialog, nullptr);
    auto* offered = dialog->findChild<QListWidget*>(QStringLiteral("axis/offered"));
    ASSERT_TRUE(offered->isVisible());
    EXPECT_FALSE(dialog->findChild<QLineEdit*>(QStringLiteral("axis/values"))->isVisible());
    EXPECT_FALSE(dialog->findChild<QLineEdit*>(QStringLiteral("axis/from"))->isVisible());
    ASSERT_EQ(offered->count(), 3);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(offered->item(i)->checkState(), Qt::Checked) << i;
    offered->item(1)->setCheckState(Qt::Unchecked);
    EXPECT_EQ(dialog->findChild<QLabel*>(QStringLiteral("axis/outcome"))->text().toStdString(),
              "2 values; the sweep has 2 points.");
    dialog->accept();
    EXPECT_EQ(*document_.valueAt("/sweep/axes/0"),
              Json::parse(R"({"pointer": "/deployments/0/pools/0/purchase", "values": ["on-demand", "reserved"]})"));
    auto* field = goTo(pointer);
    QStringList texts;
    for (const auto* label : field->findChildren<QLabel*>())
        if (label->isVisible()) texts.append(label->text());
    EXPECT_TRUE(texts.contains(QStringLiteral("In a sweep: on-demand, reserved"))) << texts.join('|').toStdString();
    // Again: as it was left.
    dialog = vary(pointer);
    offered = dialog->findChild<QListWidget*>(QStringLiteral("axis/offered"));
    EXPECT_EQ(offered->item(1)->checkState(), Qt::Unchecked);
    for (int i = 0; i < 3; ++i) offered->item(i)->setCheckState(Qt::Unchecked);
    EXPECT_FALSE(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->isEnabled());
    dialog->reject();
}

TEST_F(Axis, IsMadeFromYesAndNo) {
    auto* dialog = vary("/experiment/examples_compete");
    ASSERT_NE(dialog, nullptr);
    auto* offered = dialog->findChild<QListWidget*>(QStringLiteral("axis/offered"));
    EXPECT_EQ(offered->item(0)->text().toStdString() + offered->item(1)->text().toStdString(), "yesno");
    dialog->accept();
    EXPECT_EQ(*document_.valueAt("/sweep/axes/0/values"), Json::array({true, false}));
}

// The present one is checked; others can be searched for, checked, and typed.
TEST_F(Axis, IsMadeFromTheNamesOfACatalog) {
    ASSERT_TRUE(document_.set("/deployments/0/pools/0/offer", "aws/us-east-1/g5.xlarge"));
    auto* dialog = vary("/deployments/0/pools/0/offer");
    ASSERT_NE(dialog, nullptr);
    auto* values = dialog->findChild<QLineEdit*>(QStringLiteral("axis/values"));
    auto* offered = dialog->findChild<QListWidget*>(QStringLiteral("axis/offered"));
    ASSERT_TRUE(values->isVisible());
    EXPECT_EQ(values->text().toStdString(), "aws/us-east-1/g5.xlarge");
    dialog->findChild<QLineEdit*>(QStringLiteral("axis/search"))->setText(QStringLiteral("aws/us-east-1/g6.xlarge"));
    QList<QListWidgetItem*> shown;
    QStringList checked;
    for (int i = 0; i < offered->count(); ++i) {
        if (!offered->item(i)->isHidden()) shown.append(offered->item(i));
        if (offered->item(i)->checkState() == Qt::Checked) checked.append(offered->item(i)->text());
    }
    ASSERT_EQ(shown.size(), 1);
    ASSERT_EQ(checked.size(), 1);
    EXPECT_TRUE(checked[0].startsWith(QStringLiteral("aws/us-east-1/g5.xlarge")));
    shown[0]->setCheckState(Qt::Checked);
    EXPECT_EQ(values->text().toStdString(), "aws/us-east-1/g5.xlarge, aws/us-east-1/g6.xlarge");
    values->setText(values->text() + QStringLiteral(", mine"));
    shown[0]->setCheckState(Qt::Unchecked);
    EXPECT_EQ(values->text().toStdString(), "mine, aws/us-east-1/g5.xlarge");
    dialog->accept();
    EXPECT_EQ(*document_.valueAt("/sweep/axes/0/values"), Json::array({"mine", "aws/us-east-1/g5.xlarge"}));
}

/// Three deployments, of which the second one varies in three axes.
class AxisFollows : public testing::Test {
protected:
    AxisFollows() {
        document_.start(R"({
  "plimsoll": 1,
  "deployments": [{"name": "a", "pools": []}, {"name": "b", "pools": [{}, {}]}, {"name": "c", "pools": []}],
  "sweep": {
    "axes": [
      {"pointer": "/workload/load", "values": [1, 2]},
      {"pointer": "/deployments/1/pools/1/replicas/max", "values": [1, 2]},
      {"zip": [{"pointer": "/deployments/1/deadline", "values": [1, 2]}, {"pointer": "/deployments/2/queue", "values": [3, 4]}]}
    ]
  }
}
)");
    }
    /// Of all axes, those of one list parted by "+".
    std::string pointers() {
        std::string all;
        const Json* axes = document_.valueAt("/sweep/axes");
        if (axes == nullptr) return "no sweep";
        for (const Json& axis : *axes) {
            all += all.empty() ? "" : " ";
            if (!axis.contains("zip")) all += axis["pointer"].get<std::string>();
            for (const Json& track : axis.value("zip", Json::array())) all += "+" + track["pointer"].get<std::string>();
        }
        return all;
    }

    static constexpr const char* kBefore =
        "/workload/load /deployments/1/pools/1/replicas/max +/deployments/1/deadline+/deployments/2/queue";
    ScenarioDocument document_;
};

TEST_F(AxisFollows, ADeploymentThatIsMovedAndBackWithUndo) {
    ASSERT_EQ(pointers(), kBefore);
    const std::string text = document_.utf8();
    ASSERT_TRUE(document_.move("/deployments", 1, 0));
    EXPECT_EQ(document_.valueAt("/deployments/0/name")->get<std::string>(), "b");
    EXPECT_EQ(pointers(),
              "/workload/load /deployments/0/pools/1/replicas/max +/deployments/0/deadline+/deployments/2/queue");
    ASSERT_TRUE(document_.move("/deployments", 0, 2));
    EXPECT_EQ(pointers(),
              "/workload/load /deployments/2/pools/1/replicas/max +/deployments/2/deadline+/deployments/1/queue");
    document_.undoStack().undo();
    document_.undoStack().undo();
    EXPECT_EQ(document_.utf8(), text);
    EXPECT_FALSE(document_.isModified());
    document_.undoStack().redo();
    EXPECT_EQ(pointers(),
              "/workload/load /deployments/0/pools/1/replicas/max +/deployments/0/deadline+/deployments/2/queue");
}

TEST_F(AxisFollows, ADeploymentBeforeWhichOneComesOrGoes) {
    ASSERT_TRUE(document_.duplicate("/deployments/0"));
    EXPECT_EQ(pointers(),
              "/workload/load /deployments/2/pools/1/replicas/max +/deployments/2/deadline+/deployments/3/queue");
    ASSERT_TRUE(document_.remove("/deployments/0"));
    ASSERT_TRUE(document_.remove("/deployments/0"));
    EXPECT_EQ(pointers(),
              "/workload/load /deployments/0/pools/1/replicas/max +/deployments/0/deadline+/deployments/1/queue");
    ASSERT_TRUE(document_.insert("/deployments/0/pools", 1, Json::object()));
    EXPECT_EQ(pointers(),
              "/workload/load /deployments/0/pools/2/replicas/max +/deployments/0/deadline+/deployments/1/queue");
}

TEST_F(AxisFollows, GoesWithADeploymentThatIsRemovedAndComesBackWithUndo) {
    const std::string text = document_.utf8();
    ASSERT_TRUE(document_.remove("/deployments/1"));
    EXPECT_EQ(pointers(), "/workload/load +/deployments/1/queue");
    document_.undoStack().undo();
    EXPECT_EQ(document_.utf8(), text);
    // The last axis takes the sweep with it.
    ASSERT_TRUE(document_.remove("/sweep/axes/2"));
    ASSERT_TRUE(document_.remove("/sweep/axes/0"));
    ASSERT_TRUE(document_.remove("/deployments/1"));
    EXPECT_EQ(pointers(), "no sweep");
    document_.undoStack().undo();
    EXPECT_EQ(pointers(), "/deployments/1/pools/1/replicas/max");
}

// "1_pools_1_replicas_max" would be called "0_pools_1_replicas_max", or "max" once the other is gone.
TEST_F(AxisFollows, AndKeepsTheNamesThatAConditionKnows) {
    const char* const other = "/deployments/2/pools/1/replicas/max";
    ASSERT_TRUE(document_.set("/sweep/axes/0", Json{{"pointer", other}, {"values", Json::array({1, 2})}}));
    const auto name_of = [this](const char* axis) {
        const Json* name = document_.valueAt(std::string(axis) + "/name");
        return name == nullptr ? "" : name->get<std::string>();
    };
    ASSERT_TRUE(document_.move("/deployments", 1, 0));
    EXPECT_EQ(name_of("/sweep/axes/1"), "") << "nobody knows it by name";
    document_.undoStack().undo();
    ASSERT_TRUE(document_.set("/sweep/where", "\"1_pools_1_replicas_max\" > 1"));
    ASSERT_TRUE(document_.move("/deployments", 1, 0));
    EXPECT_EQ(name_of("/sweep/axes/1"), "1_pools_1_replicas_max");
    EXPECT_EQ(name_of("/sweep/axes/0"), "2_pools_1_replicas_max") << "\"max\" would do, now that the other has a name";
    document_.undoStack().undo();
    ASSERT_TRUE(document_.remove("/deployments/2"));
    EXPECT_EQ(document_.valueAt("/sweep/axes/0/pointer")->get<std::string>(), "/deployments/1/pools/1/replicas/max");
    EXPECT_EQ(name_of("/sweep/axes/0"), "1_pools_1_replicas_max");
}

// That a value is not set does not keep it from varying.
TEST_F(AxisFollows, StaysWhereAValueIsReset) {
    ASSERT_TRUE(document_.set("/workload/load", 2));
    ASSERT_TRUE(document_.remove("/workload/load"));
    EXPECT_EQ(pointers(), kBefore);
}

}  // namespace
}  // namespace plimsoll::gui
