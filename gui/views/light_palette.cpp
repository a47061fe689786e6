// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/light_palette.hpp"

namespace plimsoll::gui {

QPalette lightPalette() {
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

}  // namespace plimsoll::gui
