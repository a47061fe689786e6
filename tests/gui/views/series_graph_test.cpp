// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/series_graph.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace plimsoll::gui {
namespace {

/// Opens what is drawn to the test.
class OpenGraph : public SeriesGraph {
public:
    using SeriesGraph::SeriesGraph;

    [[nodiscard]] QVector<QCPGraphData> drawn() const {
        QVector<QCPGraphData> points;
        getOptimizedLineData(&points, data()->constBegin(), data()->constEnd());
        return points;
    }
};

class SeriesGraphTest : public ::testing::Test {
protected:
    SeriesGraphTest() {
        plot_.resize(400, 200);
        plot_.replot();
    }

    [[nodiscard]] OpenGraph& graphOf(const QList<double>& values) {
        QList<double> times;
        for (qsizetype i = 0; i < values.size(); ++i) times.append(static_cast<double>(i));
        auto* graph = new OpenGraph(plot_.xAxis, plot_.yAxis);
        graph->setSteps(times, values);
        plot_.xAxis->setRange(0, static_cast<double>(values.size()));
        return *graph;
    }

    QCustomPlot plot_;
};

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

TEST_F(SeriesGraphTest, DrawsEveryPointWhereThereIsRoom) {
    const auto& graph = graphOf({1, 2, kGap, 3});
    ASSERT_EQ(graph.drawn().size(), 4);
    EXPECT_TRUE(std::isnan(graph.drawn()[2].value));
}

TEST_F(SeriesGraphTest, DrawsAFewPointsPerPixelOfALongLine) {
    QList<double> values(100'000, 1.0);
    values[50'000] = 7;
    values[70'000] = -3;
    const auto points = graphOf(values).drawn();
    EXPECT_LE(points.size(), 4 * (plot_.axisRect()->width() + 1));
    const auto [least, most] = std::minmax_element(points.begin(), points.end(),
                                                   [](const auto& a, const auto& b) { return a.value < b.value; });
    EXPECT_EQ(most->value, 7) << "single peaks stay";
    EXPECT_EQ(least->value, -3);
    EXPECT_TRUE(
        std::is_sorted(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.key < b.key; }));
}

TEST_F(SeriesGraphTest, KeepsValuesThatShareAPixelWithAGap) {
    QList<double> values(100'000, kGap);
    for (qsizetype i = 1; i < values.size(); i += 2) values[i] = 5;  // each pixel starts with a gap
    int drawn = 0;
    for (const auto& point : graphOf(values).drawn())
        if (point.value == 5) ++drawn;
    EXPECT_GE(drawn, plot_.axisRect()->width() - 1) << "in every pixel";
}

TEST_F(SeriesGraphTest, ShowsGapsOfWholePixels) {
    QList<double> values(100'000, 5.0);
    for (qsizetype i = 40'000; i < 60'000; ++i) values[i] = kGap;
    const auto points = graphOf(values).drawn();
    for (const auto& point : points)
        if (point.key > 41'000 && point.key < 59'000) {
            EXPECT_TRUE(std::isnan(point.value)) << point.key;
        }
    EXPECT_TRUE(
        std::any_of(points.begin(), points.end(), [](const auto& p) { return p.key > 41'000 && p.key < 59'000; }));
}

}  // namespace
}  // namespace plimsoll::gui
