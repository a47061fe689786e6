// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/preferences.hpp"

#include <QDialog>

class QComboBox;
class QSpinBox;

namespace plimsoll::gui {

/// Asks how figures are written and things are coloured; every choice is told at once.
class PreferencesDialog : public QDialog {
    Q_OBJECT

public:
    PreferencesDialog(const Preferences& now, const QString& theme, QWidget* parent = nullptr);

signals:
    void changed(const plimsoll::gui::Preferences& wanted);
    void themeChanged(const QString& theme);

private:
    [[nodiscard]] Preferences wanted() const;

    QComboBox* sign_;
    QComboBox* period_;
    QSpinBox* digits_;
    QComboBox* colours_;
    QComboBox* theme_;
};

}  // namespace plimsoll::gui
