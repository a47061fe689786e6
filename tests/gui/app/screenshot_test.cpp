// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.hpp"

#include "gui/app/screenshot.hpp"

#include <QImage>

namespace plimsoll::gui {
namespace {

class ScreenshotTest : public WindowTest {
protected:
    int take(const Screenshot& screenshot, const QString& path) {
        return takeScreenshot(screenshot, {path}, QStringLiteral(PLIMSOLL_BINARY));
    }
    [[nodiscard]] QString out(const char* name) const { return folder_.filePath(QString::fromLatin1(name)); }
};

TEST_F(ScreenshotTest, DrawsTheWindowAndEveryView) {
    const QString path = file("a.json", scenario());
    ASSERT_EQ(take({out("window.png"), {}, {}, QSize(1280, 800), 1}, path), 0);
    EXPECT_EQ(QImage(out("window.png")).size(), QSize(1280, 800));
    ASSERT_EQ(take({out("finance.png"), {}, {}, QSize(1280, 800), 1, QStringLiteral("finance")}, path), 0);
    EXPECT_NE(QImage(out("finance.png")), QImage(out("window.png")));
    for (const auto& kind : viewKinds()) {
        const QString picture = folder_.filePath(kind.name + QStringLiteral(".png"));
        ASSERT_EQ(take({picture, kind.name, QStringLiteral("two"), QSize(640, 400), 2}, path), 0);
        EXPECT_EQ(QImage(picture).size(), QSize(1280, 800));
    }
}

TEST_F(ScreenshotTest, EndsWithTheStatusOfWhatWentWrong) {
    const QString path = file("a.json", scenario());
    EXPECT_EQ(take({out("x.png"), QStringLiteral("cosst"), {}, QSize(640, 400), 1}, path), 2);
    EXPECT_EQ(take({out("x.png"), {}, {}, QSize(640, 400), 1, QStringLiteral("artist")}, path), 2);
    EXPECT_EQ(take({out("x.png"), {}, QStringLiteral("three"), QSize(640, 400), 1}, path), 2);
    EXPECT_EQ(take({out("x.png"), {}, {}, QSize(640, 400), 1}, out("gone.json")), 3);
    EXPECT_EQ(take({out("x.png"), {}, {}, QSize(640, 400), 1}, file("bad.json", "{}")), 3);
    EXPECT_EQ(take({out("gone/x.png"), QStringLiteral("figures"), {}, QSize(640, 400), 1}, path), 4);
}

}  // namespace
}  // namespace plimsoll::gui
