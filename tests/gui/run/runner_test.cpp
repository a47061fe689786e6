// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/runner.hpp"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

/// Runs against small scripts that stand for `plimsoll`, each with one way to behave.
namespace plimsoll::gui {
namespace {

constexpr int kPatienceMs = 20000;

class RunnerTest : public testing::Test {
protected:
    /// A program that does what the shell lines say; $INPUT is the file that holds its standard input.
    QString program(const QByteArray& lines) {
        const QString path = folder_.filePath(QStringLiteral("plimsoll"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\nINPUT=" + folder_.filePath(QStringLiteral("input")).toUtf8() + "\ncat > $INPUT\n" +
                   lines + "\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }

    [[nodiscard]] QByteArray said(const char* name) const {
        QFile file(folder_.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// The smallest comparison that a reader takes.
    static QByteArray result() {
        return R"({"schema":"plimsoll.comparison/1","plimsoll":"0","scenario":{"name":"s","path":"-","seed":1,"replications":1,"horizon_s":1,"warm_up_s":0,"load":1,"slo":[]},"deployments":[],"verdict":{"changes":[],"sentences":[]},"warnings":[],"assumptions":[],"provenance":{"oldest_price_date":"","notes":[]},"fingerprint":"0000000000000000"})";
    }

    QTemporaryDir folder_;
};

const QByteArray kScenario = R"({"experiment": {"replications": 3, "load_curve": [1, 2]}})";

TEST_F(RunnerTest, AnswersCoarselyAndThenInFull) {
    Runner runner(program("echo '" + result() + "'"));
    QSignalSpy results(&runner, &Runner::resultReady);
    runner.request(kScenario, folder_.path());
    EXPECT_EQ(runner.state(), Runner::State::waiting);
    ASSERT_TRUE(QTest::qWaitFor([&] { return results.count() == 2; }, kPatienceMs));
    EXPECT_TRUE(results[0][0].value<ResultPtr>()->isCoarse());
    EXPECT_FALSE(results[1][0].value<ResultPtr>()->isCoarse());
    EXPECT_EQ(runner.state(), Runner::State::idle);
    EXPECT_EQ(said("input"), kScenario);
}

TEST_F(RunnerTest, RunsOnlyTheNewestTextOfABurst) {
    Runner runner(
        program("cat $INPUT >> " + folder_.filePath(QStringLiteral("all")).toUtf8() + "; echo '" + result() + "'"));
    QSignalSpy results(&runner, &Runner::resultReady);
    for (const char* text :
         {R"({"experiment":{"replications":1},"name":"a"})", R"({"experiment":{"replications":1},"name":"b"})"})
        runner.request(text, folder_.path());
    ASSERT_TRUE(QTest::qWaitFor([&] { return results.count() == 1; }, kPatienceMs));
    EXPECT_EQ(said("all"), R"({"experiment":{"replications":1},"name":"b"})");
}

TEST_F(RunnerTest, DropsTheResultOfACancelledRun) {
    Runner runner(program("sleep 0.3; echo '" + result() + "'"));
    QSignalSpy results(&runner, &Runner::resultReady);
    QSignalSpy failures(&runner, &Runner::failed);
    runner.runNow(kScenario, folder_.path());
    QTest::qWait(50);
    runner.cancel();
    EXPECT_EQ(runner.state(), Runner::State::idle);
    QTest::qWait(800);
    EXPECT_EQ(results.count(), 0);
    EXPECT_EQ(failures.count(), 0);
}

TEST_F(RunnerTest, DropsTheResultOfAnOlderText) {
    Runner runner(program("sleep 0.3; echo '" + result() + "'"));
    QSignalSpy results(&runner, &Runner::resultReady);
    runner.runNow(R"({"experiment":{"replications":1},"name":"old"})", folder_.path());
    QTest::qWait(50);
    runner.runNow(R"({"experiment":{"replications":1},"name":"new"})", folder_.path());
    ASSERT_TRUE(QTest::qWaitFor([&] { return results.count() == 1; }, kPatienceMs));
    QTest::qWait(500);
    EXPECT_EQ(results.count(), 1);
    EXPECT_EQ(said("input"), R"({"experiment":{"replications":1},"name":"new"})");
}

TEST_F(RunnerTest, ReportsProgress) {
    Runner runner(
        program(R"(echo '{"event":"progress","fraction":0.25,"eta_s":3,"simulation":"x"}' >&2; sleep 0.1; echo ')" +
                result() + "'"));
    QSignalSpy progress(&runner, &Runner::progressed);
    runner.runNow(R"({"experiment":{"replications":1}})", folder_.path());
    ASSERT_TRUE(QTest::qWaitFor([&] { return progress.count() == 1; }, kPatienceMs));
    EXPECT_DOUBLE_EQ(progress[0][0].value<RunProgress>().fraction, 0.25);
}

RunFailure failureOf(Runner& runner, const QString& folder) {
    QSignalSpy failures(&runner, &Runner::failed);
    runner.runNow(kScenario, folder);
    EXPECT_TRUE(QTest::qWaitFor([&] { return failures.count() == 1; }, kPatienceMs));
    EXPECT_EQ(runner.state(), Runner::State::idle);
    return failures.isEmpty() ? RunFailure{} : failures[0][0].value<RunFailure>();
}

TEST_F(RunnerTest, ReportsProblemsOfTheScenario) {
    Runner runner(program(R"(echo '{"event":"problem","line":3,"pointer":"/x","message":"wrong"}' >&2; exit 3)"));
    const auto failure = failureOf(runner, folder_.path());
    ASSERT_EQ(failure.problems.size(), 1U);
    EXPECT_EQ(failure.problems[0].pointer, "/x");
}

TEST_F(RunnerTest, ReportsACrash) {
    Runner runner(program("echo 'last words' >&2; kill -SEGV $$"));
    const auto failure = failureOf(runner, folder_.path());
    EXPECT_TRUE(failure.message.contains(QStringLiteral("ended unexpectedly"))) << failure.message.toStdString();
    EXPECT_TRUE(failure.message.contains(QStringLiteral("last words"))) << failure.message.toStdString();
}

TEST_F(RunnerTest, ReportsAnAnswerThatIsNone) {
    for (const char* answer : {"echo hello", "true", "echo '{\"schema\": \"plimsoll.comparison/9\"}'"}) {
        Runner runner(program(answer));
        const auto failure = failureOf(runner, folder_.path());
        EXPECT_TRUE(failure.message.contains(QStringLiteral("could not be read"))) << failure.message.toStdString();
    }
}

TEST_F(RunnerTest, RepeatsWhatTheProgramSaid) {
    Runner runner(program(R"(echo '{"event":"error","message":"No space left on device"}' >&2; exit 4)"));
    EXPECT_EQ(failureOf(runner, folder_.path()).message, QStringLiteral("No space left on device"));
}

TEST_F(RunnerTest, NamesTheStatusOfASilentEnd) {
    Runner runner(program("exit 9"));
    EXPECT_TRUE(failureOf(runner, folder_.path()).message.contains(QStringLiteral("status 9")));
}

TEST_F(RunnerTest, SaysWhereAMissingProgramIsSought) {
    Runner none{QString()};
    EXPECT_TRUE(failureOf(none, folder_.path()).message.contains(QStringLiteral("PLIMSOLL_PROGRAM")));
    Runner gone(folder_.filePath(QStringLiteral("gone")));
    EXPECT_TRUE(failureOf(gone, folder_.path()).message.contains(QStringLiteral("could not be started")));
}

TEST_F(RunnerTest, EndsAProcessThatDoesNotListen) {
    Runner runner(program("trap '' TERM; echo $$ > " + folder_.filePath(QStringLiteral("pid")).toUtf8() +
                          "; while true; do sleep 0.05; done"));
    runner.runNow(kScenario, folder_.path());
    ASSERT_TRUE(QTest::qWaitFor([&] { return said("pid").endsWith('\n'); }, kPatienceMs));
    const QString process = QStringLiteral("/proc/") + QString::fromLatin1(said("pid").trimmed());
    runner.cancel();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !QFile::exists(process); }, kPatienceMs));
}

/// The stand-in refuses what may not have more than 2e8 requests, as the program would.
TEST_F(RunnerTest, ALongRunWaitsForAWord) {
    Runner runner(program(R"(case "$*" in
        *"--most-requests 2e+08"*) echo '{"event":"refused","message":"long","requests":3e9,"seconds":750}' >&2; exit 1;;
        *) echo ')" + result() +
                          R"(';;
    esac)"));
    QSignalSpy results(&runner, &Runner::resultReady);
    QSignalSpy failures(&runner, &Runner::failed);
    runner.runNow(kScenario, folder_.path());
    ASSERT_TRUE(QTest::qWaitFor([&] { return failures.count() == 1; }, kPatienceMs));
    const auto refusal = failures[0][0].value<RunFailure>().refusal;
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->requests, 3e9);
    runner.allow(refusal->requests);
    runner.runNow(kScenario, folder_.path());
    ASSERT_TRUE(QTest::qWaitFor([&] { return results.count() == 2; }, kPatienceMs));
    EXPECT_EQ(failures.count(), 1);
}

}  // namespace
}  // namespace plimsoll::gui
