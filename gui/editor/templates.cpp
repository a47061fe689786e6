// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/templates.hpp"

#include "scenarios/data_folder.hpp"
#include "scenarios/input_error.hpp"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace plimsoll::gui {

std::vector<Template> templates() {
    std::vector<Template> found;
    QDir folder;
    try {
        folder.setPath(QString::fromStdString((scenarios::data_folder() / "scenarios").string()));
    } catch (const IoError&) {
        return found;
    }
    for (const QFileInfo& entry : folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(entry.filePath());
        if (!file.open(QIODevice::ReadOnly)) continue;
        const QJsonObject scenario = QJsonDocument::fromJson(file.readAll()).object();
        if (!scenario.contains(QLatin1String("plimsoll"))) continue;
        found.push_back({scenario[QLatin1String("name")].toString(entry.completeBaseName()),
                         scenario[QLatin1String("description")].toString(), entry.filePath(), scenario});
    }
    return found;
}

}  // namespace plimsoll::gui
