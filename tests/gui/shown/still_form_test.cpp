// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_window.hpp"

#include "gui/app/page.hpp"
#include "gui/editor/field.hpp"
#include "gui/editor/form_page.hpp"
#include "gui/editor/help_panel.hpp"
#include "gui/editor/line_edit.hpp"
#include "gui/editor/problem_label.hpp"
#include "gui/editor/scenario_document.hpp"
#include "gui/editor/scenario_editor.hpp"
#include "gui/editor/scenario_form.hpp"

#include <QApplication>
#include <QLabel>

#include <map>

/// Nothing of the form moves while somebody types, right or wrong.
namespace plimsoll::gui {
namespace {

class StillForm : public ShownWindow {
protected:
    void SetUp() override {
        window_.restoreSession(false);
        window_.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&window_));
        const QString path = folder_.filePath(QStringLiteral("still.json"));
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(R"({"plimsoll": 1,
            "workload": {"traffic": {"generate": {"rate": "1 /s", "profile": {"daily": [1, 2, 3]}}}},
            "model": {"name": "bert-base"},
            "deployments": [{"name": "one", "serving": "real-time", "network": "5 ms",
                             "pools": [{"offer": "aws/us-east-1/g4dn.xlarge", "replicas": {"min": 1, "max": 1}}]}],
            "experiment": {"horizon": "1 h", "replications": 1}})");
        file.close();
        ASSERT_TRUE(window_.open(path)) << window_.message().toStdString();
        window_.showEditor(true);
        window_.activateWindow();
        QTest::qWait(kFrameMs);
    }

    [[nodiscard]] ScenarioEditor& editor() const { return *window_.currentPage()->editor(); }
    [[nodiscard]] FormPage& page() const { return *editor().form().page(); }

    LineEdit& goTo(const char* pointer) {
        editor().goTo(QString::fromLatin1(pointer));
        QTest::qWait(kFrameMs);
        return *page().findChild<LineEdit*>(QString::fromLatin1(pointer));
    }

    /// As a person, who then waits a moment.
    void type(LineEdit& line, const char* text) {
        QTest::keyClicks(&line, QString::fromUtf8(text));
        window_.currentPage()->document()->checkNow();
        QTest::qWait(kFrameMs);
    }

    /// Where each field of the page stands on it.
    [[nodiscard]] std::map<std::string, QList<QRect>> places() const {
        std::map<std::string, QList<QRect>> all;
        for (const auto* field : page().findChildren<Field*>())
            if (field->isVisible()) all[field->pointer()].append(QRect(field->mapTo(&page(), QPoint()), field->size()));
        return all;
    }

    /// The middle of the mark of a field.
    [[nodiscard]] QPoint markBeside(const QWidget& line) const {
        return {8, line.mapTo(&page(), line.rect().center()).y()};
    }

    [[nodiscard]] bool isMarked(const QWidget& line) const {
        const QRect around(markBeside(line) - QPoint(8, 8), QSize(16, 16));
        const QImage seen = page().grab(around).toImage();
        for (int x = 0; x < seen.width(); ++x)
            for (int y = 0; y < seen.height(); ++y)
                if (seen.pixelColor(x, y) != page().palette().color(QPalette::Window)) return true;
        return false;
    }
};

TEST_F(StillForm, MovesNoFieldWhereAProblemComesAndGoes) {
    for (const auto& [pointer, wrong] :
         {std::pair("/experiment/horizon", "soon"), std::pair("/deployments/0/network", "15"),
          std::pair("/deployments/0/pools/0/replicas/max", "x"), std::pair("/experiment/seed", "x"),
          std::pair("/workload/traffic/generate/rate", "many")}) {
        SCOPED_TRACE(pointer);
        auto& line = goTo(pointer);
        const QString right = line.text();
        const auto before = places();
        ASSERT_GE(before.size(), 3U);
        EXPECT_FALSE(isMarked(line));
        line.selectAll();
        type(line, wrong);
        EXPECT_NE(page().fieldNear(pointer)->problem(), QString());
        EXPECT_EQ(places(), before);
        EXPECT_TRUE(isMarked(line));
        line.selectAll();
        QTest::keyClick(&line, Qt::Key_Delete);
        type(line, right.toUtf8().constData());
        EXPECT_EQ(page().fieldNear(pointer)->problem(), QString());
        EXPECT_EQ(places(), before);
        EXPECT_FALSE(isMarked(line));
    }
}

// What a catalog tells of a name stands below it.
TEST_F(StillForm, MovesNoFieldWhereANameIsKnownNoMore) {
    for (const char* pointer : {"/model/name", "/deployments/0/pools/0/offer"}) {
        SCOPED_TRACE(pointer);
        auto& line = goTo(pointer);
        const auto before = places();
        line.end(false);
        type(line, "x");
        EXPECT_EQ(places(), before);
        line.selectAll();
        QTest::keyClick(&line, Qt::Key_Delete);
        type(line, "");
        EXPECT_EQ(places(), before);
    }
}

// The fourth number has a shape to show.
TEST_F(StillForm, MovesNoFieldWhereNumbersBecomeAPicture) {
    auto& line = goTo("/workload/traffic/generate/profile/daily");
    const auto before = places();
    line.end(false);
    type(line, ", 4");
    EXPECT_EQ(places(), before);
}

TEST_F(StillForm, TellsTheProblemBelowWhereItCanBeReadWithoutHovering) {
    auto& line = goTo("/deployments/0/network");
    const auto* help = editor().findChild<HelpPanel*>(QStringLiteral("help"));
    const QRect place = help->geometry();
    EXPECT_FALSE(help->findChild<ProblemLabel*>()->isVisible());
    line.selectAll();
    type(line, "15");
    EXPECT_EQ(help->text().toStdString(),
              "Network (duration)\n\"15\" has no unit\nwrite \"250 ms\", \"90 s\" or \"24 h\"");
    EXPECT_EQ(help->geometry(), place);
    const auto* said = help->findChild<ProblemLabel*>();
    EXPECT_EQ(said->visibleRegion().boundingRect(), said->rect());
    for (const auto* label : said->findChildren<QLabel*>())
        EXPECT_GE(label->height(), label->heightForWidth(label->width()));
    EXPECT_TRUE(line.accessibleDescription().startsWith(QStringLiteral("Problem: \"15\" has no unit")));
    goTo("/deployments/0/name");
    EXPECT_FALSE(said->isVisible()) << "of another field";
    QTest::mouseClick(&page(), Qt::LeftButton, {}, markBeside(line));
    EXPECT_EQ(QApplication::focusWidget(), &line) << "a click on the mark leads there";
    EXPECT_TRUE(said->isVisible());
}

// Who folds a block still sees that something in it is wrong.
TEST_F(StillForm, MarksTheHeadingOfWhatIsFoldedAway) {
    auto& line = goTo("/deployments/0/pools/0/replicas/max");
    line.selectAll();
    type(line, "x");
    auto* heading = page().findChild<QWidget*>(QStringLiteral("/deployments/0/pools/0/replicas"));
    ASSERT_NE(heading, nullptr);
    EXPECT_FALSE(isMarked(*heading));
    QTest::mouseClick(heading, Qt::LeftButton);
    QTest::qWait(kFrameMs);
    ASSERT_FALSE(line.isVisible());
    EXPECT_TRUE(isMarked(*heading));
}

}  // namespace
}  // namespace plimsoll::gui
