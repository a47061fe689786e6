// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/app/main_window.hpp"
#include "gui/app/view_docks.hpp"
#include "gui/views/view.hpp"
#include "sim/report/comparison_json.hpp"

#include <QAction>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QJsonDocument>
#include <QPixmap>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace plimsoll::gui {

/// The real window as it first comes up, with a finished result in it.
class ShownWindow : public ::testing::Test {
protected:
    static constexpr int kFrameMs = 100;       ///< for a frame or two on the screen
    static constexpr int kPatienceMs = 10000;  ///< until the screen shows what it will show

    ShownWindow() { QSettings().clear(); }

    void show(const results::Comparison& comparison) {
        window_.restoreSession(false);
        window_.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&window_));
        const QString path = folder_.filePath(QStringLiteral("made.json"));
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(results::json_text(comparison)));
        file.close();
        ASSERT_TRUE(window_.open(path)) << window_.message().toStdString();
    }

    /// Opens a scenario of one deployment, and waits for its result.
    void openSmallScenario() {
        const QString path = folder_.filePath(QStringLiteral("small.json"));
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"rate": "1 /s"}}},
                       "service": {"time": {"constant": "100 ms"}},
                       "deployments": [{"name": "one", "serving": "real-time",
                                        "pools": [{"offer": {"price": "1.00 USD/h"}, "replicas": {"min": 1, "max": 1}}]}],
                       "experiment": {"horizon": "1 h", "replications": 1}})");
        file.close();
        ASSERT_TRUE(window_.open(path)) << window_.message().toStdString();
        ASSERT_TRUE(QTest::qWaitFor([&] { return !window_.currentPage()->isBusy(); }, kPatienceMs));
        QTest::qWait(kFrameMs);
    }

    /// Waits until the screen has stood still for a frame or two, however slow the machine.
    static void settle() {
        QImage before;
        const bool still = QTest::qWaitFor(
            [&before] {
                QTest::qWait(kFrameMs);
                QImage now = screen();
                const bool same = now == before;
                before = std::move(now);
                return same;
            },
            kPatienceMs);
        EXPECT_TRUE(still) << "the screen does not come to rest";
    }

    /// What the person sees.
    static QImage screen() { return QGuiApplication::primaryScreen()->grabWindow(0).toImage(); }

    QTemporaryDir folder_;
    MainWindow window_{QStringLiteral(PLIMSOLL_BINARY)};
};

}  // namespace plimsoll::gui
