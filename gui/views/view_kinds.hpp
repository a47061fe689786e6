// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace plimsoll::gui {

class Selection;
class View;

/// A view that the window offers. Its place in the list is its place in menus; the first nine have Alt+1 to Alt+9.
struct ViewKind {
    QString name;   ///< for `--view`, for settings and for files: "cost-latency"
    QString title;  ///< "Cost against latency"
    QString help;   ///< one sentence: what it answers
    std::function<View*(Selection&, QWidget* parent)> make;
};

/// All views. A new view is a class of its own and one line there.
[[nodiscard]] const std::vector<ViewKind>& viewKinds();

}  // namespace plimsoll::gui
