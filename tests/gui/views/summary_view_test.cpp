// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/summary_view.hpp"

#include "tests/gui/golden_scene.hpp"
#include "tests/gui/made_result.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QImage>
#include <QJsonArray>
#include <QScrollBar>
#include <QTextBrowser>
#include <QUrl>

namespace plimsoll::gui {
namespace {

using testing::expectGolden;
using testing::resultOf;
using testing::sampleComparison;
using Shown = testing::ShownView<SummaryView>;

QTextBrowser& pageOf(const SummaryView& view) { return *view.findChild<QTextBrowser*>(QStringLiteral("page")); }

TEST(SummaryView, SaysTheResultInWords) {
    const Shown shown(resultOf(sampleComparison()));
    expectGolden(shown.view.scene(), QStringLiteral("summary"));
}

TEST(SummaryView, SaysTheSameInTwoColumnsWhereThereIsRoom) {
    Shown narrow(resultOf(sampleComparison()), {400, 640});
    Shown wide(resultOf(sampleComparison()), {1600, 640});
    EXPECT_LE(pageOf(narrow.view).document()->size().width(), 400);
    EXPECT_EQ(pageOf(narrow.view).horizontalScrollBar()->maximum(), 0) << "nothing is cut off";
    EXPECT_EQ(pageOf(wide.view).horizontalScrollBar()->maximum(), 0);
    EXPECT_LT(pageOf(wide.view).document()->size().height(), pageOf(narrow.view).document()->size().height() / 2);
    // Widened in place it becomes the same page.
    narrow.view.resize(1600, 640);
    narrow.settle();
    EXPECT_EQ(narrow.view.scene(), wide.view.scene());
}

TEST(SummaryView, BeginsAtTheTopAndStaysWhereTheReaderIs) {
    Shown shown(resultOf(sampleComparison()), {400, 300});
    auto* bar = pageOf(shown.view).verticalScrollBar();
    EXPECT_EQ(bar->value(), 0);
    bar->setValue(120);
    shown.selection.select(2);
    shown.settle();
    EXPECT_EQ(bar->value(), 120);
}

TEST(SummaryView, SelectsByLinksAndDeselectsByTheSameAgain) {
    Shown shown(resultOf(sampleComparison()));
    auto& page = pageOf(shown.view);
    emit page.anchorClicked(QUrl(QStringLiteral("deployment:2")));
    EXPECT_EQ(shown.selection.deployment(), 2);
    emit page.anchorClicked(QUrl(QStringLiteral("deployment:2")));
    EXPECT_EQ(shown.selection.deployment(), std::nullopt);
}

TEST(SummaryView, LetsTextBeSelectedAndLinksBeReachedByKeys) {
    const Shown shown(resultOf(sampleComparison()));
    const auto flags = pageOf(shown.view).textInteractionFlags();
    EXPECT_TRUE(flags & Qt::TextSelectableByMouse);
    EXPECT_TRUE(flags & Qt::LinksAccessibleByKeyboard);
}

TEST(SummaryView, TellsWhatChangedSinceTheReference) {
    Shown shown(resultOf(sampleComparison()));
    auto later = sampleComparison();
    later.scenario.name = "before";
    later.deployments.erase(later.deployments.begin());
    shown.view.setReference(resultOf(later));
    shown.settle();
    const QString text = pageOf(shown.view).toPlainText();
    EXPECT_TRUE(text.contains(QStringLiteral("Since the reference, before")));
    EXPECT_TRUE(text.contains(QStringLiteral("on demand is new"))) << qPrintable(text);
}

/// The lowest line of the image that is not of the background's colour.
int lowestInk(const QImage& image) {
    for (int y = image.height() - 1; y >= 0; --y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y) != QColor(Qt::white)) return y;
    return -1;
}

TEST(SummaryView, FitsAllOfThePageIntoAPicture) {
    Shown shown(resultOf(sampleComparison()));
    QPalette palette;
    palette.setColor(QPalette::Base, Qt::white);
    shown.view.setPalette(palette);
    shown.settle();
    for (const QSize size : {QSize(2400, 1600), QSize(500, 300)}) {
        QImage image(size, QImage::Format_RGB32);
        shown.view.paintTo(image, size);
        EXPECT_GT(lowestInk(image), size.height() / 8);
        EXPECT_LT(lowestInk(image), size.height() - 2) << size.width() << " x " << size.height();
    }
}

}  // namespace
}  // namespace plimsoll::gui
