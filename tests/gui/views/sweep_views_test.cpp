// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/break_even_view.hpp"
#include "gui/views/sweep_cloud_view.hpp"
#include "gui/views/sweep_map_view.hpp"
#include "gui/views/sweep_parallel_view.hpp"
#include "gui/views/sweep_table_view.hpp"
#include "gui/views/sweep_view_kinds.hpp"
#include "gui/views/table_widget.hpp"
#include "tests/gui/made_sweep.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

#include <qcustomplot.h>
#include <cmath>

namespace plimsoll::gui {
namespace {

using testing::madeSweep;

template <class Kind>
class ShownSweep {
public:
    ShownSweep() {
        view.resize(900, 640);
        view.show();
        selection.setSweep(madeSweep());
        settle();
    }
    static void settle() { testing::ShownView<SweepCloudView>::settle(); }
    [[nodiscard]] QJsonArray part(const char* name) const {
        return view.scene()[QStringLiteral("axes")].toArray()[0].toObject()[QString::fromLatin1(name)].toArray();
    }

    SweepSelection selection;
    Kind view{selection};
};

QPointF pixelOf(const QCustomPlot& plot, double x, double y) {
    return {plot.xAxis->coordToPixel(x), plot.yAxis->coordToPixel(y)};
}

void drag(QCustomPlot& plot, const QPointF& from, const QPointF& to) {
    QTest::mousePress(&plot, Qt::LeftButton, {}, from.toPoint());
    QTest::mouseMove(&plot, ((from + to) / 2).toPoint());
    QTest::mouseMove(&plot, to.toPoint());
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, to.toPoint());
}

/// Points of the graphs of that name, in their order.
int pointsOf(const QJsonArray& plottables, const char* name) {
    int points = 0;
    for (const auto plottable : plottables)
        if (plottable.toObject()[QStringLiteral("name")].toString() == QString::fromLatin1(name))
            points += plottable.toObject()[QStringLiteral("points")].toInt();
    return points;
}

TEST(SweepViews, SayThatThereIsNothingYet) {
    SweepSelection selection;
    for (const auto& kind : sweepViewKinds()) {
        const std::unique_ptr<View> view(kind.make(selection, nullptr));
        view->resize(600, 400);
        view->show();
        testing::ShownView<SweepCloudView>::settle();
        EXPECT_TRUE(view->table().rows.isEmpty()) << kind.name.toStdString();
    }
}

TEST(SweepViews, TellWhatTheyAreOf) {
    const ShownSweep<SweepCloudView> shown;
    EXPECT_EQ(shown.view.source().toStdString(), "sweep of made, plimsoll 0.1.0");
}

// Of the six points, the function misses its objective at one: load 4, 1 s.
TEST(SweepCloud, DrawsEveryRowAndTheFront) {
    const ShownSweep<SweepCloudView> shown;
    EXPECT_EQ(pointsOf(shown.part("plottables"), "machine"), 6);
    EXPECT_EQ(pointsOf(shown.part("plottables"), "function"), 6);
    EXPECT_EQ(pointsOf(shown.part("plottables"), "Pareto front"), 1);
}

TEST(SweepCloud, BrushesARectangleAndHasTheFrontOfIt) {
    ShownSweep<SweepCloudView> shown;
    auto& plot = shown.view.plot();
    // The two points of load 2 alone: (0.8 s, $60).
    drag(plot, pixelOf(plot, 0.7, 70), pixelOf(plot, 0.9, 50));
    EXPECT_EQ(shown.selection.brushed(), (QList<int>{5, 7}));
    shown.settle();
    EXPECT_EQ(pointsOf(shown.part("plottables"), "Pareto front"), 1);
    EXPECT_EQ(shown.view.table().rows.size(), 2);
}

TEST(SweepCloud, OpensThePointUnderADoubleClick) {
    ShownSweep<SweepCloudView> shown;
    QSignalSpy activated(&shown.selection, &SweepSelection::pointActivated);
    auto& plot = shown.view.plot();
    QTest::mouseDClick(&plot, Qt::LeftButton, {}, pixelOf(plot, 1.6, 120).toPoint());
    ASSERT_EQ(activated.count(), 1);
    EXPECT_EQ(activated[0][0].toInt(), 4);
}

TEST(SweepCloud, BrushesTheRowUnderAClickAndLetsGoBesideAll) {
    ShownSweep<SweepCloudView> shown;
    auto& plot = shown.view.plot();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, pixelOf(plot, 1.6, 120).toPoint());
    EXPECT_EQ(shown.selection.brushed(), QList<int>{9});
    shown.settle();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, pixelOf(plot, 1.2, 20).toPoint());
    EXPECT_TRUE(shown.selection.brushed().isEmpty());
}

TEST(SweepMap, NamesTheCheapestOfEachCell) {
    const ShownSweep<SweepMapView> shown;
    const auto map = shown.part("items")[0].toObject();
    EXPECT_EQ(map[QStringLiteral("columns")].toInt(), 3);
    EXPECT_EQ(QJsonDocument(map[QStringLiteral("texts")].toArray()).toJson(QJsonDocument::Compact).toStdString(),
              R"(["function","function","machine","function","function","machine"])");
}

// The machine, whose p99 of 0.5 s leaves half of 1 s and three quarters of 2 s, and the function with 0.4 s and 0.8 s.
TEST(SweepMap, ShowsCostAndSlackOfTheCheapest) {
    ShownSweep<SweepMapView> shown;
    const auto texts = [&] {
        ShownSweep<SweepMapView>::settle();
        return QJsonDocument(shown.part("items")[0].toObject()[QStringLiteral("texts")].toArray())
            .toJson(QJsonDocument::Compact)
            .toStdString();
    };
    shown.view.setShows(SweepMapView::Shows::cost);
    EXPECT_EQ(texts(), R"(["$30.00","$60.00","$100","$30.00","$60.00","$100"])");
    shown.view.setShows(SweepMapView::Shows::slack);
    EXPECT_EQ(texts(), R"(["60.0 %","20.0 %","50.0 %","80.0 %","60.0 %","75.0 %"])");
}

// The function takes 0.4 s of each multiple of the load: 1 s at 2.5, which is log2(2.5 / 2) of the way from 2 to 4. At
// a load of 4 it takes 1.6 s, which is log2(1.6) of the way from 1 s to 2 s. The cheapest cost $30, $60 and $100: $80
// is half the way.
TEST(SweepMap, DrawsWhereObjectivesAndTheBudgetEndBetweenThePoints) {
    ShownSweep<SweepMapView> shown;
    // Of each contour, the numbers of all its lines.
    const auto expect = [&](const QList<double>& objectives, const QList<double>& budget) {
        ShownSweep<SweepMapView>::settle();
        const auto contours = shown.part("items")[0].toObject()[QStringLiteral("contours")].toArray();
        const QList<QList<double>> expected{objectives, budget};
        ASSERT_EQ(contours.size(), 2);
        for (int i = 0; i < 2; ++i) {
            QList<double> numbers;
            for (const auto line : contours[i].toArray())
                for (const auto number : line.toArray()) numbers.append(number.toDouble());
            ASSERT_EQ(numbers.size(), expected[i].size());
            for (qsizetype k = 0; k < numbers.size(); ++k)
                EXPECT_DOUBLE_EQ(numbers[k], expected[i][k]) << i << " " << k;
        }
    };
    expect({}, {});  // the machine meets it everywhere
    shown.selection.setBudget(80);
    expect({}, {1.5, 0, 1.5, 1});
    shown.selection.setHidden(0, true);
    shown.selection.setBudget({});
    expect({1 + std::log2(1.25), 0, 2, std::log2(1.6)}, {});
}

TEST(SweepMap, BrushesThePointOfACell) {
    ShownSweep<SweepMapView> shown;
    auto& plot = shown.view.plot();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, pixelOf(plot, 2, 1).toPoint());
    EXPECT_EQ(shown.selection.brushed(), (QList<int>{10, 11}));
}

TEST(SweepMap, TurnsItsAxes) {
    ShownSweep<SweepMapView> shown;
    shown.view.setAxes(1, 0);
    shown.settle();
    EXPECT_EQ(shown.part("items")[0].toObject()[QStringLiteral("columns")].toInt(), 2);
    EXPECT_EQ(shown.view.table().rows.size(), 6);
}

// Axes: load, at_most, deployment, cost, p99. The upper half of the load is 4, of the limit 2 s.
TEST(SweepParallel, BrushesWhatPassesThroughAllParts) {
    ShownSweep<SweepParallelView> shown;
    shown.view.setPart(0, 0.9, 1);
    EXPECT_EQ(shown.selection.brushed(), (QList<int>{8, 9, 10, 11}));
    shown.view.setPart(1, 0.9, 1);
    EXPECT_EQ(shown.selection.brushed(), (QList<int>{10, 11}));
    shown.view.setPart(2, -0.1, 0.1);
    EXPECT_EQ(shown.selection.brushed(), QList<int>{10});
}

TEST(SweepParallel, IsBrushedByDraggingAlongAnAxisAndAClickLetsGo) {
    ShownSweep<SweepParallelView> shown;
    auto& plot = shown.view.plot();
    drag(plot, pixelOf(plot, 0, 1.05), pixelOf(plot, 0, 0.8));
    EXPECT_EQ(shown.selection.brushed(), (QList<int>{8, 9, 10, 11}));
    shown.settle();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, pixelOf(plot, 0, 0.3).toPoint());
    EXPECT_TRUE(shown.selection.brushed().isEmpty());
}

TEST(SweepTableView, SharesItsSelectionWithTheBrush) {
    ShownSweep<SweepTableView> shown;
    auto* table = shown.view.findChild<TableWidget*>(QStringLiteral("rows"));
    EXPECT_EQ(table->model()->rowCount(), 12);
    shown.selection.brush({3, 4});
    EXPECT_EQ(shown.view.scene()[QStringLiteral("selected")].toInt(), 2);
    table->selectRow(7);
    EXPECT_EQ(shown.selection.brushed(), QList<int>{7});
    table->sortByColumn(5, Qt::DescendingOrder);  // the function at load 4 costs most
    table->selectRow(0);
    EXPECT_EQ(shown.selection.brushed(), QList<int>{9});
}

TEST(SweepTableView, ShowsTheCheapestAloneAndOpensOne) {
    ShownSweep<SweepTableView> shown;
    qobject_cast<QAbstractButton*>(shown.view.controls())->click();
    auto* table = shown.view.findChild<TableWidget*>(QStringLiteral("rows"));
    EXPECT_EQ(table->model()->rowCount(), 6);
    QSignalSpy activated(&shown.selection, &SweepSelection::pointActivated);
    emit table->activated(table->model()->index(5, 0));
    ASSERT_EQ(activated.count(), 1);
    EXPECT_EQ(activated[0][0].toInt(), 5);
}

TEST(BreakEvenView, DrawsThePairAndWhereItIsEven) {
    ShownSweep<BreakEvenView> shown;
    EXPECT_EQ(pointsOf(shown.part("plottables"), "function"), 3);
    EXPECT_EQ(shown.view.scene()[QStringLiteral("caption")].toString().toStdString(),
              "Load 3.17 (2.76 to 3.65): below it 'function' is cheaper, above it 'machine'. The table has the "
              "break-evens at all steps of the other axes.");
    EXPECT_EQ(shown.view.table().rows.size(), 2);
    shown.view.setPair(0, 0, 0);
    shown.settle();
    EXPECT_TRUE(shown.view.scene().contains(QStringLiteral("message")));
}

}  // namespace
}  // namespace plimsoll::gui
