// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/selection.hpp"
#include "gui/views/view.hpp"

#include <QApplication>
#include <QPalette>

/// A view as a window shows it, at one size.
namespace plimsoll::gui::testing {

template <class Kind>
class ShownView {
public:
    explicit ShownView(const ResultPtr& result = nullptr, const QSize& size = {900, 640}) {
        view.resize(size);
        view.show();
        if (result != nullptr) view.setResult(result);
        settle();
    }

    /// Lets queued replots happen, and those that follow the layout of the first.
    static void settle() {
        constexpr int kFrames = 3;
        for (int frame = 0; frame < kFrames; ++frame) QApplication::processEvents();
    }

    Selection selection;
    Kind view{selection};
};

[[nodiscard]] inline QPalette darkPalette() {
    QPalette palette;
    palette.setColor(QPalette::Base, QColor(0x1E1E1E));
    palette.setColor(QPalette::Window, QColor(0x2B2B2B));
    palette.setColor(QPalette::Text, QColor(0xE6E6E6));
    palette.setColor(QPalette::WindowText, QColor(0xE6E6E6));
    return palette;
}

}  // namespace plimsoll::gui::testing
