// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/trace_process.hpp"

#include <gtest/gtest.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

namespace plimsoll::gui {
namespace {

class TraceProcessTest : public ::testing::Test {
protected:
    static constexpr int kPatienceMs = 30000;

    QString file(const char* name, const QByteArray& text) {
        QFile out(folder_.filePath(QString::fromLatin1(name)));
        EXPECT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(text);
        return out.fileName();
    }

    QTemporaryDir folder_;
    const QString program_ = QStringLiteral(PLIMSOLL_BINARY);
};

// Five requests in ten seconds, with four gaps: 4 / 10 a second.
TEST_F(TraceProcessTest, TellsWhatIsInATrace) {
    (void)file("log.csv", "at,prompt\n0,100\n1,100\n2,100\n3,100\n10,900\n");
    TraceProcess process(program_, {QStringLiteral("log.csv"),
                                    folder_.path(),
                                    QStringLiteral("csv"),
                                    {QStringLiteral("time=at"), QStringLiteral("input_tokens=prompt")},
                                    {}});
    std::optional<TraceFigures> told;
    QObject::connect(&process, &TraceProcess::finished, &process, [&](const TraceFigures& figures) { told = figures; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return told.has_value(); }, kPatienceMs));
    EXPECT_EQ(told->format, QStringLiteral("csv"));
    EXPECT_EQ(told->requests, 5);
    EXPECT_EQ(told->spanSeconds, 10);
    EXPECT_EQ(told->ratePerSecond, 0.4);
    EXPECT_EQ(told->inputP50, 100);
    EXPECT_EQ(told->inputP99, 900);
    EXPECT_EQ(std::accumulate(told->counts.begin(), told->counts.end(), 0.0), 5);
}

TEST_F(TraceProcessTest, SaysWhyATraceCannotBeRead) {
    TraceProcess process(program_, {QStringLiteral("gone.csv"), folder_.path(), {}, {}, {}});
    QString said;
    QObject::connect(&process, &TraceProcess::failed, &process, [&](const QString& message) { said = message; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return !said.isEmpty(); }, kPatienceMs));
    EXPECT_TRUE(said.contains(QStringLiteral("gone.csv"))) << qPrintable(said);
}

TEST_F(TraceProcessTest, AsksTheProgramForTheFormat) {
    const auto table = guessTrace(program_, file("log.csv", "at,prompt\n0,100\n1,100\n"));
    ASSERT_TRUE(table);
    EXPECT_EQ(table->format, QStringLiteral("csv"));
    EXPECT_EQ(table->columns, (QStringList{QStringLiteral("at"), QStringLiteral("prompt")}));
    const auto azure = guessTrace(program_, file("azure.csv",
                                                 "TIMESTAMP,ContextTokens,GeneratedTokens\n"
                                                 "2023-11-16 18:17:03.9799600,4808,10\n"));
    ASSERT_TRUE(azure);
    EXPECT_EQ(azure->format, QStringLiteral("azure-llm-2023"));
    EXPECT_TRUE(azure->columns.isEmpty());
    EXPECT_FALSE(guessTrace(program_, file("empty.csv", "")));
}

}  // namespace
}  // namespace plimsoll::gui
