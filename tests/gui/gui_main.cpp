// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/own_settings.hpp"

#include <gtest/gtest.h>

#include <QApplication>

/// Runs the tests of the desktop application without a display and without the settings of whoever runs them.
int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    const plimsoll::gui::testing::OwnSettings settings;
    ::testing::InitGoogleTest(&argc, argv);
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("plimsoll-test"));
    QCoreApplication::setApplicationName(QStringLiteral("plimsoll-gui"));
    return RUN_ALL_TESTS();
}
