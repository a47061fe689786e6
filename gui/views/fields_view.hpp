// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/view.hpp"

class QLineEdit;
class QTimer;

namespace plimsoll::gui {

class TableWidget;

/// Every figure of every deployment, also those that no other view knows: the deployments are columns, so that they
/// are read side by side. Where a baseline and another deployment are chosen, so is their difference; where a
/// part of the horizon is, its figures come first.
class FieldsView : public View {
    Q_OBJECT

public:
    explicit FieldsView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QJsonObject scene() const override;
    void paintTo(QPaintDevice& device, const QSize& size) override;

protected:
    [[nodiscard]] bool hasTime() const override { return true; }
    void shownTimeChanged() override;
    void rebuild() override;

private:
    QLineEdit* search_;
    TableWidget* table_;
    QTimer* later_;  ///< until a range that is being dragged stands still
};

}  // namespace plimsoll::gui
