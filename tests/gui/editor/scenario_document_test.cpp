// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/scenario_document.hpp"

#include "samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <csignal>
#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

const QString kClassifier = QStringLiteral(PLIMSOLL_SOURCE_DIR "/scenarios/document-classifier.json");

class Document : public testing::Test {
protected:
    void SetUp() override { ASSERT_EQ(document_.open(kClassifier).toStdString(), ""); }

    [[nodiscard]] QString inFolder(const char* name) const { return folder_.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] std::string messageAt(const std::string& pointer) {
        document_.checkNow();
        for (const Problem& problem : document_.problems())
            if (problem.pointer == pointer) return problem.message;
        return {};
    }

    ScenarioDocument document_;
    QTemporaryDir folder_;
};

TEST_F(Document, ReadsAndWritesTheShippedScenariosByteForByte) {
    for (const QString& path : shippedScenarios()) {
        ASSERT_EQ(document_.open(path).toStdString(), "");
        EXPECT_EQ(document_.utf8(), textOfFile(path));
        EXPECT_EQ(document_.value(), Json::parse(textOfFile(path)));
        EXPECT_FALSE(document_.isModified());
        document_.checkNow();
        EXPECT_TRUE(document_.problems().empty()) << document_.problems().front().text();
        ASSERT_EQ(document_.save(inFolder("copy.json")).toStdString(), "");
        EXPECT_EQ(textOfFile(inFolder("copy.json")), textOfFile(path));
    }
}

TEST_F(Document, TouchingAnyFieldAndUndoingGivesTheSameBytes) {
    for (const QString& path : shippedScenarios()) {
        ASSERT_EQ(document_.open(path).toStdString(), "");
        const std::string before = document_.utf8();
        forEachValue(Json(document_.value()), "", [&](const std::string& pointer, const Json&) {
            if (pointer.empty()) return;
            ASSERT_TRUE(document_.set(pointer, "touched")) << pointer;
            EXPECT_EQ(*document_.valueAt(pointer), "touched");
            EXPECT_TRUE(document_.isModified());
            document_.undoStack().undo();
            EXPECT_EQ(document_.utf8(), before) << pointer;
            EXPECT_FALSE(document_.isModified());
        });
    }
}

TEST_F(Document, AnEditChangesOneLineOfTheFile) {
    ASSERT_TRUE(document_.set("/experiment/replications", 7));
    const auto lines = QString::fromStdString(document_.utf8()).split(QLatin1Char('\n'));
    const auto before = QString::fromStdString(textOfFile(kClassifier)).split(QLatin1Char('\n'));
    ASSERT_EQ(lines.size(), before.size());
    int changed = 0;
    for (qsizetype i = 0; i < lines.size(); ++i) changed += lines[i] != before[i];
    EXPECT_EQ(changed, 1);
}

TEST_F(Document, MakesTheObjectsAroundANewValueAndKeepsTheOrderOfTheSchema) {
    document_.start("{\n  \"plimsoll\": 1,\n  \"deployments\": []\n}\n");
    ASSERT_TRUE(document_.set("/workload/traffic/generate/rate", "8 /s"));
    EXPECT_EQ(document_.utf8(),
              "{\n  \"plimsoll\": 1,\n  \"workload\": {\"traffic\": {\"generate\": {\"rate\": \"8 /s\"}}},\n"
              "  \"deployments\": []\n}\n");
    EXPECT_FALSE(document_.set("/plimsoll/x", 1));
    EXPECT_FALSE(document_.remove("/experiment"));
}

TEST_F(Document, ConsecutiveEditsOfOneFieldAreOneStep) {
    const int before = document_.undoStack().count();
    for (const char* text : {"2", "24", "24 ", "24 h", "2"}) ASSERT_TRUE(document_.set("/experiment/horizon", text));
    EXPECT_EQ(document_.undoStack().count(), before + 1);
    ASSERT_TRUE(document_.set("/experiment/warm_up", "1 h"));
    ASSERT_TRUE(document_.set("/experiment/horizon", "3 h"));
    EXPECT_EQ(document_.undoStack().count(), before + 3);
    document_.undoStack().undo();
    EXPECT_EQ(*document_.valueAt("/experiment/horizon"), "2");
    document_.undoStack().undo();
    document_.undoStack().undo();
    EXPECT_EQ(document_.utf8(), textOfFile(kClassifier));
    document_.undoStack().redo();
    EXPECT_EQ(*document_.valueAt("/experiment/horizon"), "2");
    EXPECT_EQ(document_.undoStack().undoText().toStdString(), "Change Horizon");
}

TEST_F(Document, LeavingAFieldOrSavingEndsAStep) {
    ASSERT_TRUE(document_.set("/experiment/horizon", "2 h"));
    document_.finishEditing();
    ASSERT_TRUE(document_.set("/experiment/horizon", "3 h"));
    EXPECT_EQ(document_.undoStack().count(), 2);
    ASSERT_EQ(document_.save(inFolder("a.json")).toStdString(), "");
    ASSERT_TRUE(document_.set("/experiment/horizon", "4 h"));
    EXPECT_EQ(document_.undoStack().count(), 3);
    document_.undoStack().undo();
    EXPECT_FALSE(document_.isModified());
}

TEST_F(Document, TypingWhatWasThereLeavesNothingToUndo) {
    ASSERT_TRUE(document_.set("/experiment/horizon", "24"));
    ASSERT_TRUE(document_.set("/experiment/horizon", "24 h"));
    EXPECT_EQ(document_.undoStack().count(), 0);
    EXPECT_FALSE(document_.isModified());
    EXPECT_EQ(document_.utf8(), textOfFile(kClassifier));
}

TEST_F(Document, ClearingAndTypingAnewIsOneStepToo) {
    ASSERT_TRUE(document_.remove("/experiment/warm_up"));
    ASSERT_TRUE(document_.set("/experiment/warm_up", "5 min"));
    EXPECT_EQ(document_.undoStack().count(), 1);
    document_.undoStack().undo();
    EXPECT_EQ(document_.utf8(), textOfFile(kClassifier));
}

TEST_F(Document, DuplicatesADeploymentUnderANewName) {
    ASSERT_TRUE(document_.duplicate("/deployments/1"));
    ASSERT_TRUE(document_.duplicate("/deployments/1"));
    const Json& deployments = document_.value()["deployments"];
    EXPECT_EQ(deployments.size(), 7U);
    EXPECT_EQ(deployments[1]["name"], "real-time, spot");
    EXPECT_EQ(deployments[2]["name"], "real-time, spot (copy 2)");
    EXPECT_EQ(deployments[3]["name"], "real-time, spot (copy)");
    Json same = deployments[2];
    same["name"] = deployments[1]["name"];
    EXPECT_EQ(same, deployments[1]);
    EXPECT_EQ(messageAt("/deployments/2/name"), "");
    // The copy is laid out as the original is.
    const std::string text = document_.utf8();
    EXPECT_NE(text.find("    },\n    {\n      \"name\": \"real-time, spot (copy)\",\n      \"serving\""),
              std::string::npos)
        << text;
    document_.undoStack().undo();
    document_.undoStack().undo();
    EXPECT_EQ(document_.utf8(), textOfFile(kClassifier));
}

TEST_F(Document, MovesInsertsAndRemovesElements) {
    ASSERT_TRUE(document_.move("/deployments", 0, 4));
    EXPECT_EQ(document_.value()["deployments"][4]["name"], "real-time, on-demand");
    ASSERT_TRUE(document_.remove("/deployments/4"));
    EXPECT_EQ(document_.value()["deployments"].size(), 4U);
    ASSERT_TRUE(document_.insert("/deployments", 1, Json{{"name", "serverless"}}));
    EXPECT_EQ(document_.value()["deployments"][1]["name"], "serverless (copy)");
    ASSERT_TRUE(document_.insert("/variants", 0, Json{{"name", "int8"}}));
    EXPECT_EQ(document_.value()["variants"].size(), 1U);
    EXPECT_FALSE(document_.move("/deployments", 0, 9));
    EXPECT_FALSE(document_.duplicate("/deployments"));
    EXPECT_FALSE(document_.duplicate("/nowhere/0"));
    while (document_.undoStack().canUndo()) document_.undoStack().undo();
    EXPECT_EQ(document_.utf8(), textOfFile(kClassifier));
    while (document_.undoStack().canRedo()) document_.undoStack().redo();
    EXPECT_EQ(document_.value()["variants"].size(), 1U);
}

TEST_F(Document, KeepsATextThatIsNoJsonAndTheLastGoodValue) {
    const std::string good = document_.utf8();
    const Json value = document_.value();
    QString bad = document_.text();
    bad.replace(QStringLiteral("\"seed\": 1,"), QStringLiteral("\"seed\": ,"));
    document_.setText(bad);
    EXPECT_FALSE(document_.isReadable());
    EXPECT_EQ(document_.text(), bad);
    EXPECT_EQ(document_.value(), value);
    EXPECT_FALSE(document_.set("/experiment/seed", 2));
    EXPECT_FALSE(document_.remove("/slo"));
    EXPECT_FALSE(document_.duplicate("/deployments/0"));
    document_.checkNow();
    ASSERT_EQ(document_.problems().size(), 1U);
    EXPECT_EQ(document_.problems()[0].line, 80);
    EXPECT_EQ(document_.lineOf("/experiment/seed"), 0);
    // It can be saved and opened as it is.
    ASSERT_EQ(document_.save(inFolder("bad.json")).toStdString(), "");
    ScenarioDocument other;
    ASSERT_EQ(other.open(inFolder("bad.json")).toStdString(), "");
    EXPECT_EQ(other.text(), bad);
    EXPECT_TRUE(other.value().empty());
    document_.undoStack().undo();
    EXPECT_TRUE(document_.isReadable());
    EXPECT_EQ(document_.utf8(), good);
}

TEST_F(Document, TakesHostileTextsForWhatTheyAre) {
    for (const QString& text : {QString(), QStringLiteral("[]"), QStringLiteral("5"), QString(200000, QLatin1Char('[')),
                                QStringLiteral("{\"a\": 1} x"), QStringLiteral("{\"a\": \"\\ud800\"}")}) {
        document_.setText(text);
        EXPECT_FALSE(document_.isReadable()) << text.left(20).toStdString();
        document_.checkNow();
        EXPECT_FALSE(document_.problems().empty());
    }
}

TEST_F(Document, TypingInTheTextIsOneStepPerRun) {
    QString text = document_.text();
    const auto at = text.indexOf(QStringLiteral("document-classifier"));
    for (const char16_t c : std::u16string(u"abc")) {
        text.insert(at, QChar(c));
        document_.setText(text);
    }
    // Each was put before the one typed last, so the cursor jumped.
    EXPECT_EQ(document_.undoStack().count(), 3);
    for (int i = 0; i < 3; ++i) document_.undoStack().undo();
    text = document_.text();
    for (int i = 0; i < 4; ++i) {
        text.insert(at + i, QChar(u'\u00e9'));
        document_.setText(text);
    }
    text.remove(at + 3, 1);
    document_.setText(text);
    EXPECT_EQ(document_.undoStack().count(), 1);
    document_.undoStack().undo();
    EXPECT_EQ(document_.utf8(), textOfFile(kClassifier));
}

TEST_F(Document, FindsProblemsWithTheirPlace) {
    ASSERT_TRUE(document_.set("/deployments/0/pools/0/batching/max_wait", "5 m"));
    EXPECT_EQ(messageAt("/deployments/0/pools/0/batching/max_wait"), "\"5 m\": unknown unit \"m\"");
    ASSERT_TRUE(document_.remove("/deployments/2/serving"));
    EXPECT_NE(messageAt("/deployments/2/serving"), "");
    document_.undoStack().undo();
    document_.undoStack().undo();
    document_.checkNow();
    EXPECT_TRUE(document_.problems().empty());
}

TEST_F(Document, ChecksByItselfAfterAnEdit) {
    QSignalSpy checked(&document_, &ScenarioDocument::problemsChanged);
    ASSERT_TRUE(document_.set("/experiment/horizon", "soon"));
    ASSERT_TRUE(checked.wait());
    ASSERT_EQ(document_.problems().size(), 1U);
    EXPECT_EQ(document_.problems()[0].pointer, "/experiment/horizon");
}

TEST_F(Document, LooksForFilesWhereTheScenarioIs) {
    QFile trace(inFolder("trace.csv"));
    ASSERT_TRUE(trace.open(QIODevice::WriteOnly));
    trace.close();
    ASSERT_TRUE(document_.set("/workload/traffic", Json::parse(R"({"trace": "trace.csv", "format": "mooncake"})")));
    EXPECT_NE(messageAt("/workload/traffic/trace"), "");
    ASSERT_EQ(document_.save(inFolder("here.json")).toStdString(), "");
    EXPECT_EQ(messageAt("/workload/traffic/trace"), "");
}

TEST_F(Document, ShowsProblemsOfARunUntilTheNextEdit) {
    const Problem unknown{"", 0, "/deployments/0/pools/0/offer", "there is no offer", ""};
    document_.setRunProblems({unknown});
    document_.checkNow();
    EXPECT_EQ(messageAt(unknown.pointer), "there is no offer");
    ASSERT_TRUE(document_.set("/experiment/seed", 2));
    EXPECT_EQ(messageAt(unknown.pointer), "");
}

TEST_F(Document, DoesNotRepeatWhatBothTheCheckAndARunSay) {
    ASSERT_TRUE(document_.set("/experiment/horizon", "soon"));
    document_.checkNow();
    const std::vector<Problem> found = document_.problems();
    document_.setRunProblems(found);
    EXPECT_EQ(document_.problems().size(), found.size());
}

TEST_F(Document, TellsWhatChanged) {
    QSignalSpy modified(&document_, &ScenarioDocument::modifiedChanged);
    QSignalSpy revisited(&document_, &ScenarioDocument::revisited);
    QSignalSpy path(&document_, &ScenarioDocument::pathChanged);
    ASSERT_TRUE(document_.set("/experiment/seed", 2));
    ASSERT_TRUE(document_.set("/experiment/seed", 3));
    EXPECT_EQ(modified.count(), 1);
    EXPECT_EQ(revisited.count(), 0);
    document_.undoStack().undo();
    EXPECT_EQ(modified.count(), 2);
    ASSERT_EQ(revisited.count(), 1);
    EXPECT_EQ(revisited[0][0].toString().toStdString(), "/experiment/seed");
    ASSERT_EQ(document_.save(inFolder("new.json")).toStdString(), "");
    ASSERT_EQ(document_.save(inFolder("new.json")).toStdString(), "");
    EXPECT_EQ(path.count(), 1);
    EXPECT_EQ(document_.path(), inFolder("new.json"));
}

TEST_F(Document, FindsLinesOfValues) {
    EXPECT_EQ(document_.lineOf(""), 1);
    EXPECT_EQ(document_.lineOf("/name"), 3);
    EXPECT_EQ(document_.lineOf("/workload/traffic/generate/profile/bursts/1/times"), 14);
    EXPECT_EQ(document_.lineOf("/experiment/bucket"), document_.lineOf("/experiment"));
}

TEST_F(Document, KeepsTheFormOfAFile) {
    const std::string text = "\xEF\xBB\xBF{\r\n  \"plimsoll\": 1\r\n}\r\n";
    QFile file(inFolder("windows.json"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text.c_str());
    file.close();
    ASSERT_EQ(document_.open(inFolder("windows.json")).toStdString(), "");
    EXPECT_EQ(document_.utf8(), "{\n  \"plimsoll\": 1\n}\n");
    ASSERT_TRUE(document_.set("/name", "é"));
    ASSERT_EQ(document_.save(document_.path()).toStdString(), "");
    EXPECT_EQ(textOfFile(document_.path()), "\xEF\xBB\xBF{\r\n  \"plimsoll\": 1,\r\n  \"name\": \"é\"\r\n}\r\n");
}

TEST_F(Document, MakesOneKindOfLineEndsOfMixedOnes) {
    QFile file(inFolder("mixed.json"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{\r\n\"plimsoll\": 1,\n\"name\":\r\"x\"}");
    file.close();
    ASSERT_EQ(document_.open(inFolder("mixed.json")).toStdString(), "");
    EXPECT_EQ(document_.utf8(), "{\n\"plimsoll\": 1,\n\"name\":\n\"x\"}");
}

TEST_F(Document, SaysWhyAFileCannotBeOpenedAndKeepsWhatItHad) {
    QFile latin(inFolder("latin.json"));
    ASSERT_TRUE(latin.open(QIODevice::WriteOnly));
    latin.write("{\"name\": \"caf\xE9\"}");
    latin.close();
    const std::string before = document_.utf8();
    EXPECT_NE(document_.open(inFolder("latin.json")).toStdString().find("UTF-8"), std::string::npos);
    EXPECT_NE(document_.open(inFolder("absent.json")).toStdString(), "");
    EXPECT_NE(document_.open(folder_.path()).toStdString().find("folder"), std::string::npos);
    EXPECT_EQ(document_.utf8(), before);
    EXPECT_EQ(document_.path(), kClassifier);
    QString error;
    EXPECT_EQ(ScenarioDocument::load(inFolder("absent.json"), &error), nullptr);
    EXPECT_FALSE(error.isEmpty());
    EXPECT_NE(ScenarioDocument::load(kClassifier, &error), nullptr);
    EXPECT_TRUE(error.isEmpty());
}

TEST_F(Document, LosesNothingWhereAFileCannotBeWritten) {
    ASSERT_TRUE(document_.set("/experiment/seed", 2));
    const std::string text = document_.utf8();
    for (const QString& path : {inFolder("no/such/folder.json"), folder_.path()}) {
        EXPECT_NE(document_.save(path).toStdString(), "") << path.toStdString();
        EXPECT_EQ(document_.utf8(), text);
        EXPECT_TRUE(document_.isModified());
        EXPECT_EQ(document_.path(), kClassifier);
    }
    EXPECT_NE(textOfFile(kClassifier), text);
}

TEST_F(Document, LeavesTheOldFileWholeWhereTheDiskIsFull) {
    ASSERT_EQ(document_.save(inFolder("a.json")).toStdString(), "");
    const std::string old = textOfFile(inFolder("a.json"));
    ASSERT_TRUE(document_.set("/experiment/seed", 2));
    // A limit on the size of files refuses bytes as a full disk does, and touches nobody else.
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{100, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    const QString error = document_.save(inFolder("a.json"));
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_NE(error.toStdString(), "");
    EXPECT_EQ(textOfFile(inFolder("a.json")), old);
    EXPECT_TRUE(document_.isModified());
    ASSERT_EQ(document_.save(inFolder("a.json")).toStdString(), "");
    EXPECT_EQ(textOfFile(inFolder("a.json")), document_.utf8());
}

TEST_F(Document, WritesIntoAPipeAndDoesNotReplaceIt) {
    const QString path = inFolder("pipe");
    ASSERT_EQ(mkfifo(path.toUtf8().constData(), S_IRUSR | S_IWUSR), 0);
    const int reader = open(path.toUtf8().constData(), O_RDWR | O_NONBLOCK);
    ASSERT_GE(reader, 0);
    EXPECT_EQ(document_.save(path).toStdString(), "");
    std::string got(document_.utf8().size() + 1, '\0');
    const ssize_t size = read(reader, got.data(), got.size());
    close(reader);
    EXPECT_EQ(got.substr(0, static_cast<std::size_t>(size)), document_.utf8());
    struct stat what {};
    ASSERT_EQ(stat(path.toUtf8().constData(), &what), 0);
    EXPECT_TRUE(S_ISFIFO(what.st_mode));
}

TEST_F(Document, StartsFromATemplateWithoutItsPath) {
    document_.start(textOfFile(kClassifier));
    EXPECT_TRUE(document_.path().isEmpty());
    EXPECT_FALSE(document_.isModified());
    EXPECT_FALSE(document_.undoStack().canUndo());
}

TEST_F(Document, KeepsNumbersThatNoDoubleHolds) {
    ASSERT_TRUE(document_.set("/experiment/seed", 18446744073709551615ULL));
    EXPECT_NE(document_.utf8().find("\"seed\": 18446744073709551615,"), std::string::npos);
    EXPECT_EQ(messageAt("/experiment/seed"), "");
}

}  // namespace
}  // namespace plimsoll::gui
