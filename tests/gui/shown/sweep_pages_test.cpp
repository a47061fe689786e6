// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_window.hpp"

#include "gui/app/plan_board.hpp"
#include "gui/app/plan_page.hpp"
#include "gui/app/sweep_board.hpp"
#include "gui/app/sweep_page.hpp"
#include "gui/editor/scenario_document.hpp"
#include "gui/views/plot_view.hpp"
#include "gui/views/table_widget.hpp"
#include "tests/gui/made_plan.hpp"

#include <QHeaderView>
#include <QJsonArray>
#include <QProcess>
#include <QTabWidget>
#include <QTextBrowser>
#include <QToolTip>

#include <qcustomplot.h>
#include <nlohmann/json.hpp>

/// What a person does on the page of a sweep and on that of a plan, in the window as it is shown.
namespace plimsoll::gui {
namespace {

/// One machine at $730, $1095 or $2190 a month, which is too slow at four times the load, and two at $1460. Points
/// count the load first: row = 4 * price + 2 * load + deployment.
class ShownSweep : public ShownWindow {
protected:
    void SetUp() override {
        window_.restoreSession(false);
        window_.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&window_));
        write("a.json", R"({
  "plimsoll": 1,
  "workload": {"traffic": {"generate": {"process": "poisson", "rate": "2 /s"}}},
  "service": {"time": {"constant": "100 ms"}},
  "slo": [{"metric": "latency", "at_most": "300 ms"}],
  "deployments": [
    {"name": "one", "serving": "real-time", "pools": [{"offer": {"price": "1.00 USD/h"}, "replicas": {"min": 1, "max": 1}}]},
    {"name": "two", "serving": "real-time", "pools": [{"offer": {"price": "1.00 USD/h"}, "replicas": {"min": 2, "max": 2}}]}],
  "experiment": {"horizon": "1 h", "replications": 1},
  "sweep": {"axes": [
    {"pointer": "/deployments/0/pools/0/offer/price", "values": ["1.00 USD/h", "1.50 USD/h", "3.00 USD/h"]},
    {"pointer": "/workload/load", "values": [1, 4]}]}
})");
        QProcess program;
        program.setWorkingDirectory(folder_.path());
        program.start(QStringLiteral(PLIMSOLL_BINARY), {QStringLiteral("sweep"), QStringLiteral("a.json"),
                                                        QStringLiteral("-o"), QStringLiteral("a.sqlite")});
        ASSERT_TRUE(program.waitForFinished());
        ASSERT_EQ(program.exitCode(), 0) << program.readAllStandardError().toStdString();
        ASSERT_TRUE(window_.open(folder_.filePath(QStringLiteral("a.sqlite"))));
        page_ = qobject_cast<SweepPage*>(window_.currentPage());
        ASSERT_NE(page_, nullptr);
        ASSERT_TRUE(QTest::qWaitFor([&] { return page_->sweep() != nullptr && !page_->isBusy(); }, kPatienceMs))
            << page_->whyNoResult().toStdString();
        QTest::qWait(kFrameMs);
    }

    void write(const char* name, const QByteArray& text) const {
        QFile file(folder_.filePath(QLatin1String(name)));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    [[nodiscard]] SweepSelection& selection() const { return page_->board().selection(); }
    /// The plot of a view, in front.
    [[nodiscard]] QCustomPlot& turnTo(const char* name) const {
        page_->board().show(QLatin1String(name));
        QTest::qWait(kFrameMs);
        return qobject_cast<PlotView*>(page_->board().view(QLatin1String(name)))->plot();
    }
    static QPoint pixelOf(const QCustomPlot& plot, double x, double y) {
        return QPointF(plot.xAxis->coordToPixel(x), plot.yAxis->coordToPixel(y)).toPoint();
    }
    static void drag(QCustomPlot& plot, const QPoint& from, const QPoint& to) {
        QTest::mousePress(&plot, Qt::LeftButton, {}, from);
        QTest::mouseMove(&plot, (from + to) / 2);
        QTest::mouseMove(&plot, to);
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, to);
        QTest::qWait(kFrameMs);
    }

    SweepPage* page_ = nullptr;
};

TEST_F(ShownSweep, FitsASmallScreen) {
    EXPECT_LE(window_.width(), 1280);
    EXPECT_LE(window_.height(), 800);
    for (const char* name : {"sweep-cloud", "sweep-map", "sweep-table", "sweep-parallel", "sweep-break-even"}) {
        page_->board().show(QLatin1String(name));
        QTest::qWait(kFrameMs);
        const auto* view = page_->board().view(QLatin1String(name));
        EXPECT_TRUE(view->isVisible()) << name;
        EXPECT_GE(view->width(), 350) << name;
        EXPECT_GE(view->height(), 200) << name;
    }
}

TEST_F(ShownSweep, SortsItsTableByAClickOnAHeadingAndBrushesARow) {
    auto& table = *page_->board().view(QStringLiteral("sweep-table"))->findChild<TableWidget*>(QStringLiteral("rows"));
    int cost = -1;
    for (int column = 0; column < table.model()->columnCount(); ++column)
        if (table.model()->headerData(column, Qt::Horizontal).toString().startsWith(QStringLiteral("cost")))
            cost = cost < 0 ? column : cost;  // its interval follows
    ASSERT_GE(cost, 0);
    auto* heading = table.horizontalHeader();
    const auto first = [&] { return page_->sweep()->row(table.sourceRow(table.model()->index(0, 0))).cost.value; };
    const auto click = [&] {
        const QPoint at(heading->sectionViewportPosition(cost) + heading->sectionSize(cost) / 2, heading->height() / 2);
        QTest::mouseClick(heading->viewport(), Qt::LeftButton, {}, at);
        QTest::qWait(kFrameMs);
    };
    click();
    EXPECT_EQ(first(), 730);
    click();
    EXPECT_EQ(first(), 2190);
    // The two dearest are the one machine at $3 an hour, at either load.
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(table.model()->index(0, 0)).center());
    QTest::mouseClick(table.viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      table.visualRect(table.model()->index(1, 0)).center());
    EXPECT_EQ(selection().brushed(), (QList<int>{8, 10}));
}

TEST_F(ShownSweep, BrushesTheCloudByDraggingAndLetsGoByEscape) {
    auto& plot = turnTo("sweep-cloud");
    const auto x = plot.xAxis->range();
    const double margin = 0.01 * x.size();
    drag(plot, pixelOf(plot, x.lower + margin, 1500), pixelOf(plot, x.upper - margin, 1400));
    EXPECT_EQ(selection().brushed(), (QList<int>{1, 3, 5, 7, 9, 11}));
    const auto* table =
        page_->board().view(QStringLiteral("sweep-table"))->findChild<TableWidget*>(QStringLiteral("rows"));
    EXPECT_EQ(table->selectionModel()->selectedRows().size(), 6);
    plot.setFocus();
    QTest::keyClick(&plot, Qt::Key_Escape);
    EXPECT_TRUE(selection().brushed().isEmpty());
}

TEST_F(ShownSweep, TellsACellOfTheMapBrushesItAndOpensItAsAScenario) {
    auto& plot = turnTo("sweep-map");
    const QPoint dearAtLowLoad = pixelOf(plot, 2, 0);
    QTest::mouseMove(&plot, dearAtLowLoad - QPoint(3, 3));
    QTest::mouseMove(&plot, dearAtLowLoad);
    QTest::qWait(kFrameMs);
    EXPECT_TRUE(QToolTip::text().startsWith(QStringLiteral("two"))) << QToolTip::text().toStdString();
    EXPECT_TRUE(QToolTip::text().contains(QStringLiteral("3.00 USD/h"))) << QToolTip::text().toStdString();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, dearAtLowLoad);
    EXPECT_EQ(selection().brushed(), (QList<int>{8, 9}));
    QTest::mouseDClick(&plot, Qt::LeftButton, {}, dearAtLowLoad);
    ASSERT_EQ(window_.pages().size(), 2);
    const auto* opened = window_.currentPage();
    ASSERT_NE(opened, page_);
    EXPECT_EQ(*opened->document()->valueAt("/deployments/0/pools/0/offer/price"), "3.00 USD/h");
    EXPECT_EQ(*opened->document()->valueAt("/workload/load"), 1);
}

TEST_F(ShownSweep, OpensTheBrushedPointByEnter) {
    auto& plot = turnTo("sweep-map");
    QTest::mouseClick(&plot, Qt::LeftButton, {}, pixelOf(plot, 1, 1));
    plot.setFocus();
    QTest::keyClick(&plot, Qt::Key_Return);
    ASSERT_EQ(window_.pages().size(), 2);
    EXPECT_EQ(*window_.currentPage()->document()->valueAt("/deployments/0/pools/0/offer/price"), "1.50 USD/h");
    EXPECT_EQ(*window_.currentPage()->document()->valueAt("/workload/load"), 4);
}

// The first axis is the price, the second the load.
TEST_F(ShownSweep, BrushesPartsOfParallelCoordinates) {
    auto& plot = turnTo("sweep-parallel");
    drag(plot, pixelOf(plot, 0, 1.05), pixelOf(plot, 0, 0.8));
    EXPECT_EQ(selection().brushed(), (QList<int>{8, 9, 10, 11}));
    drag(plot, pixelOf(plot, 1, -0.05), pixelOf(plot, 1, 0.3));
    EXPECT_EQ(selection().brushed(), (QList<int>{8, 9}));
}

// Two machines cost $1460, one at $1.50 an hour $1095 and at $3 $2190. The prices stand in factors, between which the
// lines are straight: a third of the way, 1.5 * 2^(1/3).
TEST_F(ShownSweep, FindsWhereTwoDeploymentsAreEven) {
    auto& plot = turnTo("sweep-break-even");
    EXPECT_TRUE(plot.isVisible());
    const auto scene = page_->board().view(QStringLiteral("sweep-break-even"))->scene();
    const std::string caption = scene[QStringLiteral("caption")].toString().toStdString();
    EXPECT_TRUE(caption.starts_with("Price (USD/h) 1.89: below it 'one' is cheaper, above it 'two'.")) << caption;
}

class ShownPlan : public ShownWindow {};

TEST_F(ShownPlan, AnswersBesideTheFront) {
    window_.restoreSession(false);
    window_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window_));
    const QString path = folder_.filePath(QStringLiteral("plan.json"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(testing::madePlan());
    file.close();
    ASSERT_TRUE(window_.open(path)) << window_.message().toStdString();
    QTest::qWait(kFrameMs);
    auto* page = qobject_cast<PlanPage*>(window_.currentPage());
    ASSERT_NE(page, nullptr);
    EXPECT_LE(window_.width(), 1280);
    EXPECT_LE(window_.height(), 800);
    const auto* text = page->board().findChild<QTextBrowser*>(QStringLiteral("page"));
    ASSERT_TRUE(text->isVisible());
    EXPECT_TRUE(text->toPlainText().startsWith(QStringLiteral("small at min = 3: $300 a month")))
        << text->toPlainText().toStdString();
    const auto* front = page->board().findChild<QCustomPlot*>();
    ASSERT_NE(front, nullptr);
    EXPECT_TRUE(front->isVisible());
    EXPECT_GE(front->width(), 350);
    EXPECT_GE(front->height(), 250);
}

}  // namespace
}  // namespace plimsoll::gui
