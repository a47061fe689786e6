// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/own_settings.hpp"

#include <gtest/gtest.h>

#include <QApplication>
#include <QProcess>

namespace {

/// An X server without a screen, as large as a small laptop's. It chooses its number itself, so that many may start at
/// once, and ends with its last client, also where that one dies. \returns ":99"; empty: it did not start.
QByteArray startServer(QProcess& server) {
    constexpr int kPatienceMs = 30000;
    server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.start(
        QStringLiteral("Xvfb"),
        {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-terminate"), QStringLiteral("-nolisten"),
         QStringLiteral("tcp"), QStringLiteral("-screen"), QStringLiteral("0"), QStringLiteral("1280x800x24")});
    if (!server.waitForStarted() || !server.waitForReadyRead(kPatienceMs)) return {};
    return ":" + server.readLine().trimmed();
}

}  // namespace

/// Runs the tests in a window that is really shown, on a server of their own.
int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    if (GTEST_FLAG_GET(list_tests)) return RUN_ALL_TESTS();
    const plimsoll::gui::testing::OwnSettings settings;
    QProcess server;
    const QByteArray display = startServer(server);
    if (display.isEmpty()) {
        std::fputs("Xvfb did not start; it is in the package xvfb of debian-packages.txt\n", stderr);
        return 1;
    }
    qputenv("DISPLAY", display);
    qputenv("QT_QPA_PLATFORM", "xcb");
    int status = 0;
    {
        QApplication application(argc, argv);
        QCoreApplication::setOrganizationName(QStringLiteral("plimsoll-test"));
        QCoreApplication::setApplicationName(QStringLiteral("plimsoll-gui-shown"));
        status = RUN_ALL_TESTS();
    }
    server.waitForFinished();
    return status;
}
