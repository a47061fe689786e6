// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/command_palette.hpp"

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QListWidget>
#include <QTest>

namespace plimsoll::gui {
namespace {

TEST(CommandPalette, RunsWhatItsWordsFind) {
    QString done;
    const auto command = [&](const char* name) {
        return Command{QString::fromLatin1(name), {}, [&done, name] { done = QString::fromLatin1(name); }};
    };
    CommandPalette palette({command("Open"), command("Cost over load"), command("Latency over load")}, nullptr);
    palette.show();
    auto* words = palette.findChild<QLineEdit*>(QStringLiteral("words"));
    const auto* list = palette.findChild<QListWidget*>(QStringLiteral("commands"));
    EXPECT_EQ(list->count(), 3);
    words->setText(QStringLiteral("LOAD over"));
    EXPECT_EQ(list->count(), 2);
    QTest::keyClick(words, Qt::Key_Down);
    QTest::keyClick(words, Qt::Key_Return);
    EXPECT_EQ(done, QStringLiteral("Latency over load"));
    EXPECT_FALSE(palette.isVisible());
}

}  // namespace
}  // namespace plimsoll::gui
