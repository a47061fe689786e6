// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/program.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

namespace plimsoll::gui {

QString plimsollProgram() {
    if (QString named = qEnvironmentVariable("PLIMSOLL_PROGRAM"); !named.isEmpty()) return named;
    const QString name = QStringLiteral("plimsoll");
    const QString beside = QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(name) : beside;
}

QString runCache() {
    const QString place = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    // A place where nothing can be written (a home that is read-only) must not keep anything from being simulated.
    const QString folder = place + QStringLiteral("/runs");
    return !place.isEmpty() && QDir().mkpath(folder) ? folder : QString();
}

QStringList cacheOption() {
    const QString cache = runCache();
    return cache.isEmpty() ? QStringList() : QStringList{QStringLiteral("--cache"), cache};
}

}  // namespace plimsoll::gui
