// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/open_file.hpp"

#include "gui/editor/scenario_document.hpp"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace plimsoll::gui {

OpenedFile openFile(const QString& path) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("OpenFile", text); };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return OpenError{tr("%1 could not be read: %2.").arg(path, file.errorString())};
    const QByteArray text = file.readAll();
    const QString schema = QJsonDocument::fromJson(text).object().value(QLatin1String("schema")).toString();
    if (schema.startsWith(QLatin1String("plimsoll.comparison/"))) {
        try {
            return std::make_shared<const Result>(text, path);
        } catch (const std::exception& error) {
            return OpenError{QString::fromUtf8(error.what())};
        }
    }
    QString problem;
    auto document = ScenarioDocument::load(path, &problem);
    if (!document) return OpenError{problem};
    return document;
}

}  // namespace plimsoll::gui
