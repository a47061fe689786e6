// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/bill_change_view.hpp"
#include "gui/views/coverage_view.hpp"
#include "gui/views/months_view.hpp"
#include "shown_view.hpp"
#include "tests/gui/made_projection.hpp"

#include <QJsonArray>
#include <QJsonObject>

#include <qcustomplot.h>

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

template <class Kind>
class ShownProjection {
public:
    ShownProjection() {
        view.resize(900, 640);
        view.show();
        selection.setBills(std::make_shared<const ProjectedBills>(testing::madeProjection()));
        settle();
    }
    static void settle() { testing::ShownView<MonthsView>::settle(); }
    [[nodiscard]] QJsonObject plottable(const QString& name) const {
        const auto axes = view.scene()[QStringLiteral("axes")].toArray()[0].toObject();
        for (const auto& each : axes[QStringLiteral("plottables")].toArray())
            if (each.toObject()[QStringLiteral("name")].toString() == name) return each.toObject();
        return {};
    }
    [[nodiscard]] std::string rows() const {
        QStringList rows;
        for (const auto& row : view.scene()[QStringLiteral("rows")].toArray()) rows.append(row.toString());
        return rows.join(QStringLiteral("; ")).toStdString();
    }

    ProjectionSelection selection;
    Kind view{selection};
};

TEST(MonthsView, DrawsMediansBandsAndHollowMonths) {
    const ShownProjection<MonthsView> shown;
    for (const char* name : {"api", "machine", "P10 of api", "P90 of api"})
        EXPECT_EQ(shown.plottable(QString::fromLatin1(name))[QStringLiteral("points")].toInt(), 2) << name;
    EXPECT_EQ(shown.plottable(QStringLiteral("api misses an objective"))[QStringLiteral("points")].toInt(), 1);
    EXPECT_EQ(shown.plottable(QStringLiteral("api meets its objectives"))[QStringLiteral("points")].toInt(), 1);
    EXPECT_EQ(shown.view.table().rows.size(), 4);
}

TEST(MonthsView, AddsBillsUp) {
    ShownProjection<MonthsView> shown;
    const auto title = [&] { return shown.view.plot().yAxis->label().toStdString(); };
    EXPECT_EQ(title(), "bill (USD)");
    shown.view.setCumulative(true);
    shown.settle();
    EXPECT_EQ(title(), "bills from the first month on (USD)");
    EXPECT_GT(shown.view.plot().yAxis->range().upper, 290);
}

TEST(BillChangeView, GoesFromTheFirstMonthToTheLastByDriver) {
    ShownProjection<BillChangeView> shown;
    EXPECT_EQ(shown.rows(), "2027-01: $100; load: +$60.00; days of the month: −$10.00; 2027-02: $150");
    shown.selection.select(1);
    shown.settle();
    EXPECT_EQ(shown.rows(), "2027-01: $130; 2027-02: $130");
    shown.selection.select(2);
    shown.settle();
    EXPECT_TRUE(shown.view.scene().contains(QStringLiteral("message"))) << "it is lost";
}

// Three hours at $1.20 that are committed to, the last of them half in vain.
TEST(CoverageView, StacksWhatIsUsedUnusedAndOnDemandByTheHour) {
    ShownProjection<CoverageView> shown;
    EXPECT_TRUE(shown.view.scene().contains(QStringLiteral("message"))) << "nothing is known yet";
    shown.selection.setCommitments(std::make_shared<const CommitmentAdvice>(testing::madeCommitments()));
    shown.selection.select(1);
    shown.settle();
    for (const char* name : {"commitment that is used", "unused commitment", "on demand", "committed"})
        EXPECT_EQ(shown.plottable(QString::fromLatin1(name))[QStringLiteral("points")].toInt(), 4) << name;
    EXPECT_EQ(shown.view.table().rows.size(), 3);
    EXPECT_EQ(shown.view.plot().yAxis->range().lower, 0);
    EXPECT_GT(shown.view.plot().yAxis->range().upper, 2.2);
    EXPECT_EQ(shown.view.plot().xAxis->range().upper, 3);
    shown.selection.select(0);
    shown.settle();
    EXPECT_TRUE(shown.view.scene().contains(QStringLiteral("message"))) << "an API has no machines";
}

TEST(CoverageView, FollowsTheMonthsOfTheScenariosCommitments) {
    ShownProjection<CoverageView> shown;
    shown.view.setPalette(testing::darkPalette());
    shown.selection.select(1);
    shown.view.setMonthly(true);
    shown.settle();
    EXPECT_EQ(shown.plottable(QStringLiteral("committed"))[QStringLiteral("points")].toInt(), 3);
    EXPECT_EQ(shown.view.plot().yAxis->label().toStdString(), "machine, USD a month");
    shown.selection.select(0);
    shown.settle();
    EXPECT_TRUE(shown.view.scene().contains(QStringLiteral("message"))) << "it pays none";
}

}  // namespace
}  // namespace plimsoll::gui
