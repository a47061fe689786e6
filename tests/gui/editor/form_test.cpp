// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/scenario_form.hpp"

#include "editor_test_base.hpp"
#include "gui/editor/field.hpp"
#include "gui/editor/form_page.hpp"
#include "gui/editor/line_edit.hpp"
#include "gui/editor/line_field.hpp"
#include "samples.hpp"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <clocale>
#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

class Form : public EditorTest {
protected:
    [[nodiscard]] SectionTree& tree() { return editor_.form().tree(); }
    [[nodiscard]] std::string hintAt(const std::string& pointer) {
        return widgetAt<LineEdit>(pointer)->hint().toStdString();
    }
};

TEST_F(Form, HasTheSectionsOfTheSchema) {
    QStringList titles;
    for (int i = 0; i < tree().topLevelItemCount(); ++i) titles.append(tree().topLevelItem(i)->text(0));
    EXPECT_EQ(titles.join(QStringLiteral("|")).toStdString(),
              "General|Workload|Model|Service level objectives|Catalogs|Price "
              "factors|Deployments|Experiment|Projection|Sweep");
    for (const auto& [key, node] : SchemaNode::root().properties()) {
        const std::vector<Section> sections = sectionsOfSchema();
        EXPECT_EQ(std::count_if(sections.begin(), sections.end(),
                                [&key = key](const Section& section) {
                                    return std::count(section.keys.begin(), section.keys.end(), key) > 0;
                                }),
                  1)
            << key;
    }
}

TEST_F(Form, ShowsDefaultsInThePlaceOfAbsentValues) {
    goTo("/workload/load");
    auto* load = widgetAt<QLineEdit>("/workload/load");
    EXPECT_EQ(load->text().toStdString(), "");
    EXPECT_EQ(load->placeholderText().toStdString(), "1");
    EXPECT_TRUE(load->font().italic());
    type("/workload/load", QStringLiteral("2"));
    EXPECT_FALSE(load->font().italic());
    EXPECT_EQ(*document_.valueAt("/workload/load"), 2);
    type("/workload/load", {});
    EXPECT_EQ(document_.valueAt("/workload/load"), nullptr);
    goTo("/deployments/0/on_loss");
    EXPECT_EQ(widgetAt<QComboBox>("/deployments/0/on_loss")->currentText().toStdString(), "retry (default)");
}

TEST_F(Form, ResetsAFieldToItsDefault) {
    Field* field = goTo("/deployments/0/network");
    QAbstractButton* reset = button(*field, QStringLiteral("Reset Network to its default, 0 s"));
    ASSERT_NE(reset, nullptr);
    reset->click();
    EXPECT_EQ(document_.valueAt("/deployments/0/network"), nullptr);
    EXPECT_FALSE(reset->isVisible());
    editor_.undoAction()->trigger();
    EXPECT_EQ(widgetAt<QLineEdit>("/deployments/0/network")->text().toStdString(), "5 ms");
}

// A hint, and a button that comes with a value, have their places beside the line.
TEST_F(Form, MovesNothingWhereAValueIsTyped) {
    for (const auto& [pointer, value] : {std::pair("/deployments/0/network", "5 ms"), std::pair("/name", "any")}) {
        SCOPED_TRACE(pointer);
        document_.remove(pointer);
        const Field* field = goTo(pointer);
        auto* line = widgetAt<QLineEdit>(pointer);
        QCoreApplication::processEvents();
        const QSize before = field->size();
        const QRect lineBefore = line->geometry();
        line->setFocus();
        QTest::keyClicks(line, QString::fromLatin1(value));
        QCoreApplication::processEvents();
        ASSERT_NE(document_.valueAt(pointer), nullptr);
        EXPECT_EQ(line->geometry(), lineBefore);
        EXPECT_EQ(field->size(), before);
    }
}

TEST_F(Form, ValidatesQuantitiesLetterByLetterAndSaysWhatTheyMean) {
    goTo("/deployments/0/network");
    EXPECT_EQ(hintAt("/deployments/0/network"), "= 0.005 s");
    auto* line = widgetAt<QLineEdit>("/deployments/0/network");
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("15"));
    EXPECT_EQ(goTo("/deployments/0/network")->problem().toStdString(),
              "\"15\" has no unit\nwrite \"250 ms\", \"90 s\" or \"24 h\"");
    QTest::keyClicks(line, QStringLiteral(" min"));
    EXPECT_EQ(hintAt("/deployments/0/network"), "= 900 s");
    EXPECT_EQ(problemAt("/deployments/0/network"), "");
    EXPECT_EQ(document_.undoStack().count(), 1);
    line->clear();
    editor_.undoAction()->trigger();
    EXPECT_EQ(document_.undoStack().index(), 0);
}

TEST_F(Form, ShowsEveryProblemAtItsField) {
    ASSERT_TRUE(document_.set("/deployments/2/pools/0/max_instances", 0));
    ASSERT_TRUE(document_.set("/deployments/2/pools/0/replicas", Json{{"min", 1}}));
    ASSERT_TRUE(document_.set("/deployments/2/pools/0/nonsense", 1));
    ASSERT_TRUE(document_.remove("/deployments/2/pools/0/offer"));
    document_.checkNow();
    ASSERT_EQ(document_.problems().size(), 4U);
    for (const Problem& problem : document_.problems()) {
        EXPECT_TRUE(goTo(problem.pointer)->isVisible()) << problem.pointer;
        EXPECT_EQ(problemAt(problem.pointer), textOf(problem).toStdString());
    }
    EXPECT_EQ(tree().item("/deployments/2")->text(1).toStdString(), "4");
    EXPECT_EQ(tree().item("/deployments/1")->text(1).toStdString(), "");
    EXPECT_EQ(tree().item("/deployments/2")->data(0, Qt::AccessibleTextRole).toString().toStdString(),
              "serverless, problems: 4");
}

TEST_F(Form, ShowsAProblemOfWhatIsNotThereAtThePlaceWhereItWouldBe) {
    goTo("/deployments/3/window");
    ASSERT_TRUE(document_.remove("/deployments/3/window"));
    EXPECT_NE(problemAt("/deployments/3/window"), "");
    document_.setRunProblems({{"", 0, "/deployments/3/window/every/deeper", "about something inside", ""}});
    EXPECT_NE(problemAt("/deployments/3/window").find("missing"), std::string::npos);
    document_.setRunProblems({{"", 0, "/deployments/3/window/every/deeper", "about something inside", ""}});
    const Field* field = editor_.form().page()->fieldNear("/deployments/3/window/every/deeper");
    EXPECT_EQ(field->pointer(), "/deployments/3/window");
    EXPECT_NE(field->problem().toStdString().find("about something inside"), std::string::npos);
}

TEST_F(Form, ShowsOnlyWhatMeansSomething) {
    goTo("/deployments/2/pools/0/keep_alive");
    EXPECT_NE(widgetAt<QWidget>("/deployments/2/pools/0/keep_alive"), nullptr);
    EXPECT_EQ(widgetAt<QWidget>("/deployments/2/pools/0/replicas"), nullptr);
    ASSERT_TRUE(document_.set("/deployments/2/serving", "real-time"));
    // What is there is shown with its problem, whether it means anything or not.
    EXPECT_NE(widgetAt<QWidget>("/deployments/2/pools/0/keep_alive"), nullptr);
    EXPECT_NE(problemAt("/deployments/2/pools/0/keep_alive"), "");
    EXPECT_NE(widgetAt<QWidget>("/deployments/2/pools/0/replicas"), nullptr);
    EXPECT_NE(widgetAt<QWidget>("/deployments/2/pools/0/concurrency"), nullptr) << "replicas may have it, too";
    ASSERT_TRUE(document_.remove("/deployments/2/pools/0/keep_alive"));
    EXPECT_EQ(widgetAt<QWidget>("/deployments/2/pools/0/keep_alive"), nullptr);
}

TEST_F(Form, AddsAndRemovesWhatIsOptional) {
    goTo("/deployments/3/pools/0/batching");
    auto* add = widgetAt<QAbstractButton>("/deployments/3/pools/0/batching");
    EXPECT_EQ(add->accessibleName().toStdString(), "Add Batching");
    add->click();
    EXPECT_EQ(*document_.valueAt("/deployments/3/pools/0/batching"),
              Json::parse(R"({"max_batch": 8, "max_wait": "2 ms"})"));
    EXPECT_EQ(focusName().toStdString(), "/deployments/3/pools/0/batching");
    QAbstractButton* remove = button(*goTo("/deployments/3/pools/0/batching"), QStringLiteral("Remove Batching"));
    ASSERT_NE(remove, nullptr);
    remove->click();
    EXPECT_EQ(document_.valueAt("/deployments/3/pools/0/batching"), nullptr);
    EXPECT_EQ(focusName().toStdString(), "/deployments/3/pools/0/batching");
    editor_.undoAction()->trigger();
    editor_.undoAction()->trigger();
    EXPECT_FALSE(document_.isModified());
}

TEST_F(Form, ChangesTheKindOfTrafficAndBack) {
    goTo("/workload/traffic");
    const Json before = *document_.valueAt("/workload/traffic");
    auto* kind = widgetAt<QComboBox>("/workload/traffic#kind");
    EXPECT_EQ(kind->currentText().toStdString(), "Generate");
    QTest::keyClick(kind, Qt::Key_Down);
    EXPECT_EQ(*document_.valueAt("/workload/traffic"), Json::parse(R"({"trace": ""})"));
    EXPECT_NE(widgetAt<QWidget>("/workload/traffic/format"), nullptr);
    EXPECT_EQ(widgetAt<QWidget>("/workload/traffic/columns"), nullptr);
    ASSERT_TRUE(document_.set("/workload/traffic/format", "csv"));
    EXPECT_NE(widgetAt<QWidget>("/workload/traffic/columns"), nullptr);
    QTest::keyClick(kind, Qt::Key_Down);
    EXPECT_EQ(*document_.valueAt("/workload/traffic"), Json::parse(R"({"series": ""})"));
    QTest::keyClick(kind, Qt::Key_Up);
    QTest::keyClick(kind, Qt::Key_Up);
    EXPECT_EQ(*document_.valueAt("/workload/traffic"), before);
}

TEST_F(Form, DuplicatesMovesAndRemovesDeploymentsByKey) {
    goTo("/deployments/1/name");
    tree().setFocus();
    QTest::keyClick(&tree(), Qt::Key_D, Qt::ControlModifier);
    EXPECT_EQ(tree().current(), "/deployments/2");
    EXPECT_EQ(tree().currentItem()->text(0).toStdString(), "real-time, spot (copy)");
    QTest::keyClick(&tree(), Qt::Key_Up, Qt::AltModifier);
    EXPECT_EQ(tree().current(), "/deployments/1");
    EXPECT_EQ(document_.value()["deployments"][1]["name"], "real-time, spot (copy)");
    EXPECT_EQ(widgetAt<QLineEdit>("/deployments/1/name")->text().toStdString(), "real-time, spot (copy)");
    QTest::keyClick(&tree(), Qt::Key_Delete);
    EXPECT_EQ(document_.value()["deployments"].size(), 5U);
    EXPECT_EQ(tree().current(), "/deployments/1");
    QTest::keyClick(&tree(), Qt::Key_Insert);
    EXPECT_EQ(tree().current(), "/deployments/5");
    EXPECT_EQ(document_.value()["deployments"][5]["name"], "on-demand");
    while (document_.undoStack().canUndo()) editor_.undoAction()->trigger();
    EXPECT_FALSE(document_.isModified());
    EXPECT_EQ(tree().item("/deployments/5"), nullptr);
}

TEST_F(Form, RemovesTheLastDeploymentAndShowsThatThereIsNone) {
    document_.start(smallScenarios().front().dump(2));
    goTo("/deployments/0/name");
    tree().setFocus();
    QTest::keyClick(&tree(), Qt::Key_Delete);
    EXPECT_EQ(tree().current(), "/deployments");
    EXPECT_EQ(editor_.form().page(), nullptr);
    document_.checkNow();
    EXPECT_EQ(tree().item("/deployments")->text(1).toStdString(), "1");
    editor_.undoAction()->trigger();
    EXPECT_EQ(tree().current(), "/deployments/0");
}

TEST_F(Form, TellsWhichDeploymentIsLookedAt) {
    QSignalSpy activated(&editor_, &ScenarioEditor::deploymentActivated);
    goTo("/deployments/2/serving");
    goTo("/deployments/2/name");
    goTo("/experiment/seed");
    ASSERT_EQ(activated.count(), 1);
    EXPECT_EQ(activated[0][0].toString().toStdString(), "serverless");
}

TEST_F(Form, OpensADeploymentFromTheOverview) {
    editor_.goTo(QStringLiteral("/deployments"));
    auto* table = editor_.findChild<QTableView*>(QStringLiteral("overview"));
    ASSERT_NE(table, nullptr);
    EXPECT_EQ(table->model()->rowCount(), 5);
    EXPECT_EQ(table->model()->index(2, 2).data().toString().toStdString(),
              "aws/us-east-1/lambda-4096mb \u00b7 10 min \u00b7 500");
    table->setCurrentIndex(table->model()->index(2, 0));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    EXPECT_EQ(tree().current(), "/deployments/2");
}

TEST_F(Form, GoesToTheNearestPlaceThatThereIs) {
    editor_.goTo(QStringLiteral("/deployments/1/pools/0/interruptions/notice"));
    EXPECT_EQ(focusName().toStdString(), "/deployments/1/pools/0/interruptions/notice");
    editor_.goTo(QStringLiteral("/deployments/1/pools/0/start/boot"));
    EXPECT_EQ(focusName().toStdString(), "/deployments/1/pools/0/start");
    editor_.goTo(QStringLiteral("/slo/0/at_most"));
    EXPECT_EQ(focusName().toStdString(), "/slo/0/at_most");
    editor_.goTo(QStringLiteral("/nonsense/0"));
    EXPECT_EQ(tree().current(), sectionsOfSchema().front().pointer());
    // What is folded away unfolds.
    editor_.goTo(QStringLiteral("/experiment/bucket"));
    EXPECT_EQ(focusName().toStdString(), "/experiment/bucket");
    EXPECT_TRUE(widgetAt<QWidget>("/experiment/bucket")->isVisible());
}

TEST_F(Form, GoesBackToWhereAnEditIsUndone) {
    goTo("/deployments/1/network");
    type("/deployments/1/network", QStringLiteral("1 s"));
    goTo("/workload/load");
    editor_.undoAction()->trigger();
    EXPECT_EQ(tree().current(), "/deployments/1");
    EXPECT_EQ(widgetAt<QLineEdit>("/deployments/1/network")->text().toStdString(), "5 ms");
    EXPECT_EQ(editor_.redoAction()->text().toStdString(), "Redo Change Network");
}

TEST_F(Form, UndoesWithTheKeyFromWithinAField) {
    goTo("/deployments/1/network");
    type("/deployments/1/network", QStringLiteral("1 s"));
    QTest::keyClick(widgetAt<QLineEdit>("/deployments/1/network"), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(*document_.valueAt("/deployments/1/network"), "5 ms");
    EXPECT_FALSE(document_.isModified());
}

TEST_F(Form, ExplainsTheSectionThatIsOpened) {
    const auto title = [this] {
        return editor_.findChild<QWidget*>(QStringLiteral("help"))->findChild<QLabel*>()->text();
    };
    EXPECT_EQ(title(), QStringLiteral("Plimsoll scenario"));
    tree().setCurrent("/workload");
    EXPECT_EQ(title(), QStringLiteral("Workload"));
}

TEST_F(Form, ExplainsTheFieldWithTheFocus) {
    goTo("/deployments/1/pools/0/interruptions/notice");
    const auto* help = editor_.findChild<QWidget*>(QStringLiteral("help"));
    QString text;
    for (const auto* label : help->findChildren<QLabel*>()) text += label->text() + QLatin1Char('\n');
    for (const char* part : {"Notice (duration)", "Warning before the instance is gone.", "Default: 2 min",
                             "Example: 30 s", "Units: ns, us, ms", "/deployments/1/pools/0/interruptions/notice"})
        EXPECT_TRUE(text.contains(QString::fromUtf8(part))) << part << text.toStdString();
    const auto* notice = widgetAt<QLineEdit>("/deployments/1/pools/0/interruptions/notice");
    EXPECT_EQ(notice->accessibleName().toStdString(), "Notice (duration)");
    EXPECT_EQ(notice->accessibleDescription().toStdString(), "Warning before the instance is gone.");
    EXPECT_TRUE(notice->toolTip().contains(QStringLiteral("Default: 2 min")));
}

TEST_F(Form, NamesTheSourceOfAPriceBesideTheOffer) {
    const Field* field = goTo("/deployments/0/pools/0/offer");
    QString text;
    for (const auto* label : field->findChildren<QLabel*>()) text += label->text();
    for (const char* part :
         {"0.526 USD/h on demand", "0.2039 USD/h spot", "AWS EC2 on-demand price list", "2026-07-20"})
        EXPECT_TRUE(text.contains(QString::fromUtf8(part))) << part;
}

TEST_F(Form, StepsWholeNumbersWithTheArrowKeys) {
    goTo("/experiment/replications");
    auto* line = widgetAt<QLineEdit>("/experiment/replications");
    QTest::keyClick(line, Qt::Key_Up);
    EXPECT_EQ(*document_.valueAt("/experiment/replications"), 6);
    for (int i = 0; i < 9; ++i) QTest::keyClick(line, Qt::Key_Down);
    EXPECT_EQ(*document_.valueAt("/experiment/replications"), 1);
    ASSERT_TRUE(document_.set("/experiment/seed", 18446744073709551615ULL));
    EXPECT_EQ(widgetAt<QLineEdit>("/experiment/seed")->text().toStdString(), "18446744073709551615");
    QTest::keyClick(widgetAt<QLineEdit>("/experiment/seed"), Qt::Key_Up);
    EXPECT_EQ(*document_.valueAt("/experiment/seed"), 18446744073709551615ULL);
}

TEST_F(Form, KeepsWhatIsTypedThoughItIsNoNumber) {
    goTo("/workload/load");
    type("/workload/load", QStringLiteral("1."));
    EXPECT_EQ(*document_.valueAt("/workload/load"), 1.0);
    EXPECT_EQ(widgetAt<QLineEdit>("/workload/load")->text().toStdString(), "1.");
    for (const char* text : {"1e", "nan", "inf", "1 2", "0x10"}) {
        type("/workload/load", QString::fromLatin1(text));
        EXPECT_EQ(*document_.valueAt("/workload/load"), text);
        EXPECT_NE(problemAt("/workload/load"), "");
    }
}

TEST_F(Form, EditsTheRowsOfATable) {
    ASSERT_TRUE(document_.remove("/model"));
    ASSERT_TRUE(document_.set("/service", Json::parse(R"({"time": {"table": {"1": "5 ms", "8": "12 ms"}}})")));
    Field* field = goTo("/service/time/table");
    type("/service/time/table/8", QStringLiteral("13 ms"));
    auto* key = widgetAt<QLineEdit>("/service/time/table/8#key");
    key->selectAll();
    QTest::keyClicks(key, QStringLiteral("16"));
    QTest::keyClick(key, Qt::Key_Return);
    EXPECT_EQ(document_.valueAt("/service/time/table")->dump(), R"({"1":"5 ms","16":"13 ms"})");
    button(*field, QStringLiteral("Add a row to Table"))->click();
    EXPECT_EQ(document_.valueAt("/service/time/table")->dump(), R"({"1":"5 ms","16":"13 ms","32":"12 ms"})");
    key = widgetAt<QLineEdit>("/service/time/table/32#key");
    key->selectAll();
    QTest::keyClicks(key, QStringLiteral("1"));
    QTest::keyClick(key, Qt::Key_Return);
    EXPECT_EQ(key->text().toStdString(), "32") << "a key that another row has is refused";
    button(*field, QStringLiteral("Remove row 1 of Table"))->click();
    EXPECT_EQ(document_.valueAt("/service/time/table")->dump(), R"({"16":"13 ms","32":"12 ms"})");
}

TEST_F(Form, ShowsWhatIsOfAnotherKindAsItIs) {
    goTo("/experiment/seed");
    ASSERT_TRUE(document_.set("/experiment", "soon"));
    goTo("/experiment");
    ASSERT_NE(widgetAt<QLineEdit>("/experiment"), nullptr);
    EXPECT_EQ(widgetAt<QLineEdit>("/experiment")->text().toStdString(), "\"soon\"");
    EXPECT_EQ(widgetAt<QWidget>("/experiment/seed"), nullptr);
    type("/experiment", QStringLiteral("{\"seed\": 7}"));
    EXPECT_EQ(widgetAt<QLineEdit>("/experiment/seed")->text().toStdString(), "7");
    ASSERT_TRUE(document_.set("/deployments/0/pools", 5));
    goTo("/deployments/0/pools");
    auto* line = widgetAt<QLineEdit>("/deployments/0/pools");
    ASSERT_NE(line, nullptr);
    EXPECT_EQ(line->text().toStdString(), "5");
    EXPECT_NE(problemAt("/deployments/0/pools"), "");
    ASSERT_TRUE(document_.set("/deployments", "none"));
    editor_.goTo(QStringLiteral("/deployments"));
    ASSERT_TRUE(document_.set("/workload/traffic", nullptr));
    editor_.goTo(QStringLiteral("/workload/traffic"));
    while (document_.undoStack().canUndo()) editor_.undoAction()->trigger();
    EXPECT_FALSE(document_.isModified());
}

TEST_F(Form, BuildsOnlyThePageThatIsLookedAt) {
    Json scenario = smallScenarios().front();
    const Json one = scenario["deployments"][0];
    for (int i = 1; i < 500; ++i) {
        Json deployment = one;
        deployment["name"] = "deployment " + std::to_string(i);
        scenario["deployments"].push_back(deployment);
    }
    document_.start(scenario.dump(2));
    goTo("/deployments/499/pools/0/offer");
    EXPECT_EQ(tree().item("/deployments")->childCount(), 500);
    EXPECT_EQ(tree().currentItem()->text(0).toStdString(), "deployment 499");
    EXPECT_LT(editor_.findChildren<Field*>().size(), 100);
    ASSERT_TRUE(document_.duplicate("/deployments/250"));
    EXPECT_EQ(tree().item("/deployments")->childCount(), 501);
}

/// A desktop with decimal commas: files are written with points, and fields show them so.
TEST_F(Form, ReadsAndWritesNumbersWithAPointWhateverTheLocale) {
    const QLocale before;
    QLocale::setDefault(QLocale(QStringLiteral("de_DE")));
    const std::string old = std::setlocale(LC_ALL, nullptr);
    std::setlocale(LC_ALL, "de_DE.UTF-8");  // where the machine has it
    document_.start(smallScenarios()[3].dump(2));
    goTo("/workload/load");
    type("/workload/load", QStringLiteral("1.5"));
    EXPECT_EQ(*document_.valueAt("/workload/load"), 1.5);
    EXPECT_NE(document_.utf8().find("\"load\": 1.5"), std::string::npos);
    type("/workload/load", QStringLiteral("1,5"));
    EXPECT_EQ(*document_.valueAt("/workload/load"), "1,5");
    EXPECT_NE(problemAt("/workload/load"), "");
    ASSERT_TRUE(document_.set("/workload/load", 2.25));
    EXPECT_EQ(widgetAt<QLineEdit>("/workload/load")->text().toStdString(), "2.25");
    goTo("/deployments/0/network");
    type("/deployments/0/network", QStringLiteral("1500 us"));
    EXPECT_EQ(hintAt("/deployments/0/network"), "= 0.0015 s");
    goTo("/experiment/load_curve");
    type("/experiment/load_curve", QStringLiteral("0.5, 1, 1e1"));
    EXPECT_EQ(*document_.valueAt("/experiment/load_curve"), Json::parse("[0.5, 1, 10.0]"));
    goTo("/deployments/0/pools/0/autoscaler/tolerance");
    EXPECT_EQ(widgetAt<QLineEdit>("/deployments/0/pools/0/autoscaler/tolerance")->placeholderText().toStdString(),
              "0.1");
    goTo("/experiment/seed");
    QTest::keyClick(widgetAt<QLineEdit>("/experiment/seed"), Qt::Key_Up);
    EXPECT_EQ(*document_.valueAt("/experiment/seed"), 2);
    std::setlocale(LC_ALL, old.c_str());
    QLocale::setDefault(before);
}

}  // namespace
}  // namespace plimsoll::gui
