// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace plimsoll::gui::testing {

/// Settings, sessions and caches of this process alone, gone in the end: neither those of whoever runs the tests, nor
/// those of a test that runs at the same time. To be made before the application.
class OwnSettings {
public:
    OwnSettings() : folder_(QDir::tempPath() + QStringLiteral("/plimsoll-settings-XXXXXX")) {
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
            qputenv(name, QFile::encodeName(folder_.path()));
    }

private:
    QTemporaryDir folder_;
};

}  // namespace plimsoll::gui::testing
