// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/scenario_document.hpp"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace plimsoll::gui {

class Catalogs;

/// What a scenario varies, a line for each axis with its values and how many they are, and how many points all of them
/// make: below the fields of the scenario's sweep.
class AxesPanel : public QWidget {
    Q_OBJECT

public:
    AxesPanel(ScenarioDocument& document, const Catalogs& catalogs, QWidget* parent = nullptr);

private:
    void follow();
    void addLine(const Json& axis, std::size_t index, int row);

    ScenarioDocument& document_;
    const Catalogs& catalogs_;
    QLabel* total_;
    QWidget* lines_ = nullptr;
};

}  // namespace plimsoll::gui
