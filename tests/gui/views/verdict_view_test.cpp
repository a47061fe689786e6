// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/verdict_view.hpp"

#include "tests/gui/made_result.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTextBrowser>

namespace plimsoll::gui {
namespace {

using testing::resultOf;
using testing::sampleComparison;

TEST(VerdictView, SelectsADeploymentAndLeadsToWhatARowRestsOn) {
    testing::ShownView<VerdictView> shown(resultOf(sampleComparison()));
    auto* page = shown.view.findChild<QTextBrowser*>(QStringLiteral("page"));
    const QSignalSpy asked(&shown.view, &View::pointerActivated);
    emit page->anchorClicked(QUrl(QStringLiteral("deployment:1")));
    EXPECT_EQ(shown.selection.deployment(), 1);
    EXPECT_EQ(asked.count(), 0);
    emit page->anchorClicked(QUrl(QStringLiteral("assumption:/slo/0/at_most")));
    ASSERT_EQ(asked.count(), 1);
    EXPECT_EQ(asked[0][0].toString(), QStringLiteral("/slo/0/at_most"));
    EXPECT_EQ(shown.selection.deployment(), 1);
}

TEST(VerdictView, HasEveryStepInItsTable) {
    testing::ShownView<VerdictView> shown(resultOf(sampleComparison()));
    EXPECT_EQ(shown.view.table().rows.size(), 10);
}

}  // namespace
}  // namespace plimsoll::gui
