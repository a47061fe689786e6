// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QToolButton;

namespace plimsoll::gui {

class Field;
class FormContext;

/// Offers to make an axis of the scenario's sweep of the value of a field: a button, for the field's layout, which
/// shows while the mouse or the keyboard is there and where the value varies; an action of the editor's menu; and F9.
class VaryOffer : public QObject {
    Q_OBJECT

public:
    /// Belongs to the field. \pre the field has an editor
    VaryOffer(FormContext& context, Field& field);

    [[nodiscard]] QToolButton* button() const { return button_; }
    /// Shows what the document says now.
    void follow();
    /// "In a sweep: 1, 2, 4"; empty where the value does not vary.
    [[nodiscard]] QString words() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    FormContext& context_;
    Field& field_;
    QToolButton* button_;
};

}  // namespace plimsoll::gui
