// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/golden_scene.hpp"

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonDocument>

namespace plimsoll::gui::testing {

void expectGolden(const QJsonObject& scene, const QString& name) {
    QFile file(QStringLiteral(PLIMSOLL_SOURCE_DIR "/tests/gui/views/golden/%1.json").arg(name));
    const QByteArray present = QJsonDocument(scene).toJson();
    if (qEnvironmentVariable("PLIMSOLL_UPDATE_GOLDEN") == QStringLiteral("1")) {
        ASSERT_TRUE(file.open(QIODevice::WriteOnly)) << qPrintable(file.errorString());
        file.write(present);
        return;
    }
    ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << "no golden scene; write it with PLIMSOLL_UPDATE_GOLDEN=1";
    const QList<QByteArray> before = file.readAll().split('\n');
    const QList<QByteArray> now = present.split('\n');
    QByteArray differences;
    constexpr int kShown = 20;
    for (qsizetype i = 0, shown = 0; i < std::max(before.size(), now.size()) && shown < kShown; ++i) {
        if (before.value(i) == now.value(i)) continue;
        differences += "- " + before.value(i) + "\n+ " + now.value(i) + '\n';
        ++shown;
    }
    EXPECT_TRUE(differences.isEmpty()) << "the scene differs from " << qPrintable(name) << ":\n"
                                       << differences.constData()
                                       << "where this is meant, write it anew with PLIMSOLL_UPDATE_GOLDEN=1";
}

}  // namespace plimsoll::gui::testing
