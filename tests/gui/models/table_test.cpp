// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/table.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

QByteArray rowOf(const QVariant& cell) { return csvOf({{{QStringLiteral("name"), {}}}, {{cell}}}); }

TEST(TableAsCsv, HasTheUnitsInItsHeadAndNumbersInFull) {
    const Table table{{{QStringLiteral("a, b"), {}}, {QStringLiteral("cost"), QStringLiteral("USD")}},
                      {{QStringLiteral("x"), 0.1}, {QVariant(), 1234.5}}};
    EXPECT_EQ(csvOf(table), QByteArray("\"a, b\",cost (USD)\nx,0.1\n,1234.5\n"));
}

// As the CSV files of the command line: deployments are named in files that strangers wrote.
TEST(TableAsCsv, IsNoFormulaAndCommandsNobody) {
    EXPECT_EQ(rowOf(QStringLiteral("=1+1")), QByteArray("name\n'=1+1\n"));
    EXPECT_EQ(rowOf(QStringLiteral("@a \"b\"")), QByteArray("name\n\"'@a \"\"b\"\"\"\n"));
    EXPECT_EQ(rowOf(QStringLiteral("a\x1b[2J")), QByteArray("name\na?[2J\n"));
    EXPECT_EQ(rowOf(-1.5), QByteArray("name\n-1.5\n"));
}

TEST(Tsv, HasACellForATabAndALineForARow) {
    const Table table{{{QStringLiteral("name"), {}}, {QStringLiteral("cost"), QStringLiteral("USD")}},
                      {{QStringLiteral("a\tb"), 0.1}, {QStringLiteral("c"), {}}}};
    EXPECT_EQ(tsvOf(table), QByteArray("name\tcost (USD)\na b\t0.1\nc\t\n"));
}

}  // namespace
}  // namespace plimsoll::gui
