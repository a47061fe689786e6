// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/theme.hpp"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>

namespace plimsoll::gui {

namespace {

QPalette light() {
    QPalette palette(QColor(0xEFEFEF));
    palette.setColor(QPalette::Base, QColor(0xFFFFFF));
    palette.setColor(QPalette::AlternateBase, QColor(0xF5F7F9));
    palette.setColor(QPalette::Text, QColor(0x1B1F24));
    palette.setColor(QPalette::WindowText, QColor(0x1B1F24));
    palette.setColor(QPalette::ButtonText, QColor(0x1B1F24));
    palette.setColor(QPalette::PlaceholderText, QColor(0x6B7280));
    palette.setColor(QPalette::Highlight, QColor(0x0072B2));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x005F94));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x9AA0A8));
    return palette;
}

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

QPalette lightPalette() { return light(); }

QStringList themes() { return {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")}; }

void applyTheme(const QString& theme) {
    if (theme == QLatin1String("system")) {
        QApplication::setPalette(QPalette());
        return;
    }
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(theme == QLatin1String("dark") ? dark() : light());
}

}  // namespace plimsoll::gui
