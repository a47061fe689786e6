// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/app/main_window.hpp"
#include "gui/app/message_bar.hpp"
#include "gui/app/view_docks.hpp"
#include "gui/editor/scenario_document.hpp"
#include "gui/editor/scenario_editor.hpp"
#include "gui/views/view.hpp"
#include "gui/views/view_kinds.hpp"

#include <QAbstractButton>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace plimsoll::gui {

/// A window with the real `plimsoll`, in a folder of its own and without anything remembered.
class WindowTest : public testing::Test {
protected:
    static constexpr int kPatienceMs = 60000;

    WindowTest() { QSettings().clear(); }

    /// An hour of two small deployments.
    static QByteArray scenario() {
        return R"({
  "plimsoll": 1,
  "workload": {"traffic": {"generate": {"process": "poisson", "rate": "2 /s"}}},
  "service": {"time": {"constant": "100 ms"}},
  "slo": [{"metric": "latency", "at_most": "1 s"}],
  "deployments": [
    {"name": "one", "serving": "real-time", "pools": [{"offer": {"price": "1.00 USD/h"}, "replicas": {"min": 1, "max": 1}}]},
    {"name": "two", "serving": "real-time", "pools": [{"offer": {"price": "1.00 USD/h"}, "replicas": {"min": 2, "max": 2}}]}
  ],
  "experiment": {"horizon": "1 h", "replications": 2, "load_curve": [1, 2]}
}
)";
    }

    QString file(const char* name, const QByteArray& text) {
        const QString path = folder_.filePath(QString::fromLatin1(name));
        QFile out(path);
        EXPECT_TRUE(out.open(QIODevice::WriteOnly));
        EXPECT_EQ(out.write(text), text.size());
        return path;
    }

    static bool waitForFullResult(Page& page) {
        return QTest::qWaitFor([&] { return page.result() && !page.result()->isCoarse() && !page.isBusy(); },
                               kPatienceMs);
    }

    static double costOf(const Page& page, std::size_t deployment) {
        return page.result()->deployments()[deployment].cost.per_month.approximate();
    }

    /// Takes what a bar offers under that name.
    static void press(const QWidget& bar, const QString& name) {
        for (auto* button : bar.findChildren<QAbstractButton*>(QStringLiteral("offer")))
            if (button->text() == name) {
                button->click();
                return;
            }
        ADD_FAILURE() << "it does not offer: " << name.toStdString();
    }

    QTemporaryDir folder_;
};

/// The same, with a window.
class MainWindowTest : public WindowTest {
protected:
    MainWindow window_{QStringLiteral(PLIMSOLL_BINARY)};
};

}  // namespace plimsoll::gui
