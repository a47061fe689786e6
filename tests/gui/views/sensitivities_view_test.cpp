// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/sensitivities_view.hpp"

#include "tests/gui/made_result.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QSignalSpy>

#include <qcustomplot.h>

namespace plimsoll::gui {
namespace {

using testing::resultOf;
using testing::sampleComparison;
using testing::sensitiveComparison;

QStringList rowsOf(const SensitivitiesView& view, const char* half) {
    QStringList rows;
    for (const auto& row : view.scene()[QLatin1String(half)].toArray()) rows.append(row.toString());
    return rows;
}

TEST(SensitivitiesView, DrawsCostAndLatencyOfTheSelectedDeployment) {
    testing::ShownView<SensitivitiesView> shown(resultOf(sensitiveComparison()));
    EXPECT_EQ(rowsOf(shown.view, "cost (USD a month)"),
              QStringList{QStringLiteral("Load, 0.8 to 1.2 times: $73.00 to $110")});
    shown.selection.select(1);
    shown.settle();
    EXPECT_EQ(rowsOf(shown.view, "cost (USD a month)"),
              (QStringList{QStringLiteral("Price of spot m, $0.700 to $1.30 per hour: $113 to $179"),
                           QStringLiteral("Time to interruption, 60.0 min to 4.00 h: $160 to $140")}));
    EXPECT_EQ(rowsOf(shown.view, "p99 latency (s)"),
              QStringList{QStringLiteral("Load, 0.8 to 1.2 times: 80.0 ms to 150 ms")});
}

/// Bars reach from the figure as it is to what it comes to.
TEST(SensitivitiesView, DrawsBarsAroundTheResult) {
    testing::ShownView<SensitivitiesView> shown(resultOf(sensitiveComparison()));
    shown.selection.select(1);
    shown.settle();
    const auto* high = qobject_cast<QCPBars*>(shown.view.plot().plottable(0));
    ASSERT_NE(high, nullptr);
    EXPECT_EQ(high->baseValue(), 146);
    EXPECT_DOUBLE_EQ(high->data()->at(0)->value, 178.85 - 146);
    const auto* low = qobject_cast<QCPBars*>(shown.view.plot().plottable(1));
    EXPECT_DOUBLE_EQ(low->data()->at(0)->value, 113.15 - 146);
}

TEST(SensitivitiesView, AsksWhenItIsSeenForWhatTheResultLacks) {
    Selection selection;
    SensitivitiesView view(selection);
    const QSignalSpy asked(&view, &View::sensitivitiesWanted);
    view.setResult(resultOf(sampleComparison()));
    EXPECT_EQ(asked.count(), 0) << "nobody sees it";
    view.show();
    EXPECT_EQ(asked.count(), 1);
    view.setResult(resultOf(sensitiveComparison()));
    EXPECT_EQ(asked.count(), 1);
}

TEST(SensitivitiesView, KeepsWhatItShowsWhileAPreviewLacksIt) {
    testing::ShownView<SensitivitiesView> shown(resultOf(sensitiveComparison()));
    auto coarse = std::make_shared<Result>(resultOf(sampleComparison())->text(), QString());
    coarse->markCoarse();
    shown.view.setResult(coarse);
    shown.settle();
    EXPECT_EQ(rowsOf(shown.view, "cost (USD a month)").size(), 1);
}

}  // namespace
}  // namespace plimsoll::gui
