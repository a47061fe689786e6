// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/axis_draft.hpp"
#include "gui/editor/offered_values.hpp"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QRadioButton;
class QSpinBox;

namespace plimsoll::gui {

/// Asks what a value of the scenario is to be in turn, and makes an axis of the scenario's sweep of it; one that varies
/// already is changed, or let go. Of a choice its values are offered with check marks; so are the names of a catalog,
/// beside which others can be typed.
class AxisDialog : public QDialog {
    Q_OBJECT

public:
    AxisDialog(ScenarioDocument& document, const Catalogs& catalogs, const std::string& pointer,
               QWidget* parent = nullptr);

    void accept() override;

private:
    void build();
    void buildRange(QGridLayout& grid);
    void buildOffer(QGridLayout& grid);
    /// What is checked takes the place of the offered values in the line.
    void takeChecked();
    void showChecked();
    [[nodiscard]] AxisDraft draft() const;
    void show(const AxisDraft& draft);
    void judge();

    ScenarioDocument& document_;
    std::string pointer_;
    QList<OfferedValue> offer_;
    bool isChoice_;  ///< nothing but what is offered
    QRadioButton* list_;
    QRadioButton* range_;
    QLineEdit* values_;
    QLineEdit* from_;
    QLineEdit* to_;
    QListWidget* offered_;
    QSpinBox* points_;
    QComboBox* scale_;
    QLabel* outcome_;
    QDialogButtonBox* buttons_;
};

}  // namespace plimsoll::gui
