// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/axis_draft.hpp"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QRadioButton;
class QSpinBox;

namespace plimsoll::gui {

/// Asks what a value of the scenario is to be in turn, and makes an axis of the scenario's sweep of it; one that varies
/// already is changed, or let go.
class AxisDialog : public QDialog {
    Q_OBJECT

public:
    AxisDialog(ScenarioDocument& document, const std::string& pointer, QWidget* parent = nullptr);

    void accept() override;

private:
    void build();
    [[nodiscard]] AxisDraft draft() const;
    void show(const AxisDraft& draft);
    void judge();

    ScenarioDocument& document_;
    std::string pointer_;
    QRadioButton* list_;
    QRadioButton* range_;
    QLineEdit* values_;
    QLineEdit* from_;
    QLineEdit* to_;
    QSpinBox* points_;
    QComboBox* scale_;
    QLabel* outcome_;
    QDialogButtonBox* buttons_;
};

}  // namespace plimsoll::gui
