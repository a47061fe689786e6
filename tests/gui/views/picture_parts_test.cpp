// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/caption_element.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/quantity_axis.hpp"

#include <gtest/gtest.h>

/// The parts that plots are put together from.
namespace plimsoll::gui {
namespace {

class PictureParts : public ::testing::Test {
protected:
    /// Lays the plot out at that size and gives the height of its first row.
    int heightOfRow(QCPLayoutElement* element, const QSize& size) {
        if (plot_.plotLayout()->rowCount() == 1) {
            plot_.plotLayout()->insertRow(0);
            plot_.plotLayout()->addElement(0, 0, element);
        }
        plot_.setViewport(QRect({}, size));
        plot_.toPixmap(size.width(), size.height());
        return element->outerRect().height();
    }

    QCustomPlot plot_;
};

TEST_F(PictureParts, CaptionTakesTheLinesThatItNeeds) {
    auto* caption = new CaptionElement(&plot_);
    caption->setStyle(plot_.font(), Qt::black);
    EXPECT_EQ(heightOfRow(caption, {600, 400}), 0);
    caption->setText(QStringLiteral("One line."));
    const int one = heightOfRow(caption, {600, 400});
    EXPECT_GT(one, 10);
    caption->setText(QStringLiteral("Words that go on. ").repeated(10));
    const int several = heightOfRow(caption, {600, 400});
    EXPECT_GT(several, one);
    EXPECT_GT(heightOfRow(caption, {300, 400}), several);
}

TEST_F(PictureParts, CaptionLeavesALowPlotItsRoom) {
    auto* caption = new CaptionElement(&plot_);
    caption->setStyle(plot_.font(), Qt::black);
    caption->setText(QStringLiteral("Words that go on. ").repeated(100));
    EXPECT_LE(heightOfRow(caption, {400, 300}), 60);
}

TEST_F(PictureParts, LegendBreaksLinesAndFindsItsEntries) {
    auto* legend = new LegendStrip(&plot_);
    legend->setStyle(plot_.font(), Qt::black);
    QList<LegendEntry> entries;
    for (int i = 0; i < 6; ++i)
        entries.append({.text = QStringLiteral("deployment %1").arg(i), .line = QPen(Qt::black), .deployment = i});
    legend->setEntries(entries);
    const int wide = heightOfRow(legend, {1600, 400});
    const int narrow = heightOfRow(legend, {300, 400});
    EXPECT_GE(narrow, 2 * wide);
    const QPointF first = legend->rect().topLeft() + QPointF(10, 10);
    ASSERT_NE(legend->entryAt(first), nullptr);
    EXPECT_EQ(legend->entryAt(first)->deployment, 0);
    const QPointF last = QPointF(10, legend->rect().bottom() - 8);
    ASSERT_NE(legend->entryAt(last), nullptr);
    EXPECT_GT(legend->entryAt(last)->deployment.value_or(-1), 1);
    EXPECT_EQ(legend->entryAt({290, 390}), nullptr);
}

TEST_F(PictureParts, LegendLeavesALowPlotItsRoom) {
    auto* legend = new LegendStrip(&plot_);
    legend->setStyle(plot_.font(), Qt::black);
    QList<LegendEntry> entries;
    for (int i = 0; i < 12; ++i)
        entries.append({.text = QStringLiteral("deployment %1").arg(i), .line = QPen(Qt::black), .deployment = i});
    legend->setEntries(entries);
    EXPECT_LE(heightOfRow(legend, {300, 150}), 60 + 4) << "and what is around it";
    const int one = heightOfRow(legend, {300, 80});
    EXPECT_GT(one, 10) << "one line in any case";
    ASSERT_NE(legend->entryAt(legend->rect().topLeft() + QPointF(10, 10)), nullptr);
    EXPECT_LE(one, 32) << "and no more";
}

TEST_F(PictureParts, AxisKeepsItsRangeOnlyOnTheSameScale) {
    QCPAxis& axis = *plot_.yAxis;
    const AxisScale wide = scaleOf({1, 1000});
    showQuantity(axis, QStringLiteral("cost"), Quantity::money, wide, false);
    EXPECT_EQ(axis.scaleType(), QCPAxis::stLogarithmic);
    axis.setRange(5, 50);
    showQuantity(axis, QStringLiteral("cost"), Quantity::money, wide, true);
    EXPECT_EQ(axis.range(), QCPRange(5, 50));
    showQuantity(axis, QStringLiteral("cost"), Quantity::money, scaleOf({1, 2}), true);
    EXPECT_EQ(axis.range().lower, 0) << "a linear axis does not keep what a logarithmic one showed";
}

TEST_F(PictureParts, AxisWritesZeroWhereItIsDrawn) {
    QuantityTicker ticker(Quantity::money, true, 0.002, 9);
    QVector<double> ticks;
    QVector<QString> labels;
    ticker.generate({0.001, 20}, {}, {}, 0, ticks, nullptr, &labels);
    EXPECT_EQ(ticks.first(), 0.002);
    EXPECT_EQ(labels, QVector<QString>({QStringLiteral("$0"), QStringLiteral("$0.01"), QStringLiteral("$0.1"),
                                        QStringLiteral("$1"), QStringLiteral("$10")}));
    ticker.generate({0.05, 20}, {}, {}, 0, ticks, nullptr, &labels);
    EXPECT_EQ(labels.first(), QStringLiteral("$0.1")) << "0 is out of sight";
}

}  // namespace
}  // namespace plimsoll::gui
