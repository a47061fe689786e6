// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/notes.hpp"

#include <gtest/gtest.h>

#include <QSignalSpy>

namespace plimsoll::gui {
namespace {

const Note kDeploy{QStringLiteral("time"), 30'600, 0.25, QStringLiteral("deploy")};

TEST(Notes, ComeAndGo) {
    Notes notes;
    const QSignalSpy changed(&notes, &Notes::changed);
    notes.add(kDeploy);
    notes.add({QStringLiteral("time"), 1, 0, {}});
    EXPECT_EQ(notes.all(), QList<Note>{kDeploy}) << "none without a text";
    Note later = kDeploy;
    later.x = 40'000;
    notes.change(0, later);
    EXPECT_EQ(notes.all(), QList<Note>{later});
    notes.change(0, later);
    EXPECT_EQ(changed.count(), 2) << "nothing changed";
    notes.remove(0);
    EXPECT_TRUE(notes.all().isEmpty());
}

TEST(Notes, ComeBackFromTheSession) {
    Notes notes;
    notes.add(kDeploy);
    notes.add({QStringLiteral("load"), 12.5, 0.5, QStringLiteral("next year")});
    Notes later;
    later.restore(notes.toVariant());
    EXPECT_EQ(later.all(), notes.all());
}

}  // namespace
}  // namespace plimsoll::gui
