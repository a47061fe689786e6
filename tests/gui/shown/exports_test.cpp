// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_window.hpp"

#include "gui/views/picture_frame.hpp"
#include "gui/views/plot_view.hpp"
#include "gui/views/view_panel.hpp"
#include "tests/gui/made_result.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDate>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPrintDialog>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

#include <qcustomplot.h>

/// What leaves the window: files, the clipboard and paper say what they are, in light colours, whatever the window
/// looks like.
namespace plimsoll::gui {
namespace {

class ShownExports : public ShownWindow {
protected:
    ShownExports() {
        show(testing::sampleComparison());
        window_.findChild<QAction*>(QStringLiteral("theme/dark"))->trigger();
        window_.docks().setStamp(QStringLiteral("What if: load × 2"));
        QTest::qWait(kFrameMs);
    }
    ~ShownExports() override { window_.findChild<QAction*>(QStringLiteral("theme/system"))->trigger(); }

    PlotView& view() { return *qobject_cast<PlotView*>(window_.docks().view(QStringLiteral("cost-over-load"))); }

    /// Presses the button of the panel, and gives the dialog that it opens a name.
    QByteArray exported(const char* name) {
        const QString path = folder_.filePath(QLatin1String(name));
        QTimer::singleShot(2 * kFrameMs, [path] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            ASSERT_NE(dialog, nullptr);
            dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(path);
            QMetaObject::invokeMethod(dialog, "accept");
            if (dialog->isVisible()) dialog->reject();  // it did not take the name
        });
        view().parentWidget()->parentWidget()->findChild<QToolButton*>(QStringLiteral("export"))->click();
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name;
        return file.readAll();
    }

    /// Chooses from the menu of the plot.
    void choose(const QString& item) {
        bool found = false;
        QTimer::singleShot(2 * kFrameMs, [item, &found] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            ASSERT_NE(menu, nullptr);
            for (auto* action : menu->actions())
                if (action->text() == item) {
                    found = true;
                    QTimer::singleShot(0, action, &QAction::trigger);
                }
            QTimer::singleShot(kFrameMs, menu, &QMenu::close);
        });
        auto& plot = view().plot();
        const QPoint middle = plot.rect().center();
        QContextMenuEvent asked(QContextMenuEvent::Mouse, middle, plot.mapToGlobal(middle));
        QCoreApplication::sendEvent(&plot, &asked);
        QTest::qWait(kFrameMs);
        EXPECT_TRUE(found) << item.toStdString();
    }

    static constexpr int kFromTheEdge = 3;
};

TEST_F(ShownExports, SayWhatTheyAreInLightColoursAtASizeOfTheirOwn) {
    const QString svg = QString::fromUtf8(exported("cost.svg"));
    for (const QString& text : {QStringLiteral(">Cost over load</text>"),
                                QStringLiteral("made by hand · fingerprint 0123456789abcdef · exported ") +
                                    QDate::currentDate().toString(Qt::ISODate),
                                QStringLiteral("⚠ What if: load × 2")})
        EXPECT_TRUE(svg.contains(text)) << text.toStdString();
    QImage picture;
    ASSERT_TRUE(picture.loadFromData(exported("cost.png")));
    EXPECT_EQ(picture.size(), QSize(2560, 1600)) << "1280x800 at twice the resolution";
    EXPECT_EQ(picture.pixelColor(kFromTheEdge, kFromTheEdge), QColor(Qt::white)) << "from a dark window";
    EXPECT_EQ(picture.pixelColor(2560 - kFromTheEdge, 1600 - kFromTheEdge), QColor(Qt::white))
        << "all of it is painted";
    EXPECT_LT(view().palette().color(QPalette::Base).lightness(), 128) << "that stays dark";
    const QByteArray csv = exported("cost.csv");
    EXPECT_EQ(csv.count("What if: load × 2"), csv.count('\n') - 1);
}

TEST_F(ShownExports, AreCopiedAsTheyAreSaved) {
    choose(QStringLiteral("&Copy the picture"));
    const QImage picture = QApplication::clipboard()->image();
    EXPECT_EQ(picture.size(), QSize(2560, 1600));
    EXPECT_EQ(picture.pixelColor(kFromTheEdge, kFromTheEdge), QColor(Qt::white));
    QImage saved;
    ASSERT_TRUE(saved.loadFromData(exported("cost.png")));
    EXPECT_EQ(picture.convertToFormat(QImage::Format_RGB32), saved.convertToFormat(QImage::Format_RGB32));

    choose(QStringLiteral("Copy the &table"));
    const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 1 + 3 * 4) << "three loads of four deployments";
    EXPECT_TRUE(lines.first().startsWith(QStringLiteral("deployment\tload\trequests (1/s)\tcost (USD/month)")))
        << lines.first().toStdString();
    EXPECT_TRUE(lines.first().endsWith(QStringLiteral("\tstate")));
    for (const QString& line : lines.mid(1)) EXPECT_TRUE(line.endsWith(QStringLiteral("\tWhat if: load × 2")));
}

TEST_F(ShownExports, AreOfferedToAPrinter) {
    bool asked = false;
    QTimer::singleShot(5 * kFrameMs, [&asked] {
        auto* dialog = qobject_cast<QPrintDialog*>(QApplication::activeModalWidget());
        asked = dialog != nullptr;
        if (auto* any = qobject_cast<QDialog*>(QApplication::activeModalWidget())) any->reject();
    });
    choose(QStringLiteral("&Print…"));
    QTest::qWait(5 * kFrameMs);
    EXPECT_TRUE(asked);
}

// The table behind a picture, from which rows are copied, says it too.
TEST_F(ShownExports, StampTheTableBehindAPicture) {
    auto* panel = qobject_cast<ViewPanel*>(view().parentWidget()->parentWidget());
    ASSERT_NE(panel, nullptr);
    panel->showTable(true);
    auto* table = panel->findChild<QTableView*>();
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 2) << "the headings and the row";
    EXPECT_TRUE(lines[0].startsWith(QStringLiteral("deployment\tload\t")));
    EXPECT_TRUE(lines[1].startsWith(QStringLiteral("on demand\t0.5\t")));
    EXPECT_TRUE(lines[1].endsWith(QStringLiteral("\tWhat if: load × 2")));
}

}  // namespace
}  // namespace plimsoll::gui
