// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/theme.hpp"

#include "gui/views/light_palette.hpp"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>

namespace plimsoll::gui {

namespace {

QPalette dark() {
    QPalette palette(QColor(0x2A2E33));
    palette.setColor(QPalette::Window, QColor(0x24282D));
    palette.setColor(QPalette::Base, QColor(0x1B1E22));
    palette.setColor(QPalette::AlternateBase, QColor(0x22262B));
    palette.setColor(QPalette::ToolTipBase, QColor(0x2F343A));
    palette.setColor(QPalette::Highlight, QColor(0x2F7FB5));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x7CC0EE));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, QColor(0xE4E7EB));
    palette.setColor(QPalette::PlaceholderText, QColor(0x8C949E));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x7A828C));
    return palette;
}

}  // namespace

QStringList themes() { return {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")}; }

void applyTheme(const QString& theme) {
    if (theme == QLatin1String("system")) {
        QApplication::setPalette(QPalette());
        return;
    }
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(theme == QLatin1String("dark") ? dark() : lightPalette());
}

}  // namespace plimsoll::gui
