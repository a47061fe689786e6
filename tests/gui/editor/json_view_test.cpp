// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/json_view.hpp"

#include "editor_test_base.hpp"
#include "gui/editor/form_page.hpp"
#include "gui/editor/problem_bar.hpp"
#include "gui/editor/scenario_form.hpp"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QTextBlock>

#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

class Text : public EditorTest {
protected:
    [[nodiscard]] JsonView& view() { return editor_.text(); }

    /// Puts the cursor behind a part of the text.
    void cursorBehind(const char* part) {
        const auto at = view().toPlainText().indexOf(QString::fromUtf8(part));
        ASSERT_GE(at, 0) << part;
        QTextCursor cursor = view().textCursor();
        cursor.setPosition(static_cast<int>(at) + static_cast<int>(std::string(part).size()));
        view().setTextCursor(cursor);
        view().setFocus();
    }
    void expectInStep() { EXPECT_EQ(view().toPlainText().toStdString(), document_.utf8()); }
};

TEST_F(Text, FollowsEditsOfTheForm) {
    expectInStep();
    goTo("/experiment/replications");
    type("/experiment/replications", QStringLiteral("12"));
    EXPECT_TRUE(view().toPlainText().contains(QStringLiteral("\"replications\": 12,")));
    expectInStep();
    document_.undoStack().undo();
    expectInStep();
    ASSERT_TRUE(document_.duplicate("/deployments/3"));
    expectInStep();
    ASSERT_TRUE(document_.set("/name", "Grüße \u2028 \U0001F600\u00a0x"));
    EXPECT_EQ(document_.valueAt("/name")->get<std::string>(), "Grüße \u2028 \U0001F600\u00a0x");
    const std::string text = document_.utf8();
    editor_.showText();
    cursorBehind("\"replications\": 5");
    QTest::keyClicks(&view(), QStringLiteral("0"));
    EXPECT_EQ(document_.valueAt("/name")->get<std::string>(), "Grüße \u2028 \U0001F600\u00a0x");
    document_.undoStack().undo();
    EXPECT_EQ(document_.utf8(), text);
}

TEST_F(Text, LeadsTheForm) {
    goTo("/experiment/replications");
    editor_.showText();
    cursorBehind("\"replications\": 5");
    QTest::keyClicks(&view(), QStringLiteral("0"));
    EXPECT_EQ(*document_.valueAt("/experiment/replications"), 50);
    EXPECT_EQ(widgetAt<QLineEdit>("/experiment/replications")->text().toStdString(), "50");
    expectInStep();
}

TEST_F(Text, LeavesTheFormWhereItIsWhenTypingIsUndone) {
    goTo("/experiment/replications");
    editor_.showText();
    cursorBehind("\"name\": \"document");
    QTest::keyClicks(&view(), QStringLiteral("xy"));
    EXPECT_EQ(document_.undoStack().count(), 1);
    QTest::keyClick(&view(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_FALSE(document_.isModified());
    EXPECT_EQ(editor_.form().tree().current(), "/experiment");
    expectInStep();
}

TEST_F(Text, KeepsTheCursorWhileTheFormEdits) {
    editor_.showText();
    cursorBehind("\"seed\": 1");
    const int line = view().textCursor().blockNumber();
    ASSERT_TRUE(document_.set("/name", "another name that is longer"));
    ASSERT_TRUE(document_.remove("/slo"));
    EXPECT_EQ(view().textCursor().blockNumber(), line - 1);
    EXPECT_TRUE(view().textCursor().block().text().contains(QStringLiteral("seed")));
}

TEST_F(Text, LocksTheFormWhileItIsNoJson) {
    goTo("/experiment/replications");
    editor_.showText();
    cursorBehind("\"replications\": 5");
    QTest::keyClicks(&view(), QStringLiteral(","));
    document_.checkNow();
    EXPECT_FALSE(document_.isReadable());
    EXPECT_NE(view().problemOn(81).toStdString(), "");
    editor_.showForm();
    const auto* line = widgetAt<QLineEdit>("/experiment/replications");
    EXPECT_EQ(line->text().toStdString(), "5");
    EXPECT_FALSE(line->isEnabled());
    QPushButton* show = nullptr;
    for (auto* each : editor_.findChildren<QPushButton*>())
        if (each->isVisible()) show = each;
    ASSERT_NE(show, nullptr);
    show->click();
    EXPECT_TRUE(view().isVisible());
    EXPECT_EQ(view().textCursor().blockNumber() + 1, document_.problems().front().line);
    QTest::keyClick(&view(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(document_.isReadable());
    EXPECT_TRUE(line->isEnabled());
    EXPECT_FALSE(document_.isModified());
    expectInStep();
}

TEST_F(Text, MarksLinesWithProblems) {
    ASSERT_TRUE(document_.set("/experiment/horizon", "soon"));
    document_.checkNow();
    const int line = document_.lineOf("/experiment/horizon");
    EXPECT_NE(view().problemOn(line).toStdString().find("soon"), std::string::npos);
    EXPECT_EQ(view().problemOn(line + 1).toStdString(), "");
    bool marked = false;
    for (const auto& selection : view().extraSelections())
        marked = marked || selection.cursor.blockNumber() + 1 == line;
    EXPECT_TRUE(marked);
    document_.undoStack().undo();
    document_.checkNow();
    EXPECT_EQ(view().problemOn(line).toStdString(), "");
}

TEST_F(Text, IndentsNewLines) {
    editor_.showText();
    cursorBehind("\"experiment\": {");
    QTest::keyClick(&view(), Qt::Key_Return);
    QTest::keyClicks(&view(), QStringLiteral("\"bucket\": \"5 min\","));
    EXPECT_TRUE(view().toPlainText().contains(QStringLiteral("\"experiment\": {\n    \"bucket\": \"5 min\",\n")));
    EXPECT_EQ(*document_.valueAt("/experiment/bucket"), "5 min");
    expectInStep();
}

TEST_F(Text, ShowsWhereAPlaceStands) {
    editor_.showText();
    editor_.goTo(QStringLiteral("/deployments/2/name"));
    EXPECT_TRUE(view().textCursor().block().text().contains(QStringLiteral("\"serverless\"")));
    EXPECT_TRUE(view().isVisible());
}

TEST_F(Text, IsReachedAndLeftByKey) {
    goTo("/experiment/replications");
    QTest::keyClick(widgetAt<QLineEdit>("/experiment/replications"), Qt::Key_PageDown, Qt::ControlModifier);
    EXPECT_TRUE(view().hasFocus());
    QTest::keyClick(&view(), Qt::Key_PageUp, Qt::ControlModifier);
    EXPECT_TRUE(editor_.form().tree().hasFocus());
}

TEST_F(Text, IsLeftWithTab) {
    editor_.showText();
    view().setFocus();
    QTest::keyClick(&view(), Qt::Key_Tab);
    EXPECT_FALSE(view().hasFocus());
    expectInStep();
}

TEST_F(Text, TheBarGoesFromProblemToProblem) {
    ASSERT_TRUE(document_.set("/experiment/horizon", "soon"));
    ASSERT_TRUE(document_.set("/deployments/1/network", "far"));
    document_.checkNow();
    auto* bar = editor_.findChild<ProblemBar*>();
    EXPECT_TRUE(bar->text().startsWith(QStringLiteral("2 problems: "))) << bar->text().toStdString();
    goTo("/workload/load");
    QTest::keyClick(&editor_, Qt::Key_F8);
    EXPECT_EQ(focusName().toStdString(), "/deployments/1/network");
    QTest::keyClick(&editor_, Qt::Key_F8);
    EXPECT_EQ(focusName().toStdString(), "/experiment/horizon");
    QTest::keyClick(&editor_, Qt::Key_F8, Qt::ShiftModifier);
    EXPECT_EQ(focusName().toStdString(), "/deployments/1/network");
    editor_.showText();
    QTest::keyClick(&editor_, Qt::Key_F8);
    EXPECT_TRUE(view().textCursor().block().text().contains(QStringLiteral("soon")));
    document_.undoStack().undo();
    document_.undoStack().undo();
    document_.checkNow();
    EXPECT_EQ(bar->text().toStdString(), "No problems");
}

}  // namespace
}  // namespace plimsoll::gui
