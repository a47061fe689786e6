// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_window.hpp"

#include "gui/models/latency_parts.hpp"
#include "gui/models/text.hpp"
#include "gui/views/plot_view.hpp"
#include "tests/gui/made_result.hpp"

#include <QCursor>
#include <QToolTip>

#include <qcustomplot.h>

/// Views of bars, as they are when a person first turns to them: what is painted, what the pointer meets there, and
/// what the model holds are one.
namespace plimsoll::gui {
namespace {

/// A bar that ought to be at that place of the vertical axis.
struct ExpectedBar {
    double place = 0;
    std::optional<int> deployment;
    QString tip;  ///< what its tool tip begins with
};

class ShownBars : public ShownWindow {
protected:
    ShownBars() {
        show(testing::sampleComparison());
        settle();  // the first views are drawn, and the others wait behind them
    }

    PlotView& turnTo(const char* name) {
        window_.findChild<QAction*>(QStringLiteral("show/") + QLatin1String(name))->trigger();
        settle();
        return *qobject_cast<PlotView*>(window_.docks().view(QLatin1String(name)));
    }

    /// At least so many of them are in sight.
    void expectBars(const PlotView& view, const QList<ExpectedBar>& bars, qsizetype least = 3) {
        const QImage picture = screen();
        auto& plot = view.plot();
        const QRect rect = plot.axisRect()->rect();
        int seen = 0;
        for (const auto& bar : bars) {
            const QPoint at(rect.left() + kInside, qRound(plot.yAxis->coordToPixel(bar.place)));
            if (!rect.adjusted(0, 2, 0, -2).contains(at)) continue;
            ++seen;
            SCOPED_TRACE(bar.tip.toStdString());
            EXPECT_TRUE(isPainted(picture, plot, at)) << "no bar where the pointer finds one";
            EXPECT_TRUE(hasLabel(picture, plot, at.y())) << "no label beside it";
            EXPECT_TRUE(tipAt(plot, at).startsWith(bar.tip)) << QToolTip::text().toStdString();
            if (!bar.deployment) continue;
            QTest::mouseClick(&plot, Qt::LeftButton, {}, at);
            EXPECT_EQ(window_.selection().deployment(), bar.deployment);
            window_.selection().select({});
        }
        EXPECT_GE(seen, std::min(bars.size(), least)) << "of " << bars.size();
    }

    /// Each place is as high as a name, where five of them have that room, and not as high as many.
    static void expectRoomForNames(const PlotView& view, qsizetype places) {
        auto& plot = view.plot();
        constexpr int kFewest = 5;
        const int room = plot.axisRect()->height();
        const int name = QFontMetrics(plot.yAxis->tickLabelFont()).height();
        const double pitch = std::abs(plot.yAxis->coordToPixel(1) - plot.yAxis->coordToPixel(0));
        EXPECT_GE(pitch, std::min(name, room / kFewest) - 1) << "names run into each other";
        if (places > kFewest) {
            EXPECT_LE(pitch, std::max(3 * name, room / kFewest)) << "most are out of sight";
        }
    }

    /// The bars of the view of parts, with a place for the name of each deployment above its own.
    static QList<ExpectedBar> partsOf(const PlotView& view) {
        const auto& result = *view.result();
        QList<ExpectedBar> bars;
        double place = 0;
        std::optional<int> last;
        for (const auto& row : partsRows(result, result.indices())) {
            if (row.deployment != last) place += 1;
            last = row.deployment;
            bars.append({place, row.deployment,
                         QStringLiteral("%1, %2").arg(qstring(result.deployment(row.deployment).name), row.name())});
            place += 1;
        }
        return bars;
    }

    static constexpr int kPlacesOfParts = 8;  ///< of four deployments: a name and a mean

private:
    static constexpr int kInside = 4;  // px behind the start of a bar
    static constexpr int kHalfLine = 5;

    static QPoint onScreen(const QWidget& plot, const QPoint& at) { return plot.mapToGlobal(at); }

    /// Something other than the background is around there, hatched as it may be.
    bool isPainted(const QImage& picture, const QCustomPlot& plot, const QPoint& at) const {
        for (int x = at.x(); x < at.x() + 2 * kInside; ++x)
            for (int y = at.y() - kInside; y <= at.y() + kInside; ++y)
                if (picture.pixelColor(onScreen(plot, {x, y})) != plot.palette().color(QPalette::Base)) return true;
        return false;
    }

    /// Something is written left of the axis, at this height: nearer than the title of the axis.
    bool hasLabel(const QImage& picture, const QCustomPlot& plot, int y) const {
        constexpr int kWidth = 20, kDark = 160;
        const int axis = plot.axisRect()->rect().left() - 2;
        for (int x = axis - kWidth; x < axis; ++x)
            for (int line = y - kHalfLine; line <= y + kHalfLine; ++line)
                if (picture.pixelColor(onScreen(plot, {x, line})).lightness() < kDark) return true;
        return false;
    }

    /// What the tool tip says once the pointer of the screen has come there.
    static QString tipAt(QCustomPlot& plot, const QPoint& at) {
        QCursor::setPos(onScreen(plot, {at.x(), at.y() + 1}));
        settle();
        QCursor::setPos(onScreen(plot, at));
        settle();
        return QToolTip::text();
    }
};

TEST_F(ShownBars, PartsOfLatencyAreWhereThePointerFindsThem) {
    const auto& view = turnTo("latency-parts");
    expectBars(view, partsOf(view));
    expectRoomForNames(view, kPlacesOfParts);
}

TEST_F(ShownBars, FollowTheSizeOfTheWindow) {
    const auto& view = turnTo("latency-parts");
    for (const QSize size : {QSize(1280, 620), QSize(1100, 780)}) {
        SCOPED_TRACE(size.height());
        window_.resize(size);
        settle();
        expectBars(view, partsOf(view), 2);
        expectRoomForNames(view, kPlacesOfParts);
    }
}

TEST_F(ShownBars, CostsByItemAreWhereThePointerFindsThem) {
    const auto& view = turnTo("cost");
    const auto& result = *view.result();
    QList<ExpectedBar> bars;
    for (const int index : result.indices())
        if (result.deployment(index).replications > 0)
            bars.append({static_cast<double>(index), index, qstring(result.deployment(index).name) + u':'});
    expectBars(view, bars);
    expectRoomForNames(view, bars.size());
}

// From the API at $91.25 to spot at $146: in all, more for its two machines and less for the tokens.
TEST_F(ShownBars, StepsOfACostDifferenceAreWhereThePointerFindsThem) {
    const auto& view = turnTo("cost-waterfall");
    expectBars(view, {{0, 3, QStringLiteral("model API\n")},
                      {static_cast<double>(view.scene()[QLatin1String("rows")].toArray().size() - 1), 1,
                       QStringLiteral("spot\n")}});
}

// The life that begins with the horizon; the others begin in the middle of it.
TEST_F(ShownBars, LivesOfInstancesAreWhereThePointerFindsThem) {
    window_.selection().select(1);
    expectBars(turnTo("instances"), {{0, 1, QStringLiteral("spot")}});
}

}  // namespace
}  // namespace plimsoll::gui
