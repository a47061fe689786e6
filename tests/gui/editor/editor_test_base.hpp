// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/scenario_document.hpp"
#include "gui/editor/scenario_editor.hpp"

#include <gtest/gtest.h>

#include <string>

class QLineEdit;

namespace plimsoll::gui {

class Field;

/// An editor of the default scenario in a window that has the focus.
class EditorTest : public testing::Test {
protected:
    void SetUp() override;

    /// Shows the field at a pointer and returns it; fails where there is none.
    Field* goTo(const std::string& pointer);
    /// The widget that edits the value at a pointer of the current page.
    template <class Widget>
    Widget* widgetAt(const std::string& pointer) {
        return editor_.findChild<Widget*>(QString::fromStdString(pointer));
    }
    /// Types into the line at a pointer, in the place of what it holds.
    void type(const std::string& pointer, const QString& text);
    [[nodiscard]] std::string problemAt(const std::string& pointer);
    /// A button by its name for screen readers, below a widget.
    [[nodiscard]] static class QAbstractButton* button(QWidget& below, const QString& name);

    ScenarioDocument document_;
    ScenarioEditor editor_{document_};
};

/// The widget that has the focus, or nothing.
[[nodiscard]] QString focusName();

}  // namespace plimsoll::gui
